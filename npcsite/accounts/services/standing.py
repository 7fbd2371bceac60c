"""Accounts are switched off and on, unlocked, freed of a lost phone, and given extra time."""

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from npcsite.accounts.models import AccountEvent, ExtraTime, User
from npcsite.accounts.services.events import Refused, note, refuse_unless_allowed
from npcsite.accounts.services.sessions import end_sessions


@transaction.atomic
def deactivate_person(*, person: User, actor: User | None) -> None:
    """Ends every session; roles stay, for the day the account is switched on again. Raises Refused."""
    refuse_unless_allowed(person=person, actor=actor)
    if not User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        raise Refused(f"The account of {person} is switched off already.")
    person.is_active = False
    end_sessions(person=person)
    note(verb=AccountEvent.Verb.DEACTIVATED, person=person, actor=actor)


@transaction.atomic
def reactivate_person(*, person: User, actor: User | None) -> None:
    """Raises Refused."""
    refuse_unless_allowed(person=person, actor=actor)
    if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise Refused(f"The account of {person} is switched on already.")
    person.is_active = True
    note(verb=AccountEvent.Verb.REACTIVATED, person=person, actor=actor)


@transaction.atomic
def unlock_person(*, person: User, actor: User | None) -> None:
    """Forgets the failed attempts to sign in with this address, wherever they came from. Raises Refused."""
    refuse_unless_allowed(person=person, actor=actor)
    if not reset(username=person.email):
        raise Refused(f"Nothing locks {person} out: there are no failed attempts to sign in.")
    note(verb=AccountEvent.Verb.UNLOCKED, person=person, actor=actor)


@transaction.atomic
def reset_second_factor(*, person: User, actor: User | None) -> None:
    """For a lost phone: the recovery codes go too, every session ends, the person is told by mail. Raises Refused."""
    refuse_unless_allowed(person=person, actor=actor)
    gone, _of_each = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise Refused(f"{person} has no second factor.")
    end_sessions(person=person)
    note(verb=AccountEvent.Verb.RESET_SECOND_FACTOR, person=person, actor=actor)
    transaction.on_commit(lambda: _tell_of_reset(person))


@transaction.atomic
def set_extra_time(*, person: User, extra_time: ExtraTime, actor: User | None) -> None:
    """For attempts that start from now on; those under way keep their terms. Raises Refused."""
    refuse_unless_allowed(person=person, actor=actor)
    others = User.objects.filter(pk=person.pk).exclude(extra_time=extra_time)
    if not others.update(extra_time=extra_time):
        raise Refused(f"{person} has {extra_time.label} already.")
    person.extra_time = extra_time
    note(verb=AccountEvent.Verb.SET_EXTRA_TIME, person=person, actor=actor, extra_time=extra_time.value)


def _tell_of_reset(person: User) -> None:
    words = {"site_name": settings.SITE_NAME, "name": str(person)}
    subject = render_to_string("accounts/email/second_factor_reset_subject.txt", words).strip()
    send_mail(
        subject,
        render_to_string("accounts/email/second_factor_reset_message.txt", words),
        None,
        [person.email],
    )
