"""Where a world looks for what a text cites, once it is not in the batch at hand."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from content.editorial.kinds import kind_of, sources
from content.editorial.models import Document, Edit, Revision
from content.editorial.selectors.identity import identified
from content.editorial.selectors.intervals import review_due
from content.editorial.selectors.reading import Published, everything_live
from content.editorial.world import Facts, Lookup, Offer, Standing, World, overlay
from npcsite.lib import canonical

Address = tuple[str, str]


def world_of(at_hand: Mapping[str, Offer], *, superseded: Collection[Address] = ()) -> World:
    """The offers at hand, then live ones except those of the `superseded` documents (kind, slug), then the sources.

    Last comes what may not be cited (drafts, what is retired or was said once), so that the rules can tell why.
    """
    gone = frozenset(superseded)
    return World(overlay(at_hand), _live_lookup(gone), _source_lookup, _former_lookup, _draft_lookup)


def live_world() -> World:
    """What can be cited on the live site."""
    return world_of({})


def claim_pins(revision: Revision) -> dict[str, str]:
    """What the revision's citations claimed when they were frozen, by target. One statement."""
    pinned = revision.citations.exclude(claim_hash="").values_list("target", "claim_hash")
    return dict(pinned)


def _live_lookup(superseded: Collection[Address]) -> Lookup:
    offers: dict[str, Offer] | None = None

    def look(targets: Collection[str]) -> dict[str, Offer]:
        nonlocal offers
        if offers is None:
            offers = _live_offers(superseded)
        return {target: offers[target] for target in targets if target in offers}

    return look


def _live_offers(superseded: Collection[Address]) -> dict[str, Offer]:
    everything = [one for one in everything_live() if (one.kind, one.slug) not in superseded]
    facts = _overdue(everything)
    return {
        target: Offer(snapshot, published.kind, published.slug, facts.get(published.document_id, Facts()))
        for published in everything
        for target, snapshot in identified(
            kind_of(published.kind).offers(published.payload), published.manifest
        ).items()
    }


def _overdue(everything: Iterable[Published]) -> dict[int, Facts]:
    today = timezone.localdate()
    due = review_due(published.document_id for published in everything)
    return {document: Facts(overdue_since=day) for document, day in due.items() if day < today}


def _source_lookup(targets: Collection[str]) -> dict[str, Offer]:
    found: dict[str, Offer] = {}
    for prefix, find in sources().items():
        wanted = [target for target in targets if target.startswith(prefix)]
        if wanted:
            found |= find(wanted)
    return found


def _former_lookup(targets: Collection[str]) -> dict[str, Offer]:
    """What some revision offers that is not live: published once, or never. One statement; the newest wins."""
    wanted = {target for target in targets if ":" in target}
    named = Q()
    for target in wanted:
        named |= Q(payload__contains=f'"{target.partition(":")[2]}"')
    if not named:
        return {}
    rows = (
        Revision.objects.filter(named).select_related("document", "publication").order_by("created_at", "pk")
    )
    found: dict[str, Offer] = {}
    for row in rows:
        found |= _offered(row.document, canonical.decode(row.payload), Facts(_standing(row)))
    return {target: found[target] for target in wanted & found.keys()}


def _standing(revision: Revision) -> Standing:
    if not hasattr(revision, "publication"):
        return "draft"
    if revision.document.retired_at:
        return "retired"
    return "superseded" if revision.document.live_id else "revived"


def _draft_lookup(targets: Collection[str]) -> dict[str, Offer]:
    """What a working copy offers that was never submitted."""
    if not any(":" in target for target in targets):
        return {}
    edited = Exists(Edit.objects.filter(document=OuterRef("pk")))
    found: dict[str, Offer] = {}
    for document in Document.objects.filter(Q(live__isnull=True) | edited, retired_at__isnull=True):
        found |= _offered(document, kind_of(document.kind).freeze(document), Facts("draft"))
    return {target: found[target] for target in targets if target in found}


def _offered(document: Document, payload: dict[str, Any], facts: Facts) -> dict[str, Offer]:
    offers = kind_of(document.kind).offers(payload).items()
    return {target: Offer(snapshot, document.kind, document.slug, facts) for target, snapshot in offers}
