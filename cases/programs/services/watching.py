"""What directors do with the attention list: they set its limits, put an entry aside for a while, and take it back."""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Membership, Program, Snooze
from cases.programs.selectors.attention_rules import Limits, Rule
from cases.programs.selectors.limits import written
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Wanted:
    """From `until` on the entry is back."""

    learner: User
    rule: Rule
    note: str
    until: datetime


def set_limits(*, program: Program, limits: Limits, actor: User, at: datetime) -> None:
    """For all cohorts of the program. Those that come with the software are not stored, and change with it."""
    with act(actor=actor, verb="set-attention-limits", of=program, at=at, shown=False) as data:
        program.attention = written(limits)
        program.save(update_fields=["attention"])
        data.update(limits=program.attention)


def put_aside(*, program: Program, wanted: Wanted, actor: User, at: datetime) -> Snooze:
    """All entries of this rule about the learner. The line of the audit names the row and no person. Raises Refused."""
    with act(actor=actor, verb="put-aside", of=program, at=at, shown=False) as data:
        members = Membership.objects.current().filter(cohort__program=program, learner=wanted.learner)
        if not members.exists():
            raise Refused(f"{wanted.learner} is not in this program now, so nothing of them is listed.")
        if wanted.until <= at:
            raise Refused("Choose a later day, on which the entry is back.")
        snooze = Snooze.objects.create(
            program=program,
            learner=wanted.learner,
            rule=wanted.rule.value,
            note=wanted.note,
            until=wanted.until,
            by=actor,
            at=at,
        )
        data.update(snooze=snooze.pk)
    return snooze


def take_back(*, snooze: Snooze, actor: User, at: datetime) -> None:
    """Everything that puts this rule about the learner aside ends now. Raises Refused when nothing does any more."""
    with act(actor=actor, verb="took-back", of=snooze.program, at=at, shown=False) as data:
        same = Snooze.objects.filter(program=snooze.program, learner=snooze.learner_id, rule=snooze.rule)
        if not same.filter(at__lt=at, until__gt=at).update(until=at):
            raise Refused("This entry is on the list again already.")
        data.update(snooze=snooze.pk)
