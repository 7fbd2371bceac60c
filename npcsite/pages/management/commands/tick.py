"""`manage.py tick`: everything that becomes due by the clock alone; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.editorial.public import run_due


class Command(BaseCommand):
    help = "Claims lapse, reminders and digests go out, each once; run it every quarter of an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, count in run_due(at=timezone.now()).items():
            self.stdout.write(f"{what}: {count}")
