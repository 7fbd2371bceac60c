"""The case library: what is published, who reviewed it, and how the visitor stands with each case."""

from dataclasses import dataclass, replace

from cases.models import Owner
from cases.models.case import CaseLevel
from cases.selectors.domains import domain_label
from cases.selectors.own_standing import Own, own_by_document
from cases.selectors.quarantine import standings
from content.editorial.public import Published, Strip, live_of_kind, strips


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the library; empty filters nothing out."""

    level: str = ""
    topic: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A case `in_revision` takes no new attempt, because what it teaches has changed."""

    slug: str
    title: str
    summary: str
    level: str
    minutes: int
    topics: tuple[str, ...]
    strip: Strip
    own: Own | None
    in_revision: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """`total` tells an empty library from a filter that leaves nothing."""

    cards: tuple[Card, ...]
    total: int


LEVELS = list(CaseLevel.values)


def library(wanted: Wanted, owner: Owner) -> Library:
    """The easier level first. Its statements do not grow with the number of cases."""
    published = sorted(live_of_kind("case"), key=easiest_first)
    found = [one for one in published if _matches(one, wanted)]
    own, reviewed, stands = own_by_document(found, owner), strips(found), standings(found)
    cards = tuple(
        replace(
            _card(one, reviewed[one.document_id], own.get(one.document_id)),
            in_revision=stands[one.document_id].hidden,
        )
        for one in found
    )
    return Library(cards, len(published))


def easiest_first(published: Published) -> tuple[int, str]:
    return LEVELS.index(published.payload["level"]), published.title


def _matches(published: Published, wanted: Wanted) -> bool:
    payload = published.payload
    return (
        wanted.level in ("", payload["level"])
        and (not wanted.topic or wanted.topic in payload.get("topics", ()))
        and (wanted.minutes is None or payload["minutes"] <= wanted.minutes)
    )


def _card(published: Published, strip: Strip, own: Own | None) -> Card:
    payload = published.payload
    return Card(
        slug=published.slug,
        title=published.title,
        summary=payload.get("summary", ""),
        level=str(CaseLevel(payload["level"]).label),
        minutes=payload["minutes"],
        topics=tuple(domain_label(topic) for topic in payload.get("topics", ())),
        strip=strip,
        own=own,
    )
