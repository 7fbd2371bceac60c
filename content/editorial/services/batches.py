"""A batch of library texts: checked as a whole against each other, then published in the order of their kinds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from content.editorial.kinds import Fault, LibraryFault, LibraryItem, kind_of, kinds, shown_path
from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import gated
from content.editorial.models import Document
from content.editorial.selectors.targets import world_of
from content.editorial.services.freezing import freeze, same_words
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


def check_batch(items: Iterable[LibraryItem], *, sources: Mapping[str, Offer]) -> Batch:
    """`sources` are not written yet, such as `@KEY`. Writes nothing. Raises LibraryFault with all faults."""
    clean = _cleaned(items)
    mine = _without_peoples(clean)
    world = world_of(
        {**sources, **_offers(mine)},
        superseded=[(item.kind, item.slug) for item in mine],
    )
    faults = [fault for item in mine for fault in _inspected(item, world)]
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


def _inspected(item: LibraryItem, world: World) -> list[Fault]:
    """A source retracted since it was loaded does not bar what is live already: readers see the notice there."""
    faults = inspect(item, world)
    retracted = [fault for fault in faults if fault.code == "C003" and fault.severity == "error"]
    if not retracted or not _is_live(item, world):
        return faults
    return [replace(fault, severity="warning") if fault in retracted else fault for fault in faults]


def _is_live(item: LibraryItem, world: World) -> bool:
    document = Document.objects.live().at(kind=item.kind, slug=item.slug).select_related("live").first()
    return bool(document and document.live and same_words(freeze(item, world), document.live))


def inspect(item: LibraryItem, world: World) -> list[Fault]:
    """The faults of one item as they stand at submission, with its file and the file's lines; each is named once."""
    kind = kind_of(item.kind)
    texts = kind.texts(item.payload)
    found = gated(document_faults(kind, item.payload, world), gate="submit")
    return list(dict.fromkeys(_in_file(fault, item, texts) for fault in found))


def _in_file(fault: Fault, item: LibraryItem, texts: Mapping[str, str]) -> Fault:
    return replace(fault, line=_line_in_file(fault, item, texts), file=shown_path(item.file))


def _line_in_file(fault: Fault, item: LibraryItem, texts: Mapping[str, str]) -> int | None:
    """Lines of the body are counted on from its first; of other texts the file knows where they begin, or nothing."""
    if fault.place in item.lines:
        return item.lines[fault.place]
    in_body = fault.place == kind_of(item.kind).body_part or fault.place not in texts
    if fault.line is None or not in_body or not item.first_line:
        return None
    return fault.line + item.first_line - 1


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
