"""A cohort as a table: its learners by cases, each cell the first assessed attempt that the program knows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from cases.programs.models import Cohort
from cases.programs.selectors.due import Standing
from cases.programs.selectors.members import Member, Wanted, sliced
from cases.programs.selectors.played import By, Played
from cases.programs.selectors.roster_cells import Cell, cell_of, summary_of
from cases.programs.selectors.roster_learners import Fitting, Shown, every_page, fitting, shown
from cases.selectors.headings import Heading, heading_of, offered_cases
from cases.selectors.own_domains import ENOUGH
from content.editorial.public import read_extracts

# With a full page of learners the table stays below 200 kB.
COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Column:
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """`mean` of the `n` first assessed attempts that are over, None below ENOUGH `decisions`, and not rounded `exact`;
    `standing` in the assignment that was asked for.
    """

    learner_id: int
    name: str
    until: datetime | None
    cells: tuple[Cell, ...]
    n: int
    decisions: int
    mean: Decimal | None
    exact: Fraction | None
    unsafe_count: int
    last_active: datetime | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An assignment or a case that can be asked for, by id or slug."""

    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """`total` learners fit of `everybody`; `columns` are from `first_column` to `last_column` of `case_count` cases."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: int
    more: bool
    total: int
    everybody: int
    column_page: int
    more_columns: bool
    first_column: int
    last_column: int
    case_count: int
    cases: tuple[Choice, ...]
    assignments: tuple[Choice, ...]
    enough: int = ENOUGH


def roster(cohort: Cohort, wanted: Wanted, at: datetime) -> Roster:
    """Four statements however many learners, cases and attempts; at most eight when an assignment, a state or
    attention is asked for. More for publications this process has not read yet.
    """
    found, offered = fitting(cohort, wanted, at), offered_cases()
    documents = documents_asked(offered, wanted, found)
    read = _Reading(found, wanted, offered, documents, at)
    return _page(read, shown(found, wanted, documents), COLUMNS)


def whole_roster(
    cohort: Cohort, wanted: Wanted, at: datetime, *, columns: int | None = None
) -> Iterator[Roster]:
    """Every page of learners, each with all of its cases, or the first so many. What `roster` costs, and a statement
    for each further page.
    """
    found, offered = fitting(cohort, wanted, at), offered_cases()
    documents = documents_asked(offered, wanted, found)
    read = _Reading(found, replace(wanted, columns=1), offered, documents, at)
    for page in every_page(found, wanted, documents):
        yield _page(read, page, columns)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was asked and found at one moment."""

    found: Fitting
    wanted: Wanted
    offered: Sequence[Heading]
    documents: frozenset[int] | None
    at: datetime


def _page(read: _Reading, page: Shown, size: int | None) -> Roster:
    """With so many columns at most, or all."""
    found, wanted, documents, at = read.found, read.wanted, read.documents, read.at
    cases = [(one.document_id, Column(one.slug, one.title)) for one in read.offered]
    every = [*cases, *_gone(page.played, {document for document, _column in cases})]
    fits = [one for one in every if documents is None or one[0] in documents]
    columns, number, more = sliced(fits, wanted.columns, size or max(1, len(fits)))
    first = (number - 1) * COLUMNS
    return Roster(
        columns=tuple(column for _document, column in columns),
        rows=tuple(
            _row(one, page.played, columns, documents, _standing(found, one, at)) for one in page.members
        ),
        page=page.page,
        more=page.more,
        total=page.total,
        everybody=found.everybody,
        column_page=number,
        more_columns=more,
        first_column=first + 1,
        last_column=first + len(columns),
        case_count=len(fits),
        cases=tuple(Choice(one.slug, one.title, one.slug in wanted.cases) for one in read.offered),
        assignments=choices_of(found),
    )


def choices_of(found: Fitting) -> tuple[Choice, ...]:
    """What stands for the cohort, to be asked for."""
    return tuple(
        Choice(str(one.assignment.pk), one.assignment.title, one is found.task) for one in found.tasks
    )


def documents_asked(offered: Iterable[Heading], wanted: Wanted, found: Fitting) -> frozenset[int] | None:
    """The cases that were named, or those of the assignment; None when all are wanted."""
    named = frozenset(one.document_id for one in offered if one.slug in wanted.cases)
    if found.task is None:
        return named or None
    return named & frozenset(found.task.documents) or frozenset(found.task.documents)


def _gone(played: By, offered: Collection[int]) -> Iterable[tuple[int, Column]]:
    """What was played and is offered no more, by its title of then."""
    rows = (one for some in played.values() for one in some if one.document_id not in offered)
    last = {one.document_id: (one.publication_id, one.rendering_id) for one in rows}
    return (
        (one.document_id, Column(one.slug, one.title)) for one in read_extracts(last.values(), heading_of)
    )


def _row(
    member: Member,
    found: By,
    columns: Sequence[tuple[int, Column]],
    documents: Collection[int] | None,
    standing: Standing | None,
) -> Row:
    played = found.get(member.learner_id, [])
    by_case: dict[int, list[Played]] = {}
    for one in played:
        by_case.setdefault(one.document_id, []).append(one)
    told = summary_of(played, documents)
    return Row(
        learner_id=member.learner_id,
        name=member.name,
        until=member.until,
        cells=tuple(cell_of(column.slug, by_case.get(document, [])) for document, column in columns),
        n=told.n,
        decisions=told.decisions,
        mean=None if told.mean is None else Decimal(round(told.mean)),
        exact=told.mean,
        unsafe_count=told.unsafe_count,
        last_active=told.last_active,
        standing=standing,
    )


def _standing(found: Fitting, member: Member, at: datetime) -> Standing | None:
    if found.task is None or found.progress is None:
        return None
    return found.progress.standing(found.task, member.learner_id, at)
