"""`manage.py person VERB EMAIL`: what administrators do to accounts, from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from npcsite.accounts.models import ExtraTime, Role, User
from npcsite.accounts.services.events import Refused
from npcsite.accounts.services.roles import grant_role, revoke_role
from npcsite.accounts.services.standing import (
    deactivate_person,
    reactivate_person,
    reset_second_factor,
    set_extra_time,
    unlock_person,
)

ROLE_ACTS = {"grant": grant_role, "revoke": revoke_role}
ACTS = {
    "deactivate": deactivate_person,
    "reactivate": reactivate_person,
    "unlock": unlock_person,
    "reset_second_factor": reset_second_factor,
}
HELP = {
    "grant": "Gives a role.",
    "revoke": "Takes a role.",
    "deactivate": "Switches the account off and ends its sessions.",
    "reactivate": "Switches the account on again.",
    "unlock": "Forgets failed attempts to sign in.",
    "reset_second_factor": "For a lost phone: the person sets it up again.",
    "extra_time": "How much longer the person may take where time is limited, in percent.",
}


class Command(BaseCommand):
    help = "Gives and takes roles and extra time; switches accounts off and on; unlocks them; resets second factors."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="act", required=True, metavar="VERB")
        for act, text in HELP.items():
            _arguments_of(act, verbs.add_parser(act, help=text))

    def handle(self, *args: Any, act: str, email: str, **options: Any) -> None:
        person = _person(email)
        try:
            if act in ROLE_ACTS:
                ROLE_ACTS[act](person=person, role=Role(options["role"]), actor=None)
            elif act == "extra_time":
                set_extra_time(person=person, extra_time=ExtraTime(options["percent"]), actor=None)
            else:
                ACTS[act](person=person, actor=None)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        what = options.get("role", options.get("percent", ""))
        self.stdout.write(f"{act} {person.email} {what}".strip() + ": done")


def _arguments_of(act: str, parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    if act in ROLE_ACTS:
        parser.add_argument("role", metavar="ROLE", choices=Role.values, help=", ".join(Role.values))
    if act == "extra_time":
        percents = ", ".join(str(percent) for percent in ExtraTime.values)
        parser.add_argument("percent", metavar="PERCENT", type=int, choices=ExtraTime.values, help=percents)


def _person(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as unknown:
        raise CommandError(
            f"Nobody has an account with {email}. People make their own by signing up; "
            "manage.py createsuperuser makes the first administrator."
        ) from unknown
