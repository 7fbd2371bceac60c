"""Reminders of assignments: once each when one opens, is due soon and is overdue, to members who have not done it.

Only what holds at the moment is sent, so after a pause of the clock nobody gets yesterday's news as well. A mail never
tells a result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.programs.models import Assignment, Membership, NoReminders, Reminder
from cases.programs.selectors.assigned import dates_of, extensions_of, is_done, items_of
from cases.programs.selectors.due import Standing, standing
from cases.programs.selectors.parts import answers
from npcsite.accounts.models import User
from npcsite.lib.mailing import Mailed, mail_each

SALT: Final = "programs.reminders"
# Whoever joins late is not told of everything their cohort was ever set.
LATE_AT_MOST: Final = timedelta(days=7)
KINDS: Final = {
    Standing.OPEN: Reminder.Kind.OPEN,
    Standing.DUE_SOON: Reminder.Kind.DUE_SOON,
    Standing.OVERDUE: Reminder.Kind.OVERDUE,
}


@dataclass(frozen=True, slots=True)
class _Due:
    assignment: Assignment
    learner: User
    kind: Reminder.Kind
    due_at: datetime


def remind(*, at: datetime) -> Mailed:
    """Safe to run twice at once. What could not be sent is due the next time."""
    return mail_each(list(_due(at)), lambda one: _send(one, at))


def no_reminders(*, person: User, at: datetime) -> None:
    """From now on; twice is once."""
    NoReminders.objects.get_or_create(person=person, defaults={"at": at})


def reminders_again(*, person: User) -> None:
    NoReminders.objects.filter(person=person).delete()


def stop_link(person: User) -> str:
    """Ends the person's reminders without signing in; it can do nothing else."""
    token = signing.dumps(person.pk, salt=SALT)
    return f"{settings.SITE_URL}{reverse('programs:stop_reminders', args=[token])}"


def reminded_by(token: str) -> User | None:
    """None for a token we did not make."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def _due(at: datetime) -> Iterator[_Due]:
    """Eight statements, however many assignments and learners."""
    open_ = Assignment.objects.filter(cancelled_at=None, opens_at__lte=at, cohort__archived_at=None)
    set_ = list(open_.select_related("cohort__program"))
    items, granted = items_of(set_), extensions_of(set_)
    told = answers([item.pk for some in items.values() for item in some])
    sent = set(Reminder.objects.filter(assignment__in=set_).values_list("assignment", "learner", "kind"))
    members = _members(set_)
    for one in set_:
        for learner in members.get(one.cohort_id, ()):
            dates = dates_of(one, granted.get((one.pk, learner.pk), ()))
            state = standing(dates, done=is_done(items[one.pk], told, learner.pk), at=at)
            kind = KINDS.get(state)
            if kind and at < dates.due_at + LATE_AT_MOST and (one.pk, learner.pk, kind.value) not in sent:
                yield _Due(one, learner, kind, dates.due_at)


def _members(assignments: list[Assignment]) -> dict[int, list[User]]:
    """By cohort: who is in it now, is a person, and wants reminders."""
    rows = Membership.objects.current().filter(
        cohort__in={one.cohort_id for one in assignments},
        learner__is_active=True,
        learner__is_simulated=False,
    )
    silent = NoReminders.objects.values("person")
    found: dict[int, list[User]] = {}
    for row in rows.exclude(learner__in=silent).select_related("learner"):
        found.setdefault(row.cohort_id, []).append(row.learner)
    return found


def _send(due: _Due, at: datetime) -> bool:
    """Taken before it is sent and given back when sending fails, so that two runs never send the same."""
    try:
        with transaction.atomic():
            Reminder.objects.create(assignment=due.assignment, learner=due.learner, kind=due.kind, at=at)
            _message(due).send()
    except IntegrityError:
        return False
    return True


def _message(due: _Due) -> EmailMessage:
    program = due.assignment.cohort.program
    stop = stop_link(due.learner)
    told = {"due": due, "program": program, "person": due.learner, "site": settings.SITE_NAME, "stop": stop}
    told["page"] = f"{settings.SITE_URL}{reverse('programs:my_assignments')}"
    subject = _("%(site)s: “%(title)s”") % {"site": settings.SITE_NAME, "title": due.assignment.title}
    with timezone.override(program.zone):
        body = render_to_string("emails/assignment.txt", told)
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(" ".join(subject.split()), body, to=[due.learner.email], headers=headers)
