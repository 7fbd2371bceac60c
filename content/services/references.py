"""The reference library: read from its file, checked as a whole, then written in one go."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from content.editorial.public import Cite, Fault, LibraryFault, never_cited, shown_path
from content.models import Reference
from content.services.library_files import LIBRARY, LibraryFile, read
from npcsite.lib import canonical

FILE = LIBRARY / "references.yaml"


def read_references() -> tuple[dict[str, Any], ...]:
    """Each with the `line` it begins on. Raises LibraryFault: a fault of form, or a key, DOI or PMID twice (C004)."""
    file = read(FILE, schema="references")
    rows = file.data["items"]
    faults = [fault for field in ("key", "DOI", "PMID") for fault in _twice(file, rows, field)]
    if faults:
        raise LibraryFault(tuple(faults))
    return tuple({**row, "line": file.line_of(str(index))} for index, row in enumerate(rows))


def _twice(file: LibraryFile, rows: list[dict[str, Any]], field: str) -> Iterable[Fault]:
    seen: dict[str, str] = {}
    for index, row in enumerate(rows):
        value = row["key"] if field == "key" else row["csl"].get(field, "").lower()
        if value and value in seen:
            yield Fault(
                code="C004",
                place=row["key"],
                line=file.line_of(str(index)),
                message=f"{field} {value} is already used by {seen[value]}; merge the two.",
                severity="error",
                file=shown_path(file.path),
            )
        seen.setdefault(value, row["key"])


def uncited(rows: Iterable[Mapping[str, Any]], cited: Collection[str]) -> list[Fault]:
    """C002: the file is the list of references of the library's texts, which cite these targets."""
    listed = [Cite(f"@{row['key']}", row["key"], row["line"]) for row in rows]
    return [replace(fault, file=shown_path(FILE)) for fault in never_cited(listed, cited)]


def clashes(rows: Collection[Mapping[str, Any]], cited: Collection[str]) -> list[Fault]:
    """C004: references whose DOI or PMID an editor has given to another key; an error where a text cites them."""
    ours = {row["key"] for row in rows}
    theirs = Reference.objects.exclude(key__in=ours, changed_by__isnull=True)
    held = {
        (name, value.lower()): key
        for key, *values in theirs.values_list("key", "doi", "pmid")
        for name, value in zip(("DOI", "PMID"), values, strict=True)
        if value
    }
    return [
        Fault(
            code="C004",
            place=row["key"],
            line=row["line"],
            message=f"{name} {row['csl'][name]} belongs to {other} in the database; use that key in the library files.",
            severity="error" if f"@{row['key']}" in cited else "warning",
            file=shown_path(FILE),
        )
        for row in rows
        for name in ("DOI", "PMID")
        if (other := held.get((name, row["csl"].get(name, "").lower()))) not in (None, row["key"])
    ]


@transaction.atomic
def write_references(*, rows: Iterable[Mapping[str, Any]]) -> int:
    """How many were new or changed. What an editor has changed, or noted of a source's integrity, stays."""
    held = {reference.key: reference for reference in Reference.objects.all()}
    changed = 0
    for row in rows:
        reference = held.get(row["key"]) or Reference(key=row["key"])
        if reference.changed_by_id is None and _is_written(reference, _fields(row)):
            changed += 1
    return changed


def _is_written(reference: Reference, fields: Mapping[str, str]) -> bool:
    if reference.pk and all(getattr(reference, name) == value for name, value in fields.items()):
        return False
    for name, value in fields.items():
        setattr(reference, name, value)
    reference.save()
    return True


def _fields(row: Mapping[str, Any]) -> dict[str, str]:
    csl = row["csl"]
    return {
        "tier": row["tier"],
        "kind": row["kind"],
        "status": row.get("status", ""),
        "csl": canonical.encode(csl),
        "doi": csl.get("DOI", ""),
        "pmid": csl.get("PMID", ""),
        "note": row.get("note", ""),
    }
