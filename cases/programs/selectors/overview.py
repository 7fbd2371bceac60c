"""The programs somebody runs, and the front page of one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from cases.programs.models import Appointment, Membership, Post, Program


@dataclass(frozen=True, slots=True)
class ProgramRow:
    id: int
    name: str
    post: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class CohortRow:
    """`member_count` are those who are in it now."""

    id: int
    name: str
    member_count: int
    archived_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`id` of the appointment."""

    id: int
    name: str
    post: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """`directs`: the viewer sees results; a coordinator does not."""

    id: int
    name: str
    zone: str
    is_demo: bool
    directs: bool
    cohorts: tuple[CohortRow, ...]
    staff: tuple[StaffRow, ...]


def programs_page(user_id: int) -> tuple[ProgramRow, ...]:
    """One statement."""
    mine = Appointment.objects.current().filter(person_id=user_id).select_related("program")
    return tuple(
        ProgramRow(one.program.pk, one.program.name, one.get_post_display(), one.program.is_demo)
        for one in mine.order_by("program__name", "program_id")
    )


def program_page(program: Program, *, viewer_id: int) -> ProgramPage:
    """Two statements, however many cohorts and people."""
    staff = list(program.appointments.current().select_related("person"))
    directs = any(one.person_id == viewer_id and one.post == Post.DIRECTOR for one in staff)
    return ProgramPage(
        id=program.pk,
        name=program.name,
        zone=program.time_zone,
        is_demo=program.is_demo,
        directs=directs,
        cohorts=_cohort_rows(program),
        staff=tuple(
            StaffRow(one.pk, str(one.person), one.get_post_display(), one.started_at) for one in staff
        ),
    )


def directed_alone(person_id: int) -> tuple[str, ...]:
    """Programs with members that nobody else directs. One statement."""
    members = Membership.objects.current().filter(cohort__program=OuterRef("pk"))
    others = Appointment.objects.current().filter(program=OuterRef("pk"), post=Post.DIRECTOR)
    found = Program.objects.run_by(person_id, Post.DIRECTOR).filter(
        Exists(members), ~Exists(others.exclude(person=person_id))
    )
    return tuple(found.values_list("name", flat=True))


def _cohort_rows(program: Program) -> tuple[CohortRow, ...]:
    """Those in use first."""
    current = Count("memberships", filter=Q(memberships__ended_at=None))
    rows = program.cohorts.annotate(member_count=current).order_by("name", "pk")
    found = [CohortRow(*row) for row in rows.values_list("pk", "name", "member_count", "archived_at")]
    return tuple(sorted(found, key=lambda one: one.archived_at is not None))
