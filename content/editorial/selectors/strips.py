"""The strip above a text: in which state the version being read is, and who says so. It never claims a review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

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
    rows = _live(document_ids)
    approvals = {
        verdict.revision_id: verdict
        for verdict in Verdict.objects.filter(
            revision__in=[row.revision_id for row in rows], verdict=VerdictKind.APPROVE
        ).order_by("at", "pk")
    }
    return {row.document_id: _strip(row, approvals.get(row.revision_id)) for row in rows}


class _Live(NamedTuple):
    document_id: int
    revision_id: int
    number: int
    published_at: datetime
    open_notes: int


def _live(document_ids: Iterable[int]) -> list[_Live]:
    unresolved = Count("open_notes", filter=Q(open_notes__resolved_at__isnull=True))
    fields = ("pk", "live__revision", "live__revision__number", "live__published_at")
    rows = Document.objects.live().filter(pk__in=list(document_ids)).annotate(open=unresolved)
    return [_Live(*row) for row in rows.values_list(*fields, "open")]


def _strip(row: _Live, approval: Verdict | None) -> Strip:
    updated_on = timezone.localdate(row.published_at)
    if approval is None:
        sentence = _("Loaded with the software. Not yet reviewed by a named clinician.")
        return Strip("loaded", "◇", _("Loaded"), sentence, updated_on, None, row.open_notes)
    reviewed_on = timezone.localdate(approval.at)
    sentence = _("Approved %(date)s by %(name)s (revision %(number)s).") % {
        "date": date_format(reviewed_on),
        "name": approval.actor,
        "number": row.number,
    }
    return Strip("approved", "●", _("Approved"), sentence, updated_on, reviewed_on, row.open_notes)
