"""Loads what comes with the software: all of it or, when one file has a fault, nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from content.editorial.public import (
    Fault,
    Integrity,
    LibraryFault,
    LibraryItem,
    Loaded,
    Offer,
    check_batch,
    kind_of,
    outdated_renderings,
    publish_batch,
    read_batch,
    rerender,
)
from content.models import Reference
from content.selectors.references import offer
from content.services.references import clashes, read_references, uncited, write_references
from npcsite.lib import canonical

Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`rerendered` counts older publications whose HTML was made again because the renderer has changed."""

    references_changed: int
    texts: tuple[Loaded, ...]
    warnings: tuple[Fault, ...]
    rerendered: int


def load_library(*, at: datetime) -> Report:
    """Raises LibraryFault with the faults of every file together, all are found before anything is written."""
    rows, items = _read_everything()
    batch = check_batch(items, sources=_offers(rows))
    cited = {cite.target for item in batch.items for cite in kind_of(item.kind).cites(item.payload)}
    clashing = clashes(rows, cited)
    if any(fault.severity == "error" for fault in clashing):
        raise LibraryFault(clashing)
    taken = {fault.place for fault in clashing}
    with transaction.atomic():
        changed = write_references(rows=[row for row in rows if row["key"] not in taken])
        texts = publish_batch(batch, at=at)
        rerendered = rerender(renderings=outdated_renderings(), at=at)
    return Report(changed, texts, (*clashing, *uncited(rows, cited), *batch.warnings), rerendered)


def _read_everything() -> tuple[Rows, tuple[LibraryItem, ...]]:
    faults: list[Fault] = []
    rows: Rows = ()
    items: tuple[LibraryItem, ...] = ()
    try:
        rows = read_references()
    except LibraryFault as broken:
        faults.extend(broken.faults)
    try:
        items = read_batch()
    except LibraryFault as broken:
        faults.extend(broken.faults)
    if faults:
        raise LibraryFault(faults)
    return rows, items


def _offers(rows: Iterable[Mapping[str, Any]]) -> dict[str, Offer]:
    """As they will be once written; a notice on their integrity is the database's alone."""
    held = dict(Reference.objects.values_list("key", "integrity"))
    return {
        f"@{row['key']}": offer(
            csl=canonical.normal(row["csl"]),
            tier=row["tier"],
            kind=row["kind"],
            integrity=cast("Integrity", held.get(row["key"], "ok")),
        )
        for row in rows
    }
