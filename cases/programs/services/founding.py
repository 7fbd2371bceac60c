"""A program begins, is run by somebody, gets cohorts, and is put away."""

import zoneinfo
from datetime import datetime

from django.db import transaction

from cases.programs.models import Appointment, Cohort, Post, Program
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User


def found_program(*, name: str, time_zone: str, director: User, actor: User | None, at: datetime) -> Program:
    """With its first director. Raises Refused for what no IANA zone is called."""
    if time_zone not in zoneinfo.available_timezones():
        raise Refused(f"“{time_zone}” is no time zone. Write one like “Asia/Singapore”.")
    with transaction.atomic():
        program = Program.objects.create(name=name, time_zone=time_zone, created_at=at)
        appoint(program=program, person=director, post=Post.DIRECTOR, actor=actor, at=at)
    return program


def appoint(*, program: Program, person: User, post: Post, actor: User | None, at: datetime) -> Appointment:
    """Raises Refused for somebody who has a post there already, or whose account is switched off."""
    if not person.is_active:
        raise Refused(f"The account of {person} is switched off; an administrator can switch it on.")
    with act(actor=actor, verb="appointed", of=program, at=at, shown=False) as data:
        held = (
            Appointment.objects.select_for_update().filter(program=program, person=person).current().first()
        )
        if held:
            said = f"{person} is {held.get_post_display().lower()} of this program already; end that first."
            raise Refused(said)
        appointment = Appointment.objects.create(program=program, person=person, post=post, started_at=at)
        data.update(person=person.pk, post=post.value)
    return appointment


def dismiss(*, appointment: Appointment, actor: User | None, at: datetime) -> None:
    """From now on the person sees nothing of the program. Raises Refused for its last director."""
    with act(actor=actor, verb="dismissed", of=appointment.program, at=at, shown=False) as data:
        running = Appointment.objects.select_for_update().filter(program=appointment.program_id).current()
        held = {one.pk: one.post for one in running}
        if appointment.pk not in held:
            raise Refused("This appointment has ended already.")
        directors = [pk for pk, post in held.items() if post == Post.DIRECTOR]
        if directors == [appointment.pk]:
            raise Refused("A program has a director. Appoint another one first.")
        Appointment.objects.filter(pk=appointment.pk).update(ended_at=at)
        data.update(person=appointment.person_id)


def add_cohort(*, program: Program, name: str, actor: User | None, at: datetime) -> Cohort:
    """Raises Refused for a name the program has already."""
    with act(actor=actor, verb="added-cohort", of=program, at=at, shown=False) as data:
        _refuse_taken(program, name)
        cohort = Cohort.objects.create(program=program, name=name, created_at=at)
        data.update(cohort=cohort.pk)
    return cohort


def rename_cohort(*, cohort: Cohort, name: str, actor: User | None, at: datetime) -> None:
    """Raises Refused for a name that another cohort of the program has."""
    with act(actor=actor, verb="renamed-cohort", of=cohort, at=at, shown=False):
        _refuse_taken(cohort.program, name, besides=cohort)
        Cohort.objects.filter(pk=cohort.pk).update(name=name)


def archive_cohort(*, cohort: Cohort, actor: User | None, at: datetime) -> None:
    """Its memberships and ways in end, its record stays readable. Raises Refused when it is archived already."""
    with act(actor=actor, verb="archived-cohort", of=cohort, at=at, shown=False):
        if not Cohort.objects.filter(pk=cohort.pk, archived_at=None).update(archived_at=at):
            raise Refused("This cohort is archived already.")
        cohort.memberships.filter(ended_at=None).update(ended_at=at)
        cohort.invitations.open_at(at).update(revoked_at=at)
        cohort.join_codes.open_at(at).update(revoked_at=at)


def unarchive_cohort(*, cohort: Cohort, actor: User | None, at: datetime) -> None:
    """Learners may join again; memberships that ended stay ended. Raises Refused when it is in use."""
    with act(actor=actor, verb="unarchived-cohort", of=cohort, at=at, shown=False):
        if not Cohort.objects.filter(pk=cohort.pk, archived_at__isnull=False).update(archived_at=None):
            raise Refused("This cohort is in use already.")


def _refuse_taken(program: Program, name: str, *, besides: Cohort | None = None) -> None:
    named = Cohort.objects.filter(program=program, name=name)
    if (named.exclude(pk=besides.pk) if besides else named).exists():
        raise Refused(f"There is a cohort “{name}” already; choose another name.")
