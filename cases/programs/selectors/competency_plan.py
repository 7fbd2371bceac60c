"""A file of competencies beside what is offered now, and beside the file that holds: what replacing it would change."""

from dataclasses import dataclass

from cases.programs.models import Program
from cases.programs.selectors.competencies import Competencies, Competency, competencies_of
from cases.selectors.domains import domain_label
from cases.selectors.scenarios import scenario_of
from content.editorial.public import live_of_kind


@dataclass(frozen=True, slots=True)
class PlanRow:
    """`offered`: how many key decisions of the cases on offer count for it. `is_new`: not in the file that holds."""

    label: str
    domains: tuple[str, ...]
    decisions: tuple[str, ...]
    offered: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`gone`: labels of the file that holds and not of this one; `unknown`: decisions that no case on offer has;
    `uncounted`: how many of the `offered` key decisions count for no competency.
    """

    title: str
    note: str
    rows: tuple[PlanRow, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...]
    uncounted: int
    offered: int


def plan_of(program: Program, file: Competencies) -> Plan:
    """One statement, more for publications this process has not read yet."""
    offered = _offered()
    held, tags = {row.label for row in competencies_of(program).rows}, {tag for tag, _domain in offered}
    return Plan(
        title=file.title,
        note=file.note,
        rows=tuple(_row(row, offered, held) for row in file.rows),
        gone=tuple(sorted(held - {row.label for row in file.rows})),
        unknown=tuple(sorted({tag for row in file.rows for tag in row.decisions} - tags)),
        uncounted=sum(
            not any(row.has(domain=domain, decision=tag) for row in file.rows) for tag, domain in offered
        ),
        offered=len(offered),
    )


def _offered() -> list[tuple[str, str]]:
    """Each key decision as case/key-decision, with its domain."""
    return [
        (f"{one.slug}/{key.slug}", str(key.domain))
        for one in live_of_kind("case")
        for key in scenario_of(one).key_decisions
    ]


def _row(row: Competency, offered: list[tuple[str, str]], held: set[str]) -> PlanRow:
    return PlanRow(
        label=row.label,
        domains=tuple(domain_label(domain) for domain in sorted(row.domains)),
        decisions=tuple(sorted(row.decisions)),
        offered=sum(row.has(domain=domain, decision=tag) for tag, domain in offered),
        is_new=row.label not in held,
    )
