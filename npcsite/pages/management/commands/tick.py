"""`manage.py tick`: everything that becomes due by the clock alone; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.programs.services.mailing_invitations import mail_all
from cases.programs.services.reminding import remind
from cases.services.attempts import expire_overdue
from content.editorial.public import run_due


class Command(BaseCommand):
    help = (
        "Claims lapse, reminders, digests and invitations go out, each once, and attempts out of time expire; "
        "run it every quarter of an hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        own = {
            "attempts out of time": expire_overdue(at=at),
            "reminders of assignments": remind(at=at),
            "invitations": mail_all(at=at),
        }
        for what, count in {**run_due(at=at), **own}.items():
            self.stdout.write(f"{what}: {count}")
