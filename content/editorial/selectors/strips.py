"""The strip above a text: in which state the version being read is, and who says so. It never claims a review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.editorial.models import Document, Verdict
from content.editorial.models.verdicts import VerdictKind
from content.editorial.selectors.reading import Published


@dataclass(frozen=True, slots=True)
class Strip:
    """`reviewed_on` is None until a person has reviewed the very text that is live."""

    state: str
    shape: str
    word: str
    sentence: str
    updated_on: date
    reviewed_on: date | None
    open_notes: int


def strip(document: int | Published) -> Strip:
    """Two statements. Raises Document.DoesNotExist when nothing of the document is live."""
    document_id = document.document_id if isinstance(document, Published) else document
    found = strips([document_id])
    if document_id not in found:
        raise Document.DoesNotExist
    return found[document_id]


def strips(document_ids: Iterable[int]) -> dict[int, Strip]:
    """By document; two statements for however many. Documents with nothing live are absent."""
    unresolved = Count("open_notes", filter=Q(open_notes__resolved_at__isnull=True))
    live = Document.objects.live().filter(pk__in=list(document_ids)).select_related("live__revision")
    rows = list(live.annotate(open_note_count=unresolved))
    verdicts = Verdict.objects.filter(
        revision__in=[row.live.revision_id for row in rows if row.live], verdict=VerdictKind.APPROVE
    ).order_by("at", "pk")
    approvals = {verdict.revision_id: verdict for verdict in verdicts}
    return {row.pk: _strip(row, approvals, row.open_note_count) for row in rows}


def _strip(document: Document, approvals: dict[int, Verdict], open_notes: int) -> Strip:
    publication = document.live
    if publication is None:
        raise Document.DoesNotExist
    updated_on = timezone.localdate(publication.published_at)
    approval = approvals.get(publication.revision_id)
    if approval is None:
        sentence = _("Loaded with the software. Not yet reviewed by a named clinician.")
        return Strip("loaded", "◇", _("Loaded"), sentence, updated_on, None, open_notes)
    reviewed_on = timezone.localdate(approval.at)
    sentence = _("Approved %(date)s by %(name)s (revision %(number)s).") % {
        "date": date_format(reviewed_on),
        "name": approval.actor,
        "number": publication.revision.number,
    }
    return Strip("approved", "●", _("Approved"), sentence, updated_on, reviewed_on, open_notes)
