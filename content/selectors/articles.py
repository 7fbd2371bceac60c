"""The article page: its live sections in order, composed with one run of citation numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.editorial.public import Published, Strip, live, live_of_kind, strips, tombstone
from content.selectors.audience import audience_choices
from content.selectors.compose import Page
from content.selectors.fragments import Setting
from content.selectors.integrity import flags
from content.selectors.numbering import NumberedReference, Numbering
from content.selectors.whole import whole


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    slug: str
    title: str
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class SectionView:
    slug: str
    title: str
    language: str
    strip: Strip
    summary: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class NoticeView:
    slug: str
    title: str
    language: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Each text of it names its own language."""

    slug: str
    title: str
    language: str
    question: str
    lead: SafeString
    strip: Strip
    contents: tuple[Entry, ...]
    sections: tuple[SectionView, ...]
    retired: tuple[Entry, ...]
    reference_groups: tuple[tuple[str, tuple[NumberedReference, ...]], ...]
    flagged: tuple[NumberedReference, ...]
    notices: tuple[NoticeView, ...]
    audiences: tuple[tuple[str, str, bool], ...]


def sections_of(article: Published, *, at: datetime | None = None) -> tuple[Published, ...]:
    """In the article's order; a section that is not live is left out. At most two statements."""
    by_slug = {section.slug: section for section in live_of_kind("section", at=at)}
    return tuple(by_slug[slug] for slug in article.payload["sections"] if slug in by_slug)


def known_targets(parts: Iterable[Published]) -> dict[str, Mapping[str, Any]]:
    """Everything the parts cite, as frozen into each; the part read first wins."""
    known: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        for target, snapshot in part.manifest["citations"].items():
            known.setdefault(target, snapshot)
    return known


def page(
    article: Published, *, audience: str | None, at: datetime | None = None, stands: Strip | None = None
) -> ArticlePage:
    """As it stands, or stood `at` an instant. Ten statements at the most, unless a section of it was retired.

    `stands` is for what nobody published.
    """
    sections = sections_of(article, at=at)
    notices = _notices(article, at)
    numbering = Numbering(known_targets([article, *sections, *notices]), flags())
    composed = Page(numbering, Setting(audience, live("glossary", "glossary", at=at), shift=1))
    state = strips([article, *sections], at=at)
    # Numbers are given as the parts are composed, so lead, sections and notices come in reading order.
    lead = composed.plain(article, "lead")
    views = tuple(_section(section, composed, state[section.document_id]) for section in sections)
    ends = tuple(NoticeView(n.slug, n.title, n.language, composed.text(n)) for n in notices)
    return ArticlePage(
        slug=article.slug,
        title=article.title,
        language=article.language,
        question=article.payload["question"],
        lead=lead,
        strip=stands or whole(tuple(state.values())),
        contents=_contents(sections, ends),
        sections=views,
        retired=_retired(article, sections, at),
        reference_groups=numbering.references_by_kind(),
        flagged=numbering.flagged(),
        notices=ends,
        audiences=audience_choices(audience),
    )


def _contents(sections: Iterable[Published], ends: Iterable[NoticeView]) -> tuple[Entry, ...]:
    named = [(section.slug, section.title) for section in sections]
    named += [("references", _("References")), *((notice.slug, notice.title) for notice in ends)]
    return tuple(Entry(slug, title, f"#{slug}") for slug, title in named)


def _retired(article: Published, sections: Iterable[Published], at: datetime | None) -> tuple[Entry, ...]:
    """Sections the article names and no longer has; each leads to the page that says why."""
    here = {section.slug for section in sections}
    stones = (tombstone("section", slug, at=at) for slug in article.payload["sections"] if slug not in here)
    return tuple(
        Entry(stone.last.slug, stone.last.title, reverse("content:section", args=[stone.last.slug]))
        for stone in stones
        if stone
    )


def _section(section: Published, composed: Page, strip: Strip) -> SectionView:
    return SectionView(
        slug=section.slug,
        title=section.title,
        language=section.language,
        strip=strip,
        summary=composed.plain(section, "summary"),
        text=composed.text(section),
    )


def _notices(article: Published, at: datetime | None) -> tuple[Published, ...]:
    """Only the disclaimer stands at the end of the article; the editorial policy has a page of its own."""
    wanted = [slug for slug in article.payload["notices"] if slug == "disclaimer"]
    by_slug = {notice.slug: notice for notice in live_of_kind("notice", at=at)}
    return tuple(by_slug[slug] for slug in wanted if slug in by_slug)
