"""Publications as readers get them: values that never change, kept per process once they were read."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeVar

from django.db.models import Max, Q, QuerySet

from content.editorial.models import Document, Publication, Rendering
from npcsite.lib import canonical

KEPT_AT_MOST: Final = 512
EXTRACTS_AT_MOST: Final = 20_000
READ_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Published:
    """`parts` is sanitised HTML with marks, for `npcsite.lib.markdown.show`; nothing in here is ever changed."""

    id: int
    document_id: int
    kind: str
    slug: str
    title: str
    language: str
    payload: dict[str, Any]
    manifest: dict[str, Any]
    parts: Mapping[str, str]
    sha256: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedBytes:
    """Manifest and payload as they are stored, which are what was hashed."""

    kind: str
    manifest: str
    payload: str


@dataclass(slots=True)
class _Shelf:
    """The publications this process has read; the oldest makes room. Keyed by publication and rendering."""

    held: dict[tuple[int, int], Published] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, key: tuple[int, int], published: Published) -> None:
        with self.lock:
            self.held[key] = published
            while len(self.held) > KEPT_AT_MOST:
                del self.held[next(iter(self.held))]


_shelf = _Shelf()
T = TypeVar("T")
# By what takes them.
_extracts: dict[Callable[[Published], Any], dict[tuple[int, int], Any]] = {}


def read_publication(publication_id: int, *, rendering_id: int | None = None) -> Published:
    """Raises Publication.DoesNotExist. Two statements the first time, then one; none when the rendering is named.

    A row that is fetched anyway can bring `publication__rendering` along and name it here.
    """
    if rendering_id is None:
        rendering_id = (
            Rendering.objects.filter(publication_id=publication_id).values_list("pk", flat=True).first()
        )
    if rendering_id is None:
        raise Publication.DoesNotExist
    return _read([(publication_id, rendering_id)])[0]


def read_publications(publication_ids: Iterable[int]) -> tuple[Published, ...]:
    """In the order of their ids. Two statements the first time, then one."""
    rows = Rendering.objects.filter(publication__in=list(publication_ids)).order_by("publication")
    return _read(_pairs(rows.values_list("publication_id", "pk")))


def read_renderings(pairs: Iterable[tuple[int, int]]) -> tuple[Published, ...]:
    """Of publications with their current renderings, which rows that are fetched anyway can bring along, by id.

    No statement for what this process has read, one for all the rest.
    """
    return _read(sorted(set(pairs)))


def read_extracts(pairs: Iterable[tuple[int, int]], extract: Callable[[Published], T]) -> tuple[T, ...]:
    """What `extract` takes of publications with their renderings, in this order.

    Kept for far more of them than are kept whole: a table of a thousand cases needs a title of each, and a thousand
    whole cases fit into no process. No statement for what this process has read, one for each hundred of the rest.
    """
    wanted, kept = list(pairs), _extracts.setdefault(extract, {})
    found = {pair: kept[pair] for pair in wanted if pair in kept}
    unread = [pair for pair in dict.fromkeys(wanted) if pair not in found]
    for start in range(0, len(unread), READ_AT_ONCE):
        for pair, published in _fetched(unread[start : start + READ_AT_ONCE]):
            found[pair] = extract(published)
    if len(kept) > EXTRACTS_AT_MOST:
        kept.clear()
    kept.update(found)
    return tuple(found[pair] for pair in wanted)


def live_extracts(kind: str, extract: Callable[[Published], T]) -> tuple[T, ...]:
    """Of all that is live, by address. One statement once this process has read them."""
    rows = Document.objects.live().of_kind(kind).order_by("slug").values_list("live", "live__rendering")
    return read_extracts(_pairs(rows), extract)


def live(kind: str, slug: str, *, at: datetime | None = None) -> Published | None:
    """What the public reads at this address, or read at that instant, if anything. Two statements, then one."""
    if at is not None:
        pairs = _then(Publication.objects.filter(document__kind=kind, document__slug=slug), at)
        return _read(pairs)[0] if pairs else None
    pairs = _pairs(Document.objects.live().at(kind=kind, slug=slug).values_list("live", "live__rendering"))
    return _read(pairs)[0] if pairs else None


def live_of_kind(kind: str, *, at: datetime | None = None) -> tuple[Published, ...]:
    """By address. Two statements the first time, then one."""
    if at is not None:
        return _read(_then(Publication.objects.filter(document__kind=kind), at))
    rows = Document.objects.live().of_kind(kind).order_by("slug").values_list("live", "live__rendering")
    return _read(_pairs(rows))


def everything_live() -> tuple[Published, ...]:
    """By kind and address. Two statements the first time, then one."""
    rows = Document.objects.live().order_by("kind", "slug").values_list("live", "live__rendering")
    return _read(_pairs(rows))


def publication_bytes(sha256: str) -> PublishedBytes | None:
    """Of a publication by the hash of its manifest, also of one that is live no more. One statement."""
    rows = Publication.objects.filter(sha256=sha256)
    row = rows.values_list("document__kind", "manifest", "revision__payload").first()
    return PublishedBytes(*row) if row else None


def is_frozen_in_a_publication(sha256: str) -> bool:
    """Whether what has this hash is among what some publication shows, however old. One statement."""
    return Publication.objects.filter(manifest__contains=f'"sha256":"{sha256}"').exists()


def forget() -> None:
    """Empties this process's memory: after a restore, and between tests, ids may name something else."""
    with _shelf.lock:
        _shelf.held.clear()
    _extracts.clear()


def _pairs(rows: Iterable[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
    return [(publication, rendering) for publication, rendering in rows if publication and rendering]


def _then(publications: QuerySet[Publication], at: datetime) -> list[tuple[int, int]]:
    """The newest of each document by then; a text retired after it came back only with the next publication."""
    retired_at = Max("document__retirements__retired_at", filter=Q(document__retirements__retired_at__lte=at))
    rows = publications.filter(published_at__lte=at).annotate(retired_at=retired_at)
    newest: dict[int, tuple[int, int] | None] = {}
    fields = ("document_id", "pk", "rendering", "published_at", "retired_at")
    for document, pk, rendering, published, retired in rows.order_by(
        "document__slug", "published_at", "pk"
    ).values_list(*fields):
        newest[document] = None if retired and retired >= published else (pk, rendering)
    return [pair for pair in newest.values() if pair]


def _read(pairs: list[tuple[int, int]]) -> tuple[Published, ...]:
    found = {pair: _shelf.held[pair] for pair in pairs if pair in _shelf.held}
    for pair, published in _fetched([pair for pair in pairs if pair not in found]):
        found[pair] = published
        _shelf.put(pair, published)
    if any(pair not in found for pair in pairs):
        raise Publication.DoesNotExist
    return tuple(found[pair] for pair in pairs)


def _fetched(pairs: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Published]]:
    """One statement, none for nothing."""
    if pairs:
        rows = Rendering.objects.filter(pk__in=[rendering for _publication, rendering in pairs])
        for row in rows.select_related("publication__revision"):
            yield (row.publication_id, row.pk), _published(row)


def _published(row: Rendering) -> Published:
    publication = row.publication
    manifest = canonical.decode(publication.manifest)
    return Published(
        id=publication.pk,
        document_id=publication.document_id,
        kind=manifest["kind"],
        slug=manifest["slug"],
        title=manifest["title"],
        language=manifest["language"],
        payload=canonical.decode(publication.revision.payload),
        manifest=manifest,
        parts=MappingProxyType(canonical.decode(row.parts)),
        sha256=publication.sha256,
        published_at=publication.published_at,
    )
