"""A person leaves: learners are erased; whoever acted for the site is cleared, and their acts keep a number."""

import json
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import ProtectedError

from cases.programs.selectors.overview import directed_alone
from cases.services.guests import keep_guest_attempts
from npcsite.accounts.models import AccountEvent, ExtraTime, User
from npcsite.accounts.services.events import note
from npcsite.accounts.services.sessions import end_sessions
from npcsite.pages.selectors.personal import RULES, rows_of


class LastAdministrator(Exception):
    """Nobody could give a role any more."""


class LastDirector(Exception):
    """Nobody could run these programs any more, which have learners; site staff cannot appoint either."""

    def __init__(self, programs: tuple[str, ...]) -> None:
        super().__init__(", ".join(programs))


@transaction.atomic
def erase_person(*, person: User, guest_token: str = "") -> None:
    """Raises LastAdministrator and LastDirector. Attempts stay without an owner, so that figures about cases stay true.

    What the person's browser has played as this guest and not handed over goes the same way.
    """
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and not others.exists():
        raise LastAdministrator
    if programs := directed_alone(person.pk):
        raise LastDirector(programs)
    keep_guest_attempts(token=guest_token, learner_id=person.pk)
    note(verb=AccountEvent.Verb.ERASED, person=person, actor=None)
    end_sessions(person=person)
    _end_half_open_sessions(person)
    for label, rule in RULES.items():
        if rule.then == "delete":
            rows_of(label, person).delete()
        elif rule.then == "disown":
            rows_of(label, person).update(**dict.fromkeys(rule.ways))
        elif rule.instead:
            rows_of(label, person).update(**dict(rule.instead))
    _delete_or_clear(person)
    transaction.on_commit(_forget_old_pages)


def _forget_old_pages() -> None:
    """SQLite's write-ahead log holds pages as they were before; folded into the database it is empty."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete_or_clear(person: User) -> None:
    """The database knows whether an approval, a comment or another act of the record hangs on the row."""
    try:
        with transaction.atomic():
            User.objects.get(pk=person.pk).delete()
    except ProtectedError:
        _clear(person)


def _clear(person: User) -> None:
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = person.audience = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.extra_time = ExtraTime.NONE
    person.last_login = person.introduced_at = None
    person.set_unusable_password()
    person.save()


def _end_half_open_sessions(person: User) -> None:
    """Whoever gave the password and not yet the code has an anonymous session that holds the address."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(person.pk) or f'"{person.email}"' in json.dumps(data):
            store.delete(session.session_key)
