"""What was wrong and was put right: every substantive change of a published text, newest first, by article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from content.editorial.public import (
    Published,
    Release,
    corrections,
    everything_live,
    kind_of,
    live_of_kind,
    read_publications,
)
from content.selectors.changes import address_of, difference_href, release_said
from content.selectors.integrity import Flag, flags


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
class Source:
    """A cited source that is no longer what it was; `cited_in` are titles and addresses of live texts.

    `in_cases`: texts cite it whose sources would give them away, so these are not named.
    """

    flag: Flag
    title: str
    cited_in: tuple[tuple[str, str], ...]
    in_cases: bool


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]


def page() -> CorrectionsPage:
    """Nine statements at the most, however many corrections there are."""
    found = list(_corrections())
    groups, taken = [], set()
    for article in live_of_kind("article"):
        own = {("article", article.slug), *(("section", slug) for slug in article.payload["sections"])}
        groups.append(Group(article.slug, article.title, _newest_first(c for at, c in found if at in own)))
        taken |= own
    groups.append(Group("", "", _newest_first(c for at, c in found if at not in taken)))
    return CorrectionsPage(tuple(group for group in groups if group.corrections), tuple(_sources()))


def _sources() -> Iterator[Source]:
    """The newest notice first; a source that nothing live cites is nobody's concern here."""
    texts = everything_live()
    for target, flag in sorted(flags().items(), key=lambda item: item[1].on, reverse=True):
        citing = [text for text in texts if target in text.manifest["citations"]]
        if citing:
            title = citing[0].manifest["citations"][target]["title"]
            named = [text for text in citing if kind_of(text.kind).is_open]
            cited_in = tuple((text.title, address_of(text)) for text in named)
            yield Source(flag, title, cited_in, in_cases=len(named) < len(citing))


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
