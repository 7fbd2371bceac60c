"""`manage.py import_references FILE --by ADDRESS`."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.access import may_edit
from content.models.references import SourceKind, Tier
from content.selectors.reference_import import Plan, Standing, plan_import
from content.services.reference_import import import_references
from npcsite.accounts.models import User
from npcsite.lib.bibliography import Unreadable, decoded


class Command(BaseCommand):
    help = "Imports references from a RIS or CSL-JSON file: adds what is new, fills what was blank, overwrites nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--by", default="", help="address of the editor who answers for it")
        parser.add_argument("--tier", choices=Tier.values, default=Tier.TERTIARY.value)
        parser.add_argument("--kind", choices=SourceKind.values, default=SourceKind.REVIEW.value)

    def handle(self, *args: Any, **options: Any) -> None:
        standing = Standing(options["tier"], options["kind"])
        try:
            text = decoded(options["file"].read_bytes())
            plan = plan_import(text, standing)
        except OSError as missing:
            raise CommandError(f"{options['file']} cannot be read: {missing.strerror}.") from missing
        except Unreadable as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        for line in _lines(plan):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Nothing was written.")
            return
        self._write(text, plan, _editor(options["by"]))

    def _write(self, text: str, plan: Plan, editor: User) -> None:
        try:
            import_references(
                text=text, standing=plan.standing, seen=plan.digest, by=editor, at=timezone.now()
            )
        except ValidationError as refused:
            raise CommandError(f"Nothing was written: {'; '.join(refused.messages)}") from refused
        self.stdout.write(plan.done)


def _editor(address: str) -> User:
    person = User.objects.filter(email=address.strip().lower()).first()
    if person is None or not may_edit(person):
        raise CommandError("Name an editor who answers for the import: --by address@example.org")
    return person


def _lines(plan: Plan) -> Iterator[str]:
    for one in plan.unparsed:
        yield f"line {one.line}: left out: {one.reason} {one.text}".rstrip()
    for entry in plan.entries:
        yield f"line {entry.line}: {entry.action}: {entry.key}: {entry.printed}"
        if entry.filled:
            yield f"  filled in: {', '.join(entry.filled)}"
        for difference in entry.differences:
            yield f"  {difference.field} stays “{difference.ours}”; the file says “{difference.theirs}”"
        for note in entry.notes:
            yield f"  {note}"
