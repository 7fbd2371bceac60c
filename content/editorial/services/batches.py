"""A batch of library texts: checked as a whole against each other, then published in the order of their kinds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from content.editorial.kinds import Fault, LibraryFault, LibraryItem, kind_of, kinds, shown_path
from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import gated
from content.editorial.models import Document
from content.editorial.selectors.targets import world_of
from content.editorial.services.publishing import Outcome, is_peoples, publish_loaded
from content.editorial.world import Offer, World
from npcsite.lib import canonical


@dataclass(frozen=True, slots=True)
class Batch:
    """Items without an error, in loading order, the world they were checked in, and what may be mended later."""

    items: tuple[LibraryItem, ...]
    world: World
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    kind: str
    slug: str
    outcome: Outcome


def read_batch() -> tuple[LibraryItem, ...]:
    """The library files of every kind. Raises LibraryFault with the faults of all broken files."""
    items: list[LibraryItem] = []
    faults: list[Fault] = []
    for kind in kinds():
        try:
            for item in kind.read_library():
                items.append(item)  # noqa: PERF402 - what comes before a broken file is kept
        except LibraryFault as broken:
            faults.extend(broken.faults)
    if faults:
        raise LibraryFault(faults)
    return tuple(items)


def check_batch(items: Iterable[LibraryItem], *, sources: Mapping[str, Mapping[str, Any]]) -> Batch:
    """`sources` are snapshots not written yet, such as `@KEY`. Writes nothing. Raises LibraryFault with all faults."""
    clean = _cleaned(items)
    mine = _without_peoples(clean)
    world = world_of(
        {**{target: Offer(snapshot) for target, snapshot in sources.items()}, **_offers(mine)},
        superseded=[(item.kind, item.slug) for item in mine],
    )
    faults = [fault for item in mine for fault in inspect(item, world)]
    if any(fault.severity == "error" for fault in faults):
        raise LibraryFault(faults)
    ordered = sorted(clean, key=lambda item: (kind_of(item.kind).order, item.kind))
    return Batch(tuple(ordered), world, tuple(faults))


@transaction.atomic
def publish_batch(batch: Batch, *, at: datetime) -> tuple[Loaded, ...]:
    """All of it or nothing; what people have worked on is left as it is."""
    return tuple(
        Loaded(item.kind, item.slug, publish_loaded(item=item, world=batch.world, at=at))
        for item in batch.items
    )


def inspect(item: LibraryItem, world: World) -> list[Fault]:
    """The faults of one item as they stand at submission, with its file and the file's lines; each is named once."""
    kind = kind_of(item.kind)
    texts = kind.texts(item.payload)
    found = gated(document_faults(kind, item.payload, world), gate="submit")
    return list(dict.fromkeys(_in_file(fault, item, texts) for fault in found))


def _in_file(fault: Fault, item: LibraryItem, texts: Mapping[str, str]) -> Fault:
    """Lines of the body become lines of the file; those of other texts stand somewhere in the front matter."""
    line = item.lines.get(fault.place, fault.line)
    if line is not None and fault.place in texts and not item.lines:
        is_body = fault.place == kind_of(item.kind).body_part and item.first_line > 0
        line = line + item.first_line - 1 if is_body else None
    return replace(fault, line=line, file=shown_path(item.file))


def _cleaned(items: Iterable[LibraryItem]) -> list[LibraryItem]:
    clean: list[LibraryItem] = []
    faults: list[Fault] = []
    for item in items:
        try:
            clean.append(replace(item, payload=canonical.normal(item.payload)))
        except canonical.Unclean as unclean:
            faults.append(_fault(item, "L002", unclean.message, place=unclean.place))
    faults += _repeated(clean)
    if faults:
        raise LibraryFault(faults)
    return clean


def _repeated(items: list[LibraryItem]) -> Iterator[Fault]:
    """L004: one address or one target defined by two files."""
    seen: dict[str, str] = {}
    for item in items:
        address = f"{item.kind} {item.slug}"
        for name in (address, *kind_of(item.kind).offers(item.payload)):
            if name in seen:
                yield _fault(item, "L004", f"“{name}” is defined in {seen[name]} already.", place=name)
            seen.setdefault(name, shown_path(item.file))


def _fault(item: LibraryItem, code: str, message: str, *, place: str) -> Fault:
    return Fault(code, place, None, message, "error", shown_path(item.file))


def _without_peoples(items: list[LibraryItem]) -> list[LibraryItem]:
    documents = Document.objects.filter(slug__in=[item.slug for item in items]).select_related(
        "live__revision"
    )
    peoples = {(document.kind, document.slug) for document in documents if is_peoples(document)}
    return [item for item in items if (item.kind, item.slug) not in peoples]


def _offers(items: list[LibraryItem]) -> dict[str, Offer]:
    return {
        target: Offer(snapshot, item.kind, item.slug)
        for item in items
        for target, snapshot in kind_of(item.kind).offers(item.payload).items()
    }
