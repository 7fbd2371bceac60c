"""From a fresh clone to a running site in one command; running it again keeps what is there."""

import argparse
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.programs.services.demo import found_demo
from npcsite.accounts.models import User
from npcsite.accounts.services.demo_people import DIRECTOR, LEARNER, create_demo_people
from npcsite.pages.services.data_folder import UnwritableFolder, keep_secret_key, prepare_folder
from npcsite.pages.services.serving import HOST, port_is_free, serve

# Demo people have no phones. What `.env` or the environment says counts more.
DEMO_SETTINGS = {"REQUIRE_SECOND_FACTOR": "false"}


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port; give a number from 1 to 65535.")
    return int(text)


def _found_demo_program() -> None:
    """Run by the demo director, with the demo learner in it; whoever erased one of them has no such program."""
    people = {person.email: person for person in User.objects.filter(email__in=(DIRECTOR, LEARNER))}
    if DIRECTOR in people:
        learners = [people[LEARNER]] if LEARNER in people else []
        found_demo(director=people[DIRECTOR], learners=learners, at=timezone.now())


class Command(BaseCommand):
    help = "Prepares data, static files, library and demo people, then serves the site on this machine."
    # Checks may ask the database, which is not there yet.
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=8000, help="on 127.0.0.1; 8000 unless given")
        parser.add_argument("--no-serve", action="store_true", help="prepare everything and stop")
        parser.add_argument("--no-demo", action="store_true", help="make no demo people")

    def handle(self, *args: Any, port: int, no_serve: bool, no_demo: bool, **options: Any) -> None:
        if not no_serve and not port_is_free(port):
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or give another: quickstart --port {port + 1}"
            )
        self._prepare()
        if not no_demo:
            self._introduce()
        if no_serve:
            self.stdout.write("Ready. Serve it with: manage.py quickstart")
            return
        self.stdout.write(self.style.SUCCESS(f"\nOpen http://{HOST}:{port}/ (Ctrl-C stops the site)"))
        self.stdout.flush()
        serve(port, settings.BASE_DIR, **({} if no_demo else DEMO_SETTINGS))

    def _prepare(self) -> None:
        try:
            prepare_folder(settings.DATA_DIR)
        except UnwritableFolder as error:
            raise CommandError(
                f"The data folder cannot be written: {error}. Make it writable, or set DATA_DIR to another folder."
            ) from error
        new_key = keep_secret_key(settings.DATA_DIR, settings.SECRET_KEY)
        self._say(1, f"data folder {settings.DATA_DIR}, secret key {'made' if new_key else 'kept'}")
        self._run(2, "database", lambda: call_command("migrate", interactive=False, verbosity=0))
        self._run(3, "cache table", lambda: call_command("createcachetable", verbosity=0))
        self._run(4, "static files", lambda: call_command("collectstatic", interactive=False, verbosity=0))
        self._run(5, "library", lambda: call_command("load_library", stdout=StringIO()))
        self._run(6, "checks", lambda: self.check(databases=["default"]))

    def _introduce(self) -> None:
        """Passwords are printed here and nowhere else."""
        made = create_demo_people()
        if not made:
            self._say(7, "demo people kept (manage.py changepassword ADDRESS gives one a new password)")
        else:
            self._say(7, "demo people, with passwords that are shown this once:")
        for person, password in made:
            self.stdout.write(f"      {person.email:<28} {password}   {person.name}")
        self._run(8, "demo program, with simulated residents", _found_demo_program)

    def _run(self, number: int, what: str, work: Callable[[], object]) -> None:
        self.stdout.write(f"[{number}/8] {what} …", ending="")
        self.stdout.flush()
        work()
        self.stdout.write(" done")

    def _say(self, number: int, what: str) -> None:
        self.stdout.write(f"[{number}/8] {what}")
