"""`manage.py recompute_results`: computes every stored result again and reports each difference; there must be none."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.services.results import recompute_results


class Command(BaseCommand):
    help = "Computes every stored result again from its events and reports each difference. Writes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when anything differs."""
        differences = 0
        for found in recompute_results():
            differences += 1
            self.stdout.write(
                f"{found.attempt} {found.field}: stored {found.stored}, computed {found.computed}"
            )
        if differences:
            raise CommandError(f"{differences} differences.")
        self.stdout.write("Every stored result equals its recomputation.")
