"""A document's words, of its working copy or of a revision, in the form the loader and the linter know."""

from pathlib import Path
from typing import Any

from content.editorial.kinds import LibraryItem, kind_of
from content.editorial.models import LANGUAGE, Document, Publication, Revision
from content.editorial.selectors.targets import world_of
from content.editorial.world import Offer, World
from npcsite.lib import canonical


def item_of(document: Document, payload: dict[str, Any]) -> LibraryItem:
    """Title and language are those of the words: the document's own may have moved on since these were frozen."""
    return LibraryItem(
        kind=document.kind,
        slug=document.slug,
        title=payload["title"],
        language=payload.get("language", LANGUAGE),
        payload=payload,
        notes=(),
        file=Path(),
        review_every_days=document.review_every_days,
    )


def working_copy(document: Document) -> LibraryItem:
    """Raises canonical.Unclean for what cannot be stored."""
    return item_of(document, canonical.normal(kind_of(document.kind).freeze(document)))


def of_revision(revision: Revision) -> LibraryItem:
    return item_of(revision.document, canonical.decode(revision.payload))


def world_for(item: LibraryItem) -> World:
    """What the item may cite: its own offers, and everything live besides what it would replace."""
    own = {target: Offer(snapshot, item.kind, item.slug) for target, snapshot in own_offers(item).items()}
    return world_of(own, superseded=[(item.kind, item.slug)])


def own_offers(item: LibraryItem) -> dict[str, dict[str, Any]]:
    return kind_of(item.kind).offers(item.payload)


def says_what_is_live(item: LibraryItem, live: Publication | None) -> bool:
    """The words alone; what is cited may have changed since."""
    if live is None:
        return False
    return canonical.digest(canonical.encode(item.payload)) == live.revision.content_hash


def open_notes(document: Document) -> list[tuple[str, str]]:
    """Places and texts that are still to be checked before approval."""
    return list(document.open_notes.unchecked().order_by("pk").values_list("place", "text"))
