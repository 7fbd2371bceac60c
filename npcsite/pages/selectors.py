"""What the home page shows: the case to start with, what the visitor left unfinished, and who has reviewed how much."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cases.models import Owner
from cases.selectors.home import HomeCases, home_for
from cases.selectors.library import Card, Wanted, library
from content.editorial.public import live_of_kind, strips
from npcsite.accounts.models import User

FEATURED_CASE = "de-novo-bone-mets"
REVIEWED_KINDS = ("section", "case")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many texts are in one state of review, with the state's own shape and word."""

    state: str
    shape: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """`featured` is absent only while no case is published."""

    start_url: str
    featured: Card | None
    own: HomeCases
    reviewed: tuple[Reviewed, ...]


def home_page(viewer: User | AnonymousUser, session: Mapping[str, Any]) -> HomePage:
    """Its statements do not grow with the number of texts, nor, for a guest who owns nothing, with anything."""
    featured = _featured()
    return HomePage(
        start_url=reverse("cases:case", args=[featured.slug]) if featured else reverse("cases:library"),
        featured=featured,
        own=home_for(viewer, session),
        reviewed=_reviewed(),
    )


def _featured() -> Card | None:
    cards = {card.slug: card for card in library(Wanted(), Owner()).cards}
    return cards.get(FEATURED_CASE) or next(iter(cards.values()), None)


def _reviewed() -> tuple[Reviewed, ...]:
    """The most frequent state first."""
    published = [one for kind in REVIEWED_KINDS for one in live_of_kind(kind)]
    reviewed = strips(one.document_id for one in published).values()
    states = Counter((strip.state, strip.shape, str(strip.word)) for strip in reviewed)
    return tuple(Reviewed(*state, count) for state, count in states.most_common())
