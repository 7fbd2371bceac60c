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


@transaction.atomic
def write_references(*, rows: Iterable[Mapping[str, Any]]) -> int:
    """How many references were new or changed; an integrity notice set by an editor is left as it is."""
    held = {reference.key: reference for reference in Reference.objects.all()}
    changed = 0
    for row in rows:
        fields = _fields(row)
        reference = held.get(row["key"]) or Reference(key=row["key"])
        if reference.pk and all(getattr(reference, name) == value for name, value in fields.items()):
            continue
        for name, value in fields.items():
            setattr(reference, name, value)
        reference.save()
        changed += 1
    return changed


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
