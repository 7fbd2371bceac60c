"""`manage.py tick`: everything that becomes due by the clock alone; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.programs.services.forgetting import forget_invitations
from cases.programs.services.mailing_invitations import mail_all
from cases.programs.services.reminding import remind
from cases.services.attempts import expire_overdue
from content.editorial.public import run_due


class Command(BaseCommand):
    help = (
        "Claims lapse, reminders, digests and invitations go out, each once, attempts out of time expire, and the "
        "addresses of old invitations are forgotten; run it every quarter of an hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when a mail could not be sent: everything else is done, and the next run tries again."""
        at = timezone.now()
        expired, reminded, due = expire_overdue(at=at), remind(at=at), run_due(at=at)
        own = {
            "attempts out of time": expired,
            "reminders of assignments": reminded.sent,
            "invitations": mail_all(at=at),
            "addresses of invitations forgotten": forget_invitations(at=at),
        }
        for what, count in {**due.counts, **own}.items():
            self.stdout.write(f"{what}: {count}")
        if failed := due.failed + reminded.failed:
            raise CommandError(f"mails that could not be sent: {failed}; the next run tries again.")
