"""Publishes the very revision that was approved, and nothing else."""

from collections.abc import Iterable
from datetime import datetime

from content.editorial.kinds import kind_of
from content.editorial.models import Document, Publication, ReviewRound, Revision
from content.editorial.models.impact import QUARANTINED
from content.editorial.selectors.identity import carried_claims
from content.editorial.selectors.impact import Reach, resting_on_other_sources, target_changes
from content.editorial.selectors.words import of_revision, own_offers, world_for
from content.editorial.services.freezing import Words, pins_of
from content.editorial.services.impact import open_items, settle_items
from content.editorial.services.news import tell_of_document, tell_writers
from content.editorial.services.writing import Made, write_publication
from npcsite.lib import canonical


def publish_approved(*, round: ReviewRound, at: datetime) -> Publication:
    """Part of the last approval's act."""
    document, revision = round.document, round.revision
    wording_only = bool(revision.wording_reason)
    item = of_revision(revision)
    words = _words(revision)
    changes = target_changes(item, document.live, wording_only=wording_only)
    carried = carried_claims(document.live, own_offers(item), wording_only=wording_only)
    publication = write_publication(revision, Made(words, pins_of(words, world_for(item)), at, carried))
    Document.objects.filter(pk=document.pk).update(live=publication)
    document.edits.all().delete()
    settle_items(document=document, at=at)
    reached = open_items(cause=publication, changes=changes, at=at)
    _tell_owners(publication, reached, resting_on_other_sources(item, document.live))
    tell_writers(round, what="published", at=at)
    return publication


def _tell_owners(cause: Publication, reached: Iterable[Reach], on_other_sources: Iterable[Document]) -> None:
    """At once what sets teaching aside; another grade and other sources in the digest."""
    at, later = cause.published_at, f"publication:{cause.pk}"
    for reach in reached:
        once = "" if reach.change_class in QUARANTINED else later
        tell_of_document([reach.document.owner], what="impact", document=reach.document, at=at, once=once)
    for document in on_other_sources:
        tell_of_document([document.owner], what="evidence", document=document, at=at, once=later)


def _words(revision: Revision) -> Words:
    """As they were frozen at submission: words and sources the reviewers saw, not what the library says by now."""
    item = of_revision(revision)
    cites = tuple(kind_of(item.kind).cites(item.payload))
    return Words(item, revision.payload, revision.content_hash, cites, canonical.decode(revision.cited))
