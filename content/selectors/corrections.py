"""What was wrong and was put right: every substantive change of a published text, newest first, by article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from content.editorial.public import (
    Published,
    Release,
    corrections,
    kind_of,
    live_of_kind,
    read_publications,
)
from content.selectors.changes import address_of, difference_href, release_said


@dataclass(frozen=True, slots=True)
class Correction:
    """`note` and `difference_href` are empty for a text whose words would give it away."""

    title: str
    href: str
    corrected_at: datetime
    note: str
    approved: str
    difference_href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The corrections of an article and its sections; `slug` is empty for everything that belongs to none."""

    slug: str
    title: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    groups: tuple[Group, ...]


def page() -> CorrectionsPage:
    """Six statements at the most, however many corrections there are."""
    found = list(_corrections())
    groups, taken = [], set()
    for article in live_of_kind("article"):
        own = {("article", article.slug), *(("section", slug) for slug in article.payload["sections"])}
        groups.append(Group(article.slug, article.title, _newest_first(c for at, c in found if at in own)))
        taken |= own
    groups.append(Group("", "", _newest_first(c for at, c in found if at not in taken)))
    return CorrectionsPage(tuple(group for group in groups if group.corrections))


def _newest_first(found: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(found, key=lambda correction: correction.corrected_at, reverse=True))


def _corrections() -> Iterator[tuple[tuple[str, str], Correction]]:
    pairs = {
        new.publication_id: (old, new)
        for releases in corrections().values()
        for old, new in pairwise(releases)
        if new.is_substantive
    }
    for text in read_publications(pairs):
        yield (text.kind, text.slug), _correction(text, *pairs[text.id])


def _correction(text: Published, old: Release, new: Release) -> Correction:
    is_open = kind_of(text.kind).is_open
    return Correction(
        title=text.title,
        href=address_of(text),
        corrected_at=new.published_at,
        note=new.change_note if is_open else "",
        approved=release_said(new),
        difference_href=difference_href(text, old.number, new.number) if is_open else "",
    )
