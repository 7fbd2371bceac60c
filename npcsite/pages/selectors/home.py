"""What the home page shows: the case to start with, what the visitor left unfinished, and who has reviewed how much."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cases.models import Owner
from cases.programs.selectors.coaching import unread_count
from cases.programs.selectors.next_assigned import NextAssigned, next_assigned
from cases.programs.selectors.overview import ProgramRow, programs_page
from cases.selectors.home import HomeCases, home_for
from cases.selectors.library import Card, Wanted, library
from cases.selectors.recall import Due, due_now
from cases.selectors.sample import Sample, sample_for
from content.editorial.public import live_of_kind, strips
from npcsite.accounts.models import User

FEATURED_CASE = "de-novo-bone-mets"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many texts are in one state of review, with the state's own shape and word."""

    state: str
    shape: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """`featured` is absent only while no case is published, `sample` for whoever is no newcomer.

    `programs` are those the viewer runs; `unread` counts notes on the viewer's decisions; `assigned` is what
    the viewer's assignments ask next.
    """

    start_url: str
    featured: Card | None
    own: HomeCases
    recall: Due | None
    sample: Sample | None
    reviewed: tuple[Reviewed, ...]
    programs: tuple[ProgramRow, ...] = ()
    unread: int = 0
    assigned: NextAssigned | None = None


def home_page(viewer: User | AnonymousUser, owner: Owner, at: datetime, *, skipped: bool = False) -> HomePage:
    """Eight statements for a guest who owns nothing, however many texts there are; `owner` is the viewer's side of
    the attempts, `at` is now. Who `skipped` the sample is not offered it.
    """
    cards = library(Wanted(), Owner()).cards
    featured = next((card for card in cards if card.slug == FEATURED_CASE), next(iter(cards), None))
    return HomePage(
        start_url=reverse("cases:case", args=[featured.slug]) if featured else reverse("cases:library"),
        featured=featured,
        own=home_for(owner, at),
        recall=due_now(viewer.pk, at) if viewer.is_authenticated else None,
        sample=None if skipped else sample_for(viewer, owner),
        reviewed=_reviewed(cards),
        programs=programs_page(viewer.pk) if viewer.is_authenticated else (),
        unread=unread_count(viewer.pk) if viewer.is_authenticated else 0,
        assigned=next_assigned(viewer.pk, at) if viewer.is_authenticated else None,
    )


def _reviewed(cards: Iterable[Card]) -> tuple[Reviewed, ...]:
    """Sections and cases; the most frequent state first."""
    sections = strips(live_of_kind("section")).values()
    states = Counter(
        (strip.state, strip.shape, str(strip.word)) for strip in (*sections, *(card.strip for card in cards))
    )
    return tuple(Reviewed(*state, count) for state, count in states.most_common())
