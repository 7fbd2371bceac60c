"""How a visitor stands with a case, in a line for each mode: what counts assessed, and the best of practice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from cases.models import Attempt, AttemptMode, AttemptState, Owner
from cases.selectors.wording import end_words, whole
from content.editorial.public import Published


@dataclass(frozen=True, slots=True)
class Line:
    """`unsafe` is that of the attempt the line tells of."""

    text: str
    unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """`resume` is an attempt that waits to be continued."""

    lines: tuple[Line, ...]
    resume: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    document: int
    attempt: UUID
    mode: str
    state: str
    score: Decimal | None
    unsafe: bool | None

    @property
    def is_assessed(self) -> bool:
        return self.mode == AttemptMode.ASSESSED

    @property
    def is_under_way(self) -> bool:
        return self.state == AttemptState.IN_PROGRESS

    def line(self, words: str) -> Line:
        values = {"score": whole(self.score or Decimal(0)), "end": end_words(self.state)}
        return Line(words % values, bool(self.unsafe))


def own_by_document(published: Iterable[Published], owner: Owner) -> Mapping[int, Own]:
    """One statement; none for a visitor who owns nothing."""
    if owner.is_nobody:
        return {}
    documents = [one.document_id for one in published]
    mine = Attempt.objects.owned_by(owner).filter(document__in=documents)
    # A regrade stands beside the score an attempt had; it is told in the debrief and changes nothing here.
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    columns = ("document_id", "pk", "mode", "state", "own_result__score", "own_result__unsafe")
    found: dict[int, list[_Row]] = {}
    for row in mine.annotate(own_result=own_result).order_by("-started_at").values_list(*columns):
        one = _Row(*row)
        found.setdefault(one.document, []).append(one)
    return {document: _own(rows) for document, rows in found.items()}


def _own(rows: list[_Row]) -> Own:
    """`rows` the newest first. While an assessed attempt is under way it alone is told."""
    under_way = [row for row in rows if row.is_under_way]
    if assessed := [row for row in under_way if row.is_assessed]:
        return Own((Line(_("Assessed, in progress")),), assessed[0].attempt)
    lines = (*_in_progress(under_way), *_counting(rows), *_practised(rows))
    return Own(lines, under_way[0].attempt if under_way else None)


def _in_progress(under_way: list[_Row]) -> list[Line]:
    return [Line(_("Practice, in progress"))] if under_way else []


def _counting(rows: list[_Row]) -> list[Line]:
    """The first that was started, whatever came later."""
    assessed = [row for row in rows if row.is_assessed]
    if not assessed:
        return []
    first = assessed[-1]
    if first.state == AttemptState.COMPLETED:
        return [first.line(_("Assessed: %(score)d of 100"))]
    return [first.line(_("Assessed: %(score)d of 100, %(end)s"))]


def _practised(rows: list[_Row]) -> list[Line]:
    """The best of those finished, a safe one before an unsafe one; else that practice was given up."""
    over = [row for row in rows if not row.is_assessed and not row.is_under_way]
    finished = [row for row in over if row.state == AttemptState.COMPLETED and row.score is not None]
    if finished:
        best = max(finished, key=lambda row: (row.score, not row.unsafe))
        return [best.line(_("Practice: best %(score)d of 100"))]
    return [Line(_("Practice: given up"), unsafe=any(row.unsafe for row in over))] if over else []
