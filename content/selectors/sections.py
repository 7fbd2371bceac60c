"""The page of one section, with its place in the article."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from content.editorial.public import Published, Strip, live, live_of_kind, strip
from content.selectors.articles import Entry, known_targets
from content.selectors.audience import audience_choices
from content.selectors.compose import Page
from content.selectors.fragments import Setting
from content.selectors.integrity import flags
from content.selectors.numbering import NumberedReference, Numbering


@dataclass(frozen=True, slots=True)
class SectionPage:
    """`question` is its article's, whose language may be another."""

    slug: str
    title: str
    language: str
    question: str
    question_language: str
    article_href: str
    strip: Strip
    summary: SafeString
    text: SafeString
    contents: tuple[Entry, ...]
    before: Entry | None
    after: Entry | None
    reference_groups: tuple[tuple[str, tuple[NumberedReference, ...]], ...]
    flagged: tuple[NumberedReference, ...]
    audiences: tuple[tuple[str, str, bool], ...]


def page(
    section: Published, *, audience: str | None, at: datetime | None = None, stands: Strip | None = None
) -> SectionPage:
    """As it stands, or stood `at` an instant. Ten statements at the most. `stands` is for what nobody published."""
    setting = Setting(audience, live("glossary", "glossary", at=at))
    composed = Page(Numbering(known_targets([section]), flags()), setting)
    article = _article_of(section, at)
    contents = _contents(article, here=section.slug)
    place = next((index for index, entry in enumerate(contents) if entry.here), None)
    return SectionPage(
        slug=section.slug,
        title=section.title,
        language=section.language,
        question=article.payload["question"] if article else "",
        question_language=article.language if article else "",
        article_href=reverse("content:article", args=[article.slug])
        if article
        else reverse("content:guideline"),
        strip=stands or strip(section, at=at),
        summary=composed.plain(section, "summary"),
        text=composed.text(section),
        contents=contents,
        before=contents[place - 1] if place else None,
        after=contents[place + 1] if place is not None and place + 1 < len(contents) else None,
        reference_groups=composed.numbering.references_by_kind(),
        flagged=composed.numbering.flagged(),
        audiences=audience_choices(audience),
    )


def _article_of(section: Published, at: datetime | None) -> Published | None:
    articles = live_of_kind("article", at=at)
    return next((article for article in articles if section.slug in article.payload["sections"]), None)


def _contents(article: Published | None, *, here: str) -> tuple[Entry, ...]:
    """Titles come from the article's own manifest, so that no other section has to be read."""
    if article is None:
        return ()
    known = article.manifest["citations"]
    return tuple(
        Entry(slug, known[f"sec:{slug}"]["title"], reverse("content:section", args=[slug]), here=slug == here)
        for slug in article.payload["sections"]
        if f"sec:{slug}" in known
    )
