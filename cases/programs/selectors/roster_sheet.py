"""A cohort's table as rows for a spreadsheet: the numbers of the screen, all of its pages one after another."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _

from cases.programs.models import Cohort
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.roster import Column, Row, whole_roster
from cases.programs.selectors.roster_cells import Cell
from cases.programs.selectors.roster_domains import whole_by_domain
from cases.selectors.own_sheets import Sheet, moment
from npcsite.lib import sheets


def roster_sheet(cohort: Cohort, wanted: Wanted, at: datetime) -> Sheet:
    """As the table was asked for, by case or by domain. What a page of it costs and a statement or two for each
    further fifty learners, when it is read; who fits is found out once.
    """
    return _by_domain(cohort, wanted, at) if wanted.by == "domain" else _by_case(cohort, wanted, at)


def yes_no(value: bool) -> str:  # noqa: FBT001 - a cell
    return _("yes") if value else _("no")


def _by_case(cohort: Cohort, wanted: Wanted, at: datetime) -> Sheet:
    """One row a learner and case; what is said of the learner stands in each of theirs."""
    zone = {"zone": cohort.program.time_zone}
    head = (
        _("Learner"), _("Learner number"), _("Member until (%(zone)s)") % zone, _("Case"), _("Status"),
        _("Score of 100"), _("Exact score"), _("How it was cut short"), _("Unsafe"), _("Best of practice, of 100"),
        _("Attempts that are over"), _("Learner: cases with a score (n)"), _("Learner: key decisions in them (n)"),
        _("Learner: mean score of 100"),
        _("Learner: unsafe cases"), _("Learner: last active (%(zone)s)") % zone, _("Simulated"),
    )  # fmt: skip
    return Sheet(head, _case_rows(cohort, wanted, at))


def _case_rows(cohort: Cohort, wanted: Wanted, at: datetime) -> Iterator[tuple[sheets.Cell, ...]]:
    simulated, zone = yes_no(cohort.program.is_demo), cohort.program.zone
    for page in whole_roster(cohort, wanted, at):
        for row in page.rows:
            # Whoever has no case to play is in the file too.
            cells: list[tuple[Column | None, Cell | None]] = [(None, None)]
            cells = [*zip(page.columns, row.cells, strict=True)] or cells
            for column, cell in cells:
                of_cell = _of_cell(cell) if cell else (None,) * 7
                learner = (row.name, row.learner_id, moment(row.until, zone))
                title = column.title if column else None
                yield (*learner, title, *of_cell, *_of_learner(row, zone), simulated)


def _of_cell(cell: Cell) -> tuple[sheets.Cell, ...]:
    is_scored = cell.score is not None
    return (
        _status(cell),
        cell.score,
        cell.exact,
        cell.end or None,
        yes_no(cell.unsafe) if is_scored else None,
        cell.practice,
        cell.count,
    )


def _of_learner(row: Row, zone: tzinfo) -> tuple[sheets.Cell, ...]:
    return (row.n, row.decisions, row.mean, row.unsafe_count, moment(row.last_active, zone))


def _status(cell: Cell) -> str:
    """In the words of the screen."""
    if cell.score is not None:
        return _("assessed")
    if cell.under_way:
        return _("in progress")
    return _("practice") if cell.count else _("not begun")


def _by_domain(cohort: Cohort, wanted: Wanted, at: datetime) -> Sheet:
    """One row a learner and domain."""
    head = (
        _("Learner"), _("Learner number"), _("Domain"), _("Key decisions (n)"), _("Mean credit"), _("Note"),
        _("Simulated"),
    )  # fmt: skip
    return Sheet(head, _domain_rows(cohort, wanted, at))


def _domain_rows(cohort: Cohort, wanted: Wanted, at: datetime) -> Iterator[tuple[sheets.Cell, ...]]:
    simulated = yes_no(cohort.program.is_demo)
    for page in whole_by_domain(cohort, wanted, at):
        for row in page.rows:
            for label, cell in zip(page.labels, row.cells, strict=True):
                note = _("not enough data") if cell.mean is None else None
                yield (row.name, row.learner_id, label, cell.n, cell.mean, note, simulated)
