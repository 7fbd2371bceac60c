"""The programs a learner is or was in, as the learner reads them."""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Membership
from cases.programs.selectors.ways_in import directors_of


@dataclass(frozen=True, slots=True)
class OwnStay:
    """`until` None: in it now."""

    cohort: str
    agreed_at: datetime
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OwnProgram:
    """`stays` the newest first; `directors` by name, today's."""

    id: int
    name: str
    zone: str
    is_in: bool
    directors: tuple[str, ...]
    stays: tuple[OwnStay, ...]


def my_programs(learner_id: int) -> tuple[OwnProgram, ...]:
    """Those one is in first. Two statements."""
    mine = Membership.objects.filter(learner=learner_id).select_related("cohort__program")
    by_program: dict[int, list[Membership]] = {}
    for one in mine.order_by("-started_at", "-pk"):
        by_program.setdefault(one.cohort.program_id, []).append(one)
    directors = directors_of(list(by_program))
    found = [_own(stays, directors.get(pk, ())) for pk, stays in by_program.items()]
    return tuple(sorted(found, key=lambda one: (not one.is_in, one.name.casefold(), one.id)))


def _own(stays: list[Membership], directors: tuple[str, ...]) -> OwnProgram:
    program = stays[0].cohort.program
    return OwnProgram(
        id=program.pk,
        name=program.name,
        zone=program.time_zone,
        is_in=any(one.ended_at is None for one in stays),
        directors=directors,
        stays=tuple(OwnStay(one.cohort.name, one.agreed_at, one.started_at, one.ended_at) for one in stays),
    )
