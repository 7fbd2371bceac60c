"""Loads what comes with the software: all of it or, when one file has a fault, nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from content.editorial.public import (
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    Offer,
    Outcome,
    World,
    kind_of,
    kinds,
    publish_loaded,
    world_of,
)
from content.services.references import read_references, write_references


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one library text."""

    kind: str
    slug: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Report:
    references_changed: int
    texts: tuple[Loaded, ...]
    warnings: tuple[Fault, ...]


def load_library(*, at: datetime) -> Report:
    """Raises LibraryFault with the faults of every file together, and then nothing was written."""
    rows, items = _read_everything()
    with transaction.atomic():
        changed = write_references(rows=rows)
        world = _world_of(items)
        found = [fault for item in items for fault in _located(item, world)]
        errors = [fault for fault in found if fault.severity == "error"]
        if errors:
            raise LibraryFault(errors)
        texts = tuple(Loaded(i.kind, i.slug, publish_loaded(item=i, world=world, at=at)) for i in items)
    return Report(changed, texts, tuple(found))


def _read_everything() -> tuple[tuple[dict[str, object], ...], list[LibraryItem]]:
    faults: list[Fault] = []
    rows: tuple[dict[str, object], ...] = ()
    try:
        rows = read_references()
    except LibraryFault as broken:
        faults.extend(broken.faults)
    items: list[LibraryItem] = []
    for kind in kinds():
        try:
            items.extend(_items(kind))
        except LibraryFault as broken:
            faults.extend(broken.faults)
    if faults:
        raise LibraryFault(faults)
    return rows, items


def _items(kind: Kind) -> list[LibraryItem]:
    return list(kind.read_library())


def _world_of(items: list[LibraryItem]) -> World:
    """What the batch itself offers comes first, so that sections loaded together may cite one another."""
    offers = {
        target: Offer(snapshot, item.kind, item.slug)
        for item in items
        for target, snapshot in kind_of(item.kind).offers(item.payload).items()
    }
    return world_of(offers, superseded={(item.kind, item.slug) for item in items})


def _located(item: LibraryItem, world: World) -> list[Fault]:
    """Lines of a body are told as lines of its file."""
    kind = kind_of(item.kind)
    return [
        replace(
            fault,
            file=item.file.name,
            line=fault.line + item.first_line - 1
            if fault.line and item.first_line and fault.place == kind.body_part
            else None,
        )
        for fault in kind.lint(item.payload, world)
    ]
