"""The spine's one door: kinds are written against it, and other apps read publications through it."""

from content.editorial.compare import (
    BlockChange,
    Change,
    CitedChange,
    FieldChange,
    Run,
    Words,
    compare_cited,
    compare_payloads,
)
from content.editorial.kinds import (
    Cite,
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    Note,
    ReviewPart,
    Severity,
    kind_of,
    kinds,
    register,
    register_source,
    shown_path,
)
from content.editorial.lint import body_cites, lint_body, lint_words
from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import RULES, blocking, fault, fault_key, gated
from content.editorial.lint.sources import never_cited
from content.editorial.models import (
    LANGUAGE,
    ChangeClass,
    Document,
    Draft,
    Epoch,
    ImpactClass,
    Publication,
    ReviewRound,
    RoundState,
)
from content.editorial.selectors.addresses import admin_address, review_address
from content.editorial.selectors.approval import QUESTIONS
from content.editorial.selectors.drafts import draft_of, typed_in
from content.editorial.selectors.findings import findings, findings_of
from content.editorial.selectors.guards import barred, eligible, has_changes, last_round, open_round
from content.editorial.selectors.histories import Approval, Release, corrections, histories
from content.editorial.selectors.identity import identified
from content.editorial.selectors.impact import DAYS as IMPACT_DAYS
from content.editorial.selectors.impact import Reach, quarantined
from content.editorial.selectors.kept import forget_readings, while_the_epoch_stands
from content.editorial.selectors.locks import why_locked, words_of
from content.editorial.selectors.moments import Stretch, stretch_around
from content.editorial.selectors.queues import Queue, Row, queues_for
from content.editorial.selectors.reading import (
    Published,
    PublishedBytes,
    everything_live,
    forget,
    is_frozen_in_a_publication,
    live,
    live_extracts,
    live_of_kind,
    publication_bytes,
    read_extracts,
    read_publication,
    read_publications,
    read_renderings,
)
from content.editorial.selectors.retirements import Tombstone, first_published_at, tombstone, tombstones
from content.editorial.selectors.strips import (
    Aside,
    Strip,
    dated,
    kept_strip,
    named,
    statements,
    strip,
    strips,
)
from content.editorial.selectors.targets import claim_pins, live_world, world_of
from content.editorial.selectors.unmet import REASONS, Unmet
from content.editorial.selectors.uses import Use, all_that_cite, is_cited, where_used
from content.editorial.selectors.words import open_notes
from content.editorial.services.auditing import act
from content.editorial.services.batches import Batch, Loaded, check_batch, publish_batch, read_batch
from content.editorial.services.claiming import claim, decline, lapse_claims, reassign, release
from content.editorial.services.commenting import (
    Remark,
    add_comment,
    add_notes,
    resolve_comment,
    resolve_note,
)
from content.editorial.services.drafts import Typed, drop_draft, keep_draft
from content.editorial.services.editing import StaleEdit, note_edit
from content.editorial.services.freezing import as_published
from content.editorial.services.impact import flag_retraction, unflag_retraction, waive_item
from content.editorial.services.judging import Judgement, approve, request_changes
from content.editorial.services.mailing import choose_mail, mail_chosen, person_of, stop_link
from content.editorial.services.publishing import Outcome, publish_loaded
from content.editorial.services.reaffirming import reaffirm
from content.editorial.services.refusing import Refused, Stale
from content.editorial.services.reminding import run_due
from content.editorial.services.rerendering import outdated_renderings, rerender
from content.editorial.services.retiring import dependents_of, retire, revive
from content.editorial.services.stating import Statement, state_interests
from content.editorial.services.submitting import Submission, proposed_class, submit
from content.editorial.services.withdrawing import Rollback, discard, roll_back, withdraw
from content.editorial.world import Facts, Integrity, Offer, World


def epoch() -> int:
    """Moved by every editorial act; part of a composed page's cache key. One statement."""
    return Epoch.objects.now()


__all__ = [
    "IMPACT_DAYS",
    "LANGUAGE",
    "QUESTIONS",
    "REASONS",
    "RULES",
    "Approval",
    "Aside",
    "Batch",
    "BlockChange",
    "Change",
    "ChangeClass",
    "Cite",
    "CitedChange",
    "Document",
    "Draft",
    "Epoch",
    "Facts",
    "Fault",
    "FieldChange",
    "ImpactClass",
    "Integrity",
    "Judgement",
    "Kind",
    "LibraryFault",
    "LibraryItem",
    "Loaded",
    "Note",
    "Offer",
    "Outcome",
    "Publication",
    "Published",
    "PublishedBytes",
    "Queue",
    "Reach",
    "Refused",
    "Release",
    "Remark",
    "ReviewPart",
    "ReviewRound",
    "Rollback",
    "RoundState",
    "Row",
    "Run",
    "Severity",
    "Stale",
    "StaleEdit",
    "Statement",
    "Stretch",
    "Strip",
    "Submission",
    "Tombstone",
    "Typed",
    "Unmet",
    "Use",
    "Words",
    "World",
    "act",
    "add_comment",
    "add_notes",
    "admin_address",
    "all_that_cite",
    "approve",
    "as_published",
    "barred",
    "blocking",
    "body_cites",
    "check_batch",
    "choose_mail",
    "claim",
    "claim_pins",
    "compare_cited",
    "compare_payloads",
    "corrections",
    "dated",
    "decline",
    "dependents_of",
    "discard",
    "document_faults",
    "draft_of",
    "drop_draft",
    "eligible",
    "epoch",
    "everything_live",
    "fault",
    "fault_key",
    "findings",
    "findings_of",
    "first_published_at",
    "flag_retraction",
    "forget",
    "forget_readings",
    "gated",
    "has_changes",
    "histories",
    "identified",
    "is_cited",
    "is_frozen_in_a_publication",
    "keep_draft",
    "kept_strip",
    "kind_of",
    "kinds",
    "lapse_claims",
    "last_round",
    "lint_body",
    "lint_words",
    "live",
    "live_extracts",
    "live_of_kind",
    "live_world",
    "mail_chosen",
    "named",
    "never_cited",
    "note_edit",
    "open_notes",
    "open_round",
    "outdated_renderings",
    "person_of",
    "proposed_class",
    "publication_bytes",
    "publish_batch",
    "publish_loaded",
    "quarantined",
    "queues_for",
    "read_batch",
    "read_extracts",
    "read_publication",
    "read_publications",
    "read_renderings",
    "reaffirm",
    "reassign",
    "register",
    "register_source",
    "release",
    "request_changes",
    "rerender",
    "resolve_comment",
    "resolve_note",
    "retire",
    "review_address",
    "revive",
    "roll_back",
    "run_due",
    "shown_path",
    "state_interests",
    "statements",
    "stop_link",
    "stretch_around",
    "strip",
    "strips",
    "submit",
    "tombstone",
    "tombstones",
    "typed_in",
    "unflag_retraction",
    "waive_item",
    "where_used",
    "while_the_epoch_stands",
    "why_locked",
    "withdraw",
    "words_of",
    "world_of",
]
