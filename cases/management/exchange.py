"""`case export` and `case import`: a working copy as a file, and a file as a working copy."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone

from cases.models import Case
from cases.services.building import By, hash_of, plain
from cases.services.carrying import export_case, import_case
from cases.services.exchange import BadCaseFile, decoded, read
from content.editorial.public import Refused, StaleEdit, why_locked
from npcsite.accounts.models import User


def add_export(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--json", action="store_true", help="JSON in place of YAML")
    parser.add_argument("--output", metavar="FILE", help="write there instead of printing it")


def add_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--editor", metavar="EMAIL", required=True, help="who edits; becomes a contributor")


def export(options: dict[str, Any], stdout: OutputWrapper) -> None:
    text = export_case(case=_case(options["slug"]), form="json" if options["json"] else "yaml")
    if options["output"]:
        Path(options["output"]).write_bytes(text.encode())
    else:
        stdout.write(text, ending="")


def import_file(options: dict[str, Any], stdout: OutputWrapper) -> None:
    path = Path(options["file"])
    editor = User.objects.filter(email__iexact=options["editor"], is_active=True).first()
    if editor is None:
        raise CommandError(f"Nobody has the address {options['editor']}; make the account first.")
    try:
        text = decoded(path.read_bytes(), str(path))
        carried = _import(text, str(path), By(editor, timezone.now()))
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    except BadCaseFile as bad:
        raise CommandError(str(bad)) from bad
    except Refused as refused:
        raise CommandError(f"{editor.email} may not edit this: {refused}") from refused
    stdout.write(carried)


def _import(text: str, name: str, by: By) -> str:
    slug = read(text, name).scenario.slug
    into = Case.objects.filter(slug=slug).first()
    seen = hash_of(plain(into)) if into else ""  # type: ignore[arg-type]
    try:
        found = import_case(text=text, name=name, by=by, into=into, seen=seen)  # type: ignore[arg-type]
    except StaleEdit as stale:
        raise CommandError(why_locked(into) if into else str(stale)) from stale
    return f"{slug}: {'made' if found.is_new else 'changed' if found.is_changed else 'unchanged'}"


def _case(slug: str) -> Case:
    found = Case.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no case “{slug}”.")
    return found  # type: ignore[return-value]
