"""`manage.py verify_audit`: walks the audit chain from its first event and names the first that was tampered with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.editorial.services.auditing import first_broken


class Command(BaseCommand):
    help = "Checks the audit chain; exit status 1 and the number of the event when one was changed or is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken()
        if broken:
            raise CommandError(broken)
        self.stdout.write("The audit chain is whole.")
