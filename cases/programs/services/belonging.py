"""A learner joins a cohort, moves to another of the same program, and leaves."""

from datetime import datetime

from django.db import transaction

from cases.programs.models import Cohort, Membership, Program
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User


def join(*, cohort: Cohort, learner: User, at: datetime) -> Membership:
    """The learner has been told what directors will see, and agreed. Whoever is in it already keeps their membership.

    The line of the audit names the membership and no person, so that a learner can be erased. Raises Refused.
    """
    with act(actor=None, verb="joined", of=cohort, at=at, shown=False) as data:
        refuse_archived(cohort)
        membership, is_new = Membership.objects.get_or_create(
            cohort=cohort,
            learner=learner,
            ended_at=None,
            defaults={"agreed_at": at, "started_at": at},
        )
        data.update(membership=membership.pk, new=is_new)
    return membership


def enter(*, cohort: Cohort, learner: User, at: datetime) -> Membership:
    """By a code or an invitation, through which nobody real gets among simulated people. Raises Refused."""
    if learner.is_simulated != cohort.program.is_demo:
        raise Refused("Simulated and real people are kept apart: this account cannot join this program.")
    return join(cohort=cohort, learner=learner, at=at)


def leave(*, membership: Membership, actor: User | None, at: datetime) -> None:
    """`actor` None is the learner. From this moment on the program sees nothing new. Raises Refused."""
    with act(actor=actor, verb="left", of=membership.cohort, at=at, shown=False) as data:
        _end(membership, at)
        data.update(membership=membership.pk)


def leave_program(*, program: Program, learner: User, at: datetime) -> None:
    """By the learner: every cohort of it at one moment. Raises Refused for somebody who is in none."""
    with transaction.atomic():
        held = Membership.objects.current().filter(cohort__program=program, learner=learner)
        memberships = list(held.select_related("cohort"))
        if not memberships:
            raise Refused("You have left this program already.")
        for membership in memberships:
            leave(membership=membership, actor=None, at=at)


def move(*, membership: Membership, cohort: Cohort, actor: User, at: datetime) -> Membership:
    """At one moment out of the one and into the other, on the same agreement. Raises Refused."""
    with act(actor=actor, verb="moved", of=cohort, at=at, shown=False) as data:
        refuse_archived(cohort)
        if cohort.program_id != membership.cohort.program_id or cohort.pk == membership.cohort_id:
            raise Refused("Choose another cohort of the same program.")
        if cohort.memberships.filter(learner=membership.learner_id, ended_at=None).exists():
            raise Refused(f"{membership.learner} is in {cohort} already.")
        _end(membership, at)
        moved = Membership.objects.create(
            cohort=cohort, learner_id=membership.learner_id, agreed_at=membership.agreed_at, started_at=at
        )
        data.update(membership=membership.pk, moved=moved.pk)
    return moved


def _end(membership: Membership, at: datetime) -> None:
    if not Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at):
        raise Refused("This membership has ended already.")


def refuse_archived(cohort: Cohort) -> None:
    """Asked again inside the act: it may have been archived since the page was opened."""
    if not Cohort.objects.filter(pk=cohort.pk, archived_at=None).exists():
        raise Refused(f"The cohort {cohort} is archived, so nobody joins it any more.")
