"""`manage.py load_library`: publishes the article, the notices and the cases that come with the software."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.editorial.public import Fault, LibraryFault, Outcome
from content.services.load_library import Report, load_library


class Command(BaseCommand):
    help = "Publishes the library files; running it again changes only what has changed. A broken file loads nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_library(at=timezone.now())
        except LibraryFault as broken:
            for fault in broken.faults:
                self.stderr.write(_line(fault))
            raise CommandError(
                "The library was not loaded: mend the files named above. Nothing was changed."
            ) from None
        if not options["quiet"]:
            self._tell(report, with_warnings=options["verbosity"] > 1)

    def _tell(self, report: Report, *, with_warnings: bool) -> None:
        for loaded in report.texts:
            if loaded.outcome != Outcome.UNCHANGED:
                self.stdout.write(f"  {loaded.outcome}: {loaded.kind} {loaded.slug}")
        for fault in report.warnings if with_warnings else ():
            self.stdout.write(_line(fault))
        published = sum(loaded.outcome == Outcome.PUBLISHED for loaded in report.texts)
        self.stdout.write(
            f"{report.references_changed} references and {published} texts were new or changed; "
            f"{len(report.texts)} texts are in the library, with {len(report.warnings)} warnings (shown by -v 2)."
        )
        if report.rerendered:
            self.stdout.write(f"{report.rerendered} publications were rendered again.")


def _line(fault: Fault) -> str:
    severity = "" if fault.severity == "error" else f"{fault.severity}: "
    return f"{fault.file}:{fault.line or 1}: {fault.code} {severity}{fault.place}: {fault.message}"
