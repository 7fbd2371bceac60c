"""The spine's one door: kinds are written against it, and other apps read publications through it."""

from content.editorial.compare import BlockChange, Change, CitedChange, FieldChange, Run, compare_cited
from content.editorial.kinds import (
    Cite,
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    Note,
    Severity,
    kind_of,
    kinds,
    register,
    register_source,
    shown_path,
)
from content.editorial.lint import body_cites, lint_body, lint_words
from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import blocking, fault, fault_key, gated
from content.editorial.lint.sources import never_cited
from content.editorial.models import Document, Draft, Epoch, Publication
from content.editorial.selectors.drafts import draft_of, typed_in
from content.editorial.selectors.locks import why_locked, words_of
from content.editorial.selectors.reading import Published, forget, live, live_of_kind, read_publication
from content.editorial.selectors.strips import Strip, strip, strips
from content.editorial.selectors.targets import claim_pins, live_world, world_of
from content.editorial.services.batches import Batch, Loaded, check_batch, publish_batch, read_batch
from content.editorial.services.drafts import Typed, drop_draft, keep_draft
from content.editorial.services.editing import StaleEdit, note_edit
from content.editorial.services.publishing import Outcome, publish_loaded
from content.editorial.services.rerendering import outdated_renderings, rerender
from content.editorial.world import Facts, Integrity, Offer, World


def epoch() -> int:
    """Moved by every editorial act; part of a composed page's cache key. One statement."""
    return Epoch.objects.now()


__all__ = [
    "Batch",
    "BlockChange",
    "Change",
    "Cite",
    "CitedChange",
    "Document",
    "Draft",
    "Epoch",
    "Facts",
    "Fault",
    "FieldChange",
    "Integrity",
    "Kind",
    "LibraryFault",
    "LibraryItem",
    "Loaded",
    "Note",
    "Offer",
    "Outcome",
    "Publication",
    "Published",
    "Run",
    "Severity",
    "StaleEdit",
    "Strip",
    "Typed",
    "World",
    "blocking",
    "body_cites",
    "check_batch",
    "claim_pins",
    "compare_cited",
    "document_faults",
    "draft_of",
    "drop_draft",
    "epoch",
    "fault",
    "fault_key",
    "forget",
    "gated",
    "keep_draft",
    "kind_of",
    "kinds",
    "lint_body",
    "lint_words",
    "live",
    "live_of_kind",
    "live_world",
    "never_cited",
    "note_edit",
    "outdated_renderings",
    "publish_batch",
    "publish_loaded",
    "read_batch",
    "read_publication",
    "register",
    "register_source",
    "rerender",
    "shown_path",
    "strip",
    "strips",
    "typed_in",
    "why_locked",
    "words_of",
    "world_of",
]
