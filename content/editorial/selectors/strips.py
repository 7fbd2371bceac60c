"""The strip above a text: in which state the version being read is, and who says so. It never claims a review."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.db.models import Count, FilteredRelation, Max, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.editorial.models import Document, RoundKind
from content.editorial.models.rounds import OPEN
from content.editorial.selectors.histories import Approval, Release, Standing, histories, standing
from content.editorial.selectors.kept import while_the_epoch_stands
from content.editorial.selectors.reading import Published


@dataclass(frozen=True, slots=True)
class Aside:
    """What else there is to know of the version: it is not the newest, it is retired, a draft is on its way."""

    state: str
    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """`reviewed_on` is None until a person has reviewed the text, demo people not counted."""

    state: str
    shape: str
    word: str
    statement: str
    updated_on: date
    reviewed_on: date | None
    open_notes: int
    asides: tuple[Aside, ...] = ()

    @property
    def sentence(self) -> str:
        return " ".join([self.statement, *(aside.text for aside in self.asides)])


def strip(reading: int | Published, *, at: datetime | None = None) -> Strip:
    """Two statements. Raises Document.DoesNotExist when nothing of the document is live."""
    found = strips([reading], at=at)
    if not found:
        raise Document.DoesNotExist
    return next(iter(found.values()))


def kept_strip(reading: Published) -> Strip:
    """The strip of a publication as it stands: one statement until the next editorial act."""
    return while_the_epoch_stands(("strip", reading.id, get_language()), partial(strip, reading))


def strips(reading: Iterable[int | Published], *, at: datetime | None = None) -> dict[int, Strip]:
    """By document; two statements for however many.

    A publication stands for itself, however old; the id of a document for what is live of it, if anything is.
    With `at` everything is told as it was known at that instant.
    """
    versions = {r.document_id if isinstance(r, Published) else r: _version(r) for r in reading}
    known = histories(versions, at=at)
    found = {}
    for row in _rows(versions, at):
        version = versions[row.document_id] or row.live_id
        releases = known.get(row.document_id, ())
        if version in {release.publication_id for release in releases}:
            found[row.document_id] = _strip(row, releases, version, at)
    return found


def statements(reading: Iterable[Published]) -> dict[int, str]:
    """By publication, who says what of it and since when: a strip's sentence without its asides. One statement."""
    versions = {version.document_id: version.id for version in reading}
    return {
        release.publication_id: _statement(standing(releases[:number]))
        for releases in histories(versions).values()
        for number, release in enumerate(releases, start=1)
        if release.publication_id in versions.values()
    }


def dated(moment: date) -> str:
    """A day as the site writes it, in the site's time zone."""
    return date_format(timezone.localdate(moment) if isinstance(moment, datetime) else moment, "j M Y")


def named(approval: Approval) -> str:
    """Everybody who approved, with their roles."""
    return str(get_text_list([str(approver) for approver in approval.approvers], _("and")))


class _Row(NamedTuple):
    """`live_id` is None for a document that is retired or back in draft."""

    document_id: int
    live_id: int | None
    notes: int
    retired_at: datetime | None
    drafted_id: int | None
    claimed_at: datetime | None


def _version(reading: int | Published) -> int | None:
    return reading.id if isinstance(reading, Published) else None


def _rows(document_ids: Iterable[int], at: datetime | None) -> Iterator[_Row]:
    by_then = None if at is None else Q(retirements__retired_at__lte=at)
    # Named before the counting, or the database would group by every column of the document.
    fields = ("pk", "live_id", "retired_at", "draft__revision_id", "draft__claimed_at")
    rows = (
        Document.objects.filter(pk__in=list(document_ids))
        .alias(draft=FilteredRelation("rounds", condition=_is_open(at)))
        .values_list(*fields)
        .annotate(
            notes=Count("open_notes", filter=_is_unresolved(at), distinct=True),
            retirement=Max("retirements__retired_at", filter=by_then),
        )
    )
    for pk, live, retired, drafted, claimed, notes, retirement in rows:
        yield _Row(pk, None if retired else live, notes, retirement, drafted, claimed)


