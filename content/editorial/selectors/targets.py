"""Where a world looks for what a text cites, once it is not in the batch at hand."""

from collections.abc import Collection, Mapping

from content.editorial.kinds import kind_of, sources
from content.editorial.selectors.reading import everything_live
from content.editorial.world import Lookup, Offer, World, overlay


def world_of(at_hand: Mapping[str, Offer], *, superseded: Collection[tuple[str, str]] = ()) -> World:
    """The offers at hand, then live ones except those of the `superseded` documents (kind, slug), then the sources."""
    return World(overlay(at_hand), _live_lookup(frozenset(superseded)), _source_lookup)


def live_world() -> World:
    """What can be cited on the live site."""
    return world_of({})


def _live_lookup(superseded: Collection[tuple[str, str]]) -> Lookup:
    offers: dict[str, Offer] | None = None

    def look(targets: Collection[str]) -> dict[str, Offer]:
        nonlocal offers
        if offers is None:
            offers = _live_offers(superseded)
        return {target: offers[target] for target in targets if target in offers}

    return look


def _live_offers(superseded: Collection[tuple[str, str]]) -> dict[str, Offer]:
    return {
        target: Offer(snapshot, published.kind, published.slug)
        for published in everything_live()
        if (published.kind, published.slug) not in superseded
        for target, snapshot in kind_of(published.kind).offers(published.payload).items()
    }


def _source_lookup(targets: Collection[str]) -> dict[str, Offer]:
    found: dict[str, Offer] = {}
    for prefix, find in sources().items():
        wanted = [target for target in targets if target.startswith(prefix)]
        if wanted:
            found |= {target: Offer(snapshot) for target, snapshot in find(wanted).items()}
    return found
