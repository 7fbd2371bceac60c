"""The ways into a cohort: as those who run it see them, and what somebody reads before agreeing to join."""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Appointment, Cohort, JoinCode, Membership, Post, Program
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class CodeRow:
    """`shown` in two halves, as it is read out."""

    shown: str
    expires_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class WaysIn:
    """`code` None: none was made, or it was revoked."""

    program: Program
    cohort: Cohort
    code: CodeRow | None


@dataclass(frozen=True, slots=True)
class Entrance:
    """`directors` by name, today's. `member_since` None: not in the cohort now."""

    program: Program
    cohort: Cohort
    directors: tuple[str, ...]
    member_since: datetime | None


def ways_in(cohort: Cohort, at: datetime) -> WaysIn:
    """One statement."""
    code = cohort.join_codes.filter(revoked_at=None).first()
    return WaysIn(cohort.program, cohort, _code_row(code, at) if code else None)


def open_code(code: str, at: datetime) -> JoinCode | None:
    """None for every code that opens nothing, whatever the reason."""
    found = JoinCode.objects.open_at(at).filter(cohort__archived_at=None, cohort__program__archived_at=None)
    return found.select_related("cohort__program").filter(code=code).first()


def entrance(cohort: Cohort, learner: User) -> Entrance:
    """Two statements."""
    member = Membership.objects.current().filter(cohort=cohort, learner=learner).first()
    directors = directors_of([cohort.program_id]).get(cohort.program_id, ())
    return Entrance(cohort.program, cohort, directors, member.started_at if member else None)


def directors_of(program_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Names of today's, by program. One statement."""
    found: dict[int, tuple[str, ...]] = {}
    directing = Appointment.objects.current().filter(program__in=program_ids, post=Post.DIRECTOR)
    for one in directing.select_related("person").order_by("person__name", "person_id"):
        found[one.program_id] = (*found.get(one.program_id, ()), str(one.person))
    return found


def _code_row(code: JoinCode, at: datetime) -> CodeRow:
    half = len(code.code) // 2
    shown = f"{code.code[:half]}-{code.code[half:]}"
    return CodeRow(shown, code.expires_at, code.expires_at > at)