def _is_open(at: datetime | None) -> Q:
    changes = ~Q(rounds__kind=RoundKind.REAFFIRM)
    if at is None:
        return changes & Q(rounds__state__in=OPEN)
    still = Q(rounds__closed_at__isnull=True) | Q(rounds__closed_at__gt=at)
    return changes & Q(rounds__opened_at__lte=at) & still


def _is_unresolved(at: datetime | None) -> Q:
    """What only a demo person has checked is not."""
    still = Q(open_notes__resolved_at__isnull=True) | Q(open_notes__resolved_by__is_simulated=True)
    if at is None:
        return still
    still |= Q(open_notes__resolved_at__gt=at)
    return Q(open_notes__noted_at__lte=at) & still


def _strip(row: _Row, releases: tuple[Release, ...], version: int, at: datetime | None) -> Strip:
    index = next(i for i, release in enumerate(releases) if release.publication_id == version)
    now = standing(releases[: index + 1])
    state, shape, word = _state(now)
    asides = tuple(_asides(row, releases, index, at))
    if any(aside.state == "retired" for aside in asides):
        state, shape, word = "retired", "⊘", _("Retired")
    return Strip(
        state=state,
        shape=shape,
        word=word,
        statement=_statement(now),
        updated_on=timezone.localdate(now.updated_at),
        reviewed_on=timezone.localdate(now.reviewed_at) if now.reviewed_at else None,
        open_notes=row.notes,
        asides=asides,
    )


def _state(now: Standing) -> tuple[str, str, str]:
    if now.basis:
        return "approved", "●", _("Approved")
    if now.demo and not now.demo.unchanged:
        return "demo", "◇", _("Demo approval")
    return "loaded", "◇", _("Loaded")


def _statement(now: Standing) -> str:
    return " ".join(_sentences(now))


def _sentences(now: Standing) -> Iterator[str]:
    if now.basis is None:
        if now.demo is None or now.demo.unchanged:
            yield _("Loaded with the software. Not yet reviewed by a named clinician.")
        if now.demo:
            yield _told(
                _("Approved as a demonstration %(date)s by %(names)s (revision %(number)s); not a review."),
                now.demo,
            )
        return
    if now.basis.unchanged:
        yield _told(_("Reviewed without change %(date)s by %(names)s (revision %(number)s)."), now.basis)
    else:
        yield _told(_("Approved %(date)s by %(names)s (revision %(number)s)."), now.basis)
    if now.again:
        again = _("Reviewed again without change %(date)s by %(names)s (revision %(number)s).")
        yield _told(again, now.again)
    if now.wording:
        wording = _(
            "Only its wording was corrected since: approved %(date)s by %(names)s (revision %(number)s)."
        )
        yield _told(wording, now.wording)


def _told(sentence: str, approval: Approval) -> str:
    return sentence % {"date": dated(approval.at), "names": named(approval), "number": approval.number}


def _asides(row: _Row, releases: tuple[Release, ...], index: int, at: datetime | None) -> Iterator[Aside]:
    newer = releases[index + 1 :]
    if newer:
        told = _("This is revision %(number)s. A newer version has been live since %(date)s.")
        values = {"number": releases[index].number, "date": dated(newer[0].published_at)}
        yield Aside("older", "◁", told % values)
    if row.retired_at and row.retired_at >= releases[-1].published_at:
        yield Aside("retired", "⊘", _("Retired %(date)s.") % {"date": dated(row.retired_at)})
    elif not newer and row.drafted_id and row.drafted_id != releases[-1].revision_id:
        claimed = row.claimed_at is not None and (at is None or row.claimed_at <= at)
        text = _("A newer draft is under review.") if claimed else _("A newer draft has been submitted.")
        yield Aside("review", "◐", text)
