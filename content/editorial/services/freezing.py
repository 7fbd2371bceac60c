"""A document's words and what they cite, made into the bytes that are stored and hashed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from content.editorial.kinds import Cite, Kind, LibraryFault, LibraryItem, kind_of, shown_path
from content.editorial.lint.sources import unknown_targets
from content.editorial.models import Document, Publication
from content.editorial.selectors.reading import Published
from content.editorial.selectors.words import working_copy, world_for
from content.editorial.world import World
from npcsite.lib import canonical, markdown

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Words:
    """What would be published, before it is pinned to the publications it cites."""

    item: LibraryItem
    payload: str
    content_hash: str
    cites: tuple[Cite, ...]
    citations: Mapping[str, Mapping[str, Any]]

    @property
    def kind(self) -> Kind:
        return kind_of(self.item.kind)

    def manifest(self, pins: Mapping[str, Publication], *, carried: Mapping[str, str] | None = None) -> str:
        """Canonical JSON; a pinned snapshot names the publication (its SHA-256) that defined it then."""
        citations = {
            target: {**snapshot, "publication": pins[target].sha256} if target in pins else snapshot
            for target, snapshot in self.citations.items()
        }
        identities = {"carried": carried} if carried else {}
        return canonical.encode(_manifest(self.item, self.content_hash, citations) | identities)


def freeze(item: LibraryItem, world: World) -> Words:
    """Raises LibraryFault (C001) when the words cite what is not there, canonical.Unclean for what cannot be stored."""
    kind = kind_of(item.kind)
    text = canonical.encode(item.payload)
    payload = canonical.decode(text)
    cites = tuple(kind.cites(payload))
    faults = unknown_targets(cites, world)
    if faults:
        raise LibraryFault([replace(fault, file=shown_path(item.file)) for fault in faults])
    targets = dict.fromkeys(cite.target for cite in cites)
    citations = _with_sources({target: world.find(target) or {} for target in targets}, world)
    return Words(
        replace(item, payload=payload), text, canonical.digest(text), cites, canonical.normal(citations)
    )


def pins_of(words: Words, world: World) -> dict[str, Publication]:
    """The live publications that define what is cited, for kinds of lower order only. One statement at most."""
    origins = {
        target: (offer.kind, offer.slug)
        for target in words.citations
        if (offer := world.offer(target)) and offer.kind and kind_of(offer.kind).order < words.kind.order
    }
    if not origins:
        return {}
    slugs = {slug for _kind, slug in origins.values()}
    documents = Document.objects.live().filter(slug__in=slugs).select_related("live")
    found = {(document.kind, document.slug): document.live for document in documents}
    return {target: publication for target, at in origins.items() if (publication := found.get(at))}


def same_words(words: Words, live: Publication) -> bool:
    """Whether publishing would say nothing new; where a snapshot was taken from does not count."""
    manifest = canonical.decode(live.manifest)
    manifest.pop("carried", None)
    manifest["citations"] = {
        target: {name: value for name, value in snapshot.items() if name != "publication"}
        for target, snapshot in manifest["citations"].items()
    }
    return canonical.encode(manifest) == words.manifest({})


def rendered_parts(kind: Kind, payload: dict[str, Any]) -> str:
    """Canonical JSON: part name to sanitised HTML with marks."""
    return canonical.encode({name: markdown.render(text) for name, text in kind.texts(payload).items()})


def as_published(document: Document) -> Published:
    """The working copy as publishing it now would show it, whatever the lint says of it. Writes nothing.

    Raises canonical.Unclean and markdown.TooLong for a text that cannot be shown.
    """
    item = working_copy(document)
    kind, world = kind_of(item.kind), world_for(item)
    targets = dict.fromkeys(cite.target for cite in kind.cites(item.payload))
    world.look_up(targets)
    found = {target: snapshot for target in targets if (snapshot := world.find(target)) is not None}
    return Published(
        id=0,
        document_id=document.pk,
        kind=item.kind,
        slug=item.slug,
        title=item.title,
        language=item.language,
        payload=item.payload,
        manifest={"citations": canonical.normal(_with_sources(found, world))},
        parts=canonical.decode(rendered_parts(kind, item.payload)),
        sha256="",
        published_at=datetime.min.replace(tzinfo=UTC),
    )


def _with_sources(citations: dict[str, dict[str, Any]], world: World) -> dict[str, dict[str, Any]]:
    """The references a cited recommendation rests on are frozen along with it, so that a reader can follow it down."""
    keys = [f"@{key}" for snapshot in citations.values() for key in snapshot.get("citations", ())]
    world.look_up(keys)
    return {key: found for key in keys if (found := world.find(key))} | citations


def _manifest(item: LibraryItem, content_hash: str, citations: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": item.kind,
        "slug": item.slug,
        "title": item.title,
        "language": item.language,
        "revision": content_hash,
        "citations": citations,
    }
