"""A cohort as a table: its learners by cases, each cell the first assessed attempt that the program knows.

Every number is one that is stored with an attempt; `recompute_results` proves that those equal their events.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from cases.models import AttemptMode, AttemptState
from cases.programs.models import Cohort
from cases.programs.selectors.members import Member, Wanted, members_of
from cases.programs.selectors.work import known_to
from cases.selectors.library import easiest_first
from cases.selectors.wording import end_words, whole
from content.editorial.public import live_of_kind, read_publications

BANDS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """`score` None: no assessed attempt is over; `exact` is it as stored. `end` tells one that was cut short.

    `practice` is the best of it.

    `only` is the one attempt behind the cell, None where there are several, or none that is over.
    """

    case_slug: str
    score: int | None = None
    exact: Decimal | None = None
    unsafe: bool = False
    end: str = ""
    under_way: bool = False
    practice: int | None = None
    count: int = 0
    only: UUID | None = None

    @property
    def band(self) -> int:
        """Shades a cell, as a second cue beside its number."""
        return 0 if self.score is None else min(BANDS, 1 + self.score * BANDS // 100)


@dataclass(frozen=True, slots=True)
class Row:
    """`mean` is that of the `n` scores in the row's cells."""

    learner_id: int
    name: str
    until: datetime | None
    cells: tuple[Cell, ...]
    n: int
    mean: Decimal | None
    unsafe_count: int
    last_active: datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Roster:
    """`more` says that there are further pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: int
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class _Attempt:
    pk: UUID
    learner: int
    document: int
    publication: int
    mode: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    score: Decimal | None
    unsafe: bool | None

    @property
    def is_assessed(self) -> bool:
        return self.mode == AttemptMode.ASSESSED

    @property
    def is_over(self) -> bool:
        return self.state != AttemptState.IN_PROGRESS


def roster(cohort: Cohort, wanted: Wanted) -> Roster:
    """Three statements however many learners and attempts, more for publications this process has not read yet."""
    members, more, total = members_of(cohort, wanted)
    attempts = _attempts(cohort.program_id, [one.learner_id for one in members])
    columns = _columns(attempts)
    found: dict[tuple[int, int], list[_Attempt]] = {}
    for one in attempts:
        found.setdefault((one.learner, one.document), []).append(one)
    rows = tuple(_row(member, columns, found) for member in members)
    return Roster(
        columns=tuple(column for _document, column in columns),
        rows=_sorted(rows, wanted.sort),
        page=wanted.page,
        more=more,
        total=total,
    )


def _attempts(program_id: int, learner_ids: Sequence[int]) -> list[_Attempt]:
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    columns = (
        "pk", "learner_id", "document_id", "publication_id", "mode", "state", "started_at", "ended_at",
        "own_result__score", "own_result__unsafe",
    )  # fmt: skip
    known = known_to(program_id).filter(learner__in=learner_ids).annotate(own_result=own_result)
    return [_Attempt(*row) for row in known.order_by("started_at").values_list(*columns)]


def _columns(attempts: Iterable[_Attempt]) -> list[tuple[int, Column]]:
    """What is offered, the easier level first; then what was played and is offered no more."""
    offered = sorted(live_of_kind("case"), key=easiest_first)
    there = {one.document_id for one in offered}
    gone = {one.document: one.publication for one in attempts if one.document not in there}
    old = read_publications(set(gone.values()))
    return [(one.document_id, Column(one.slug, one.title)) for one in (*offered, *old)]


def _row(
    member: Member,
    columns: Sequence[tuple[int, Column]],
    found: Mapping[tuple[int, int], list[_Attempt]],
) -> Row:
    cells = tuple(
        _cell(column.slug, found.get((member.learner_id, document), [])) for document, column in columns
    )
    scores = [Fraction(cell.exact) for cell in cells if cell.exact is not None]
    own = [
        one for (learner, _document), group in found.items() if learner == member.learner_id for one in group
    ]
    return Row(
        learner_id=member.learner_id,
        name=member.name,
        until=member.until,
        cells=cells,
        n=len(scores),
        mean=Decimal(round(sum(scores, Fraction(0)) / len(scores))) if scores else None,
        unsafe_count=sum(cell.unsafe for cell in cells),
        last_active=max((one.ended_at or one.started_at for one in own), default=None),
    )


def _cell(slug: str, attempts: Sequence[_Attempt]) -> Cell:
    """`attempts` the first started first."""
    first = next((one for one in attempts if one.is_assessed), None)
    over = [one for one in attempts if one.is_over]
    practised = [one.score for one in over if not one.is_assessed and one.score is not None]
    counts = first if first is not None and first.score is not None else None
    return Cell(
        case_slug=slug,
        score=whole(counts.score) if counts and counts.score is not None else None,
        exact=counts.score if counts else None,
        unsafe=bool(counts and counts.unsafe),
        end=end_words(counts.state) if counts and counts.state != AttemptState.COMPLETED else "",
        under_way=any(not one.is_over for one in attempts),
        practice=whole(max(practised)) if practised else None,
        count=len(over),
        only=over[0].pk if len(over) == 1 else None,
    )


def _sorted(rows: tuple[Row, ...], sort: str) -> tuple[Row, ...]:
    """Within the page; who has no figure comes last."""
    if sort == "mean":
        return tuple(sorted(rows, key=lambda row: (row.mean is None, row.mean)))
    if sort == "unsafe":
        return tuple(sorted(rows, key=lambda row: -row.unsafe_count))
    if sort == "active":
        return tuple(sorted(rows, key=lambda row: (row.last_active is not None, row.last_active)))
    return rows
