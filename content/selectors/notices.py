"""The pages of a notice and of the glossary."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from content.editorial.public import Published, Strip, strip
from content.selectors.articles import known_targets
from content.selectors.compose import Page
from content.selectors.integrity import flags
from content.selectors.numbering import NumberedReference, Numbering


@dataclass(frozen=True, slots=True)
class NoticePage:
    slug: str
    title: str
    language: str
    strip: Strip
    summary: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class TermView:
    slug: str
    term: str
    short_form: str
    definition: SafeString
    markers: SafeString
    see: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    title: str
    language: str
    strip: Strip
    terms: tuple[TermView, ...]
    references: tuple[NumberedReference, ...]


def page(notice: Published, *, at: datetime | None = None, stands: Strip | None = None) -> NoticePage:
    """`stands` is for what nobody published."""
    composed = Page(Numbering(known_targets([notice]), flags()))
    return NoticePage(
        slug=notice.slug,
        title=notice.title,
        language=notice.language,
        strip=stands or strip(notice, at=at),
        summary=composed.plain(notice, "summary"),
        text=composed.text(notice),
    )


def glossary_page(
    glossary: Published, *, at: datetime | None = None, stands: Strip | None = None
) -> GlossaryPage:
    """Terms in the order of the alphabet, whatever their case. `stands` is for what nobody published."""
    composed = Page(Numbering(known_targets([glossary]), flags()))
    names = {row["slug"]: row["term"] for row in glossary.payload["terms"]}
    rows = sorted(glossary.payload["terms"], key=lambda row: row["term"].casefold())
    terms = tuple(
        TermView(
            slug=row["slug"],
            term=row["term"],
            short_form=row["short_form"],
            definition=composed.plain(glossary, f"term:{row['slug']}"),
            markers=composed.numbering.marker(f"@{key}" for key in row["citations"]),
            see=tuple((slug, names[slug]) for slug in row["see"] if slug in names),
        )
        for row in rows
    )
    told, cited = stands or strip(glossary, at=at), composed.numbering.references()
    return GlossaryPage(glossary.title, glossary.language, told, terms, cited)
