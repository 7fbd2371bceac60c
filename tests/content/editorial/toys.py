"""A toy kind, so that the spine is tested without knowing what the site teaches."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from content.editorial.models import ReviewRound, Verdict
from content.editorial.public import (
    Cite,
    Document,
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    Note,
    Offer,
    Outcome,
    World,
    body_cites,
    kind_of,
    lint_body,
    publish_loaded,
    world_of,
)
from npcsite.accounts.models import User
from npcsite.lib import canonical

AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
SOURCES = {
    "@GEM21": Offer({"title": "A made paper", "tier": "primary"}),
    "@JUP23": Offer({"title": "Another", "tier": "primary"}),
}


class Toy(Kind):
    """A body, and claims others may cite; its working copies lie in a dict instead of a table."""

    name: ClassVar[str] = "toy"
    order: ClassVar[int] = 4
    model: ClassVar[type[Document]] = Document

    def __init__(self) -> None:
        self.copies: dict[int, dict[str, Any]] = {}
        self.library: list[LibraryItem | LibraryFault] = []

    def read_library(self) -> Iterator[LibraryItem]:
        for item in self.library:
            if isinstance(item, LibraryFault):
                raise item
            yield item

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        return lint_body(payload["body"], place="body", world=world)

    def freeze(self, document: Document) -> dict[str, Any]:
        return self.copies[document.pk]

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        self.copies[document.pk] = payload

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return {"body": payload["body"]}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        sources = [
            Cite(f"@{key}", f"claims/{name}")
            for name, claim in payload["claims"].items()
            for key in claim["citations"]
        ]
        return body_cites(payload["body"], place="body") + sources

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        claims = {
            f"rec:{name}": {**claim, "claim_hash": canonical.digest(claim["claim"])}
            for name, claim in payload["claims"].items()
        }
        return {f"sec:{payload['slug']}": {"title": payload["title"]}, **claims}


class LateToy(Toy):
    """Loaded after the toys, so what it cites of them is pinned."""

    name: ClassVar[str] = "late-toy"
    order: ClassVar[int] = 6

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {}


def item(
    slug: str = "a",
    body: str = "Text [@GEM21].",
    *,
    kind: str = "toy",
    claims: dict[str, str] | None = None,
    notes: tuple[Note, ...] = (),
    **more: Any,
) -> LibraryItem:
    """`claims` by name; each rests on JUP23."""
    stated = {name: {"claim": claim, "citations": ["JUP23"]} for name, claim in (claims or {}).items()}
    title = more.pop("title", f"Toy {slug}")
    payload = {"slug": slug, "title": title, "body": body, "claims": stated}
    file = more.pop("file", Path(f"{slug}.md"))
    return LibraryItem(kind, slug, title, more.pop("language", "en"), payload, notes, file, **more)


def world(*items: LibraryItem) -> World:
    offers = {
        target: Offer(snapshot, item.kind, item.slug)
        for item in items
        for target, snapshot in kind_of(item.kind).offers(item.payload).items()
    }
    return world_of({**SOURCES, **offers})


def publish(one: LibraryItem, *others: LibraryItem, at: datetime = AT) -> Outcome:
    return publish_loaded(item=one, world=world(one, *others), at=at)


def the(slug: str = "a", kind: str = "toy") -> Document:
    return Document.objects.get(kind=kind, slug=slug)


def closed_round(
    document: Document, *, state: str = "approved", at: datetime = AT, **more: Any
) -> ReviewRound:
    return ReviewRound.objects.create(
        document=document,
        revision=document.head,
        state=state,
        opened_at=at,
        closed_at=at,
        **{"kind": "reaffirm"} | more,
    )


def judged(
    document: Document, user: User, *, verdict: str = "approve", at: datetime = AT, **more: Any
) -> Verdict:
    """A verdict on the newest revision, written past the workflow."""
    return Verdict.objects.create(
        revision=document.head,
        round=closed_round(document, at=at),
        user=user,
        verdict=verdict,
        at=at,
        **{"actor": "Dr Rita Reviewer", "seen_hash": document.head.content_hash} | more,
    )
