"""The article page: its live sections in order, composed with one run of citation numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.editorial.public import Published, Strip, live, live_of_kind, strips
from content.selectors.audience import audience_choices
from content.selectors.compose import Page
from content.selectors.fragments import Setting
from content.selectors.integrity import flags
from content.selectors.numbering import NumberedReference, Numbering


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
    strip: Strip
    summary: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class NoticeView:
    slug: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ArticlePage:
    slug: str
    title: str
    question: str
    lead: SafeString
    strip: Strip
    contents: tuple[Entry, ...]
    sections: tuple[SectionView, ...]
    reference_groups: tuple[tuple[str, tuple[NumberedReference, ...]], ...]
    flagged: tuple[NumberedReference, ...]
    notices: tuple[NoticeView, ...]
    audiences: tuple[tuple[str, str, bool], ...]


def sections_of(article: Published) -> tuple[Published, ...]:
    """In the article's order; a section that is not live is left out. At most two statements."""
    by_slug = {section.slug: section for section in live_of_kind("section")}
    return tuple(by_slug[slug] for slug in article.payload["sections"] if slug in by_slug)


def known_targets(parts: Iterable[Published]) -> dict[str, Mapping[str, Any]]:
    """Everything the parts cite, as frozen into each; the part read first wins."""
    known: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        for target, snapshot in part.manifest["citations"].items():
            known.setdefault(target, snapshot)
    return known


def page(article: Published, *, audience: str | None) -> ArticlePage:
    """Ten statements at the most."""
    sections = sections_of(article)
    notices = _notices(article)
    numbering = Numbering(known_targets([article, *sections, *notices]), flags())
    composed = Page(numbering, Setting(audience, live("glossary", "glossary"), shift=1))
    state = strips([article.document_id, *(section.document_id for section in sections)])
    # Numbers are given as the parts are composed, so lead, sections and notices come in reading order.
    lead = composed.plain(article, "lead")
    views = tuple(_section(section, composed, state[section.document_id]) for section in sections)
    ends = tuple(NoticeView(n.slug, n.title, composed.text(n)) for n in notices)
    return ArticlePage(
        slug=article.slug,
        title=article.title,
        question=article.payload["question"],
        lead=lead,
        strip=_whole(state[article.document_id], tuple(state.values())),
        contents=_contents(sections, ends),
        sections=views,
        reference_groups=numbering.references_by_kind(),
        flagged=numbering.flagged(),
        notices=ends,
        audiences=audience_choices(audience),
    )


def _contents(sections: Iterable[Published], ends: Iterable[NoticeView]) -> tuple[Entry, ...]:
    named = [(section.slug, section.title) for section in sections]
    named += [("references", _("References")), *((notice.slug, notice.title) for notice in ends)]
    return tuple(Entry(slug, title, f"#{slug}") for slug, title in named)


def _whole(own: Strip, parts: tuple[Strip, ...]) -> Strip:
    """Updated when any part was; reviewed only when every part is, and then no later than the part reviewed first."""
    reviewed = [part.reviewed_on for part in parts if part.reviewed_on is not None]
    return replace(
        own,
        updated_on=max(part.updated_on for part in parts),
        reviewed_on=min(reviewed) if len(reviewed) == len(parts) else None,
        open_notes=sum(part.open_notes for part in parts),
    )


def _section(section: Published, composed: Page, strip: Strip) -> SectionView:
    return SectionView(
        slug=section.slug,
        title=section.title,
        strip=strip,
        summary=composed.plain(section, "summary"),
        text=composed.text(section),
    )


def _notices(article: Published) -> tuple[Published, ...]:
    """Only the disclaimer stands at the end of the article; the editorial policy has a page of its own."""
    wanted = [slug for slug in article.payload["notices"] if slug == "disclaimer"]
    by_slug = {notice.slug: notice for notice in live_of_kind("notice")}
    return tuple(by_slug[slug] for slug in wanted if slug in by_slug)
