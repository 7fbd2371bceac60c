"""What stands in the place of a text that is no longer there: since when, and why."""

from dataclasses import dataclass
from datetime import datetime

from content.editorial.models import Publication, Retirement
from content.editorial.selectors.reading import Published, read_publication


@dataclass(frozen=True, slots=True)
class Tombstone:
    """`last` is the text as it stood when it was retired."""

    retired_at: datetime
    reason: str
    last: Published


def tombstone(kind: str, slug: str, *, at: datetime | None = None) -> Tombstone | None:
    """None when the text is there, or never was. Four statements at the most."""
    held = Retirement.objects.filter(document__kind=kind, document__slug=slug)
    retirement = (held if at is None else held.filter(retired_at__lte=at)).order_by("-retired_at").first()
    if retirement is None:
        return None
    publications = Publication.objects.filter(document=retirement.document_id)
    newest = (
        (publications if at is None else publications.filter(published_at__lte=at))
        .order_by("-published_at", "-pk")
        .first()
    )
    if newest is None or newest.published_at > retirement.retired_at:
        return None
    return Tombstone(retirement.retired_at, retirement.reason, read_publication(newest.pk))


def tombstones(kind: str) -> tuple[Tombstone, ...]:
    """Every text of the kind that is retired and has not come back, by address."""
    slugs = Retirement.objects.filter(document__kind=kind).values_list("document__slug", flat=True)
    found = (tombstone(kind, slug) for slug in sorted(set(slugs)))
    return tuple(stone for stone in found if stone)


def first_published_at(kind: str, slug: str) -> datetime | None:
    """One statement."""
    publications = Publication.objects.filter(document__kind=kind, document__slug=slug)
    return publications.order_by("published_at").values_list("published_at", flat=True).first()
