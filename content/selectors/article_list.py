"""The list of articles, for a site that has more than one."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.editorial.public import Published, Strip, live_of_kind, strips
from content.selectors.whole import whole


@dataclass(frozen=True, slots=True)
class Listed:
    slug: str
    title: str
    question: str
    strip: Strip


def listed(articles: Iterable[Published]) -> tuple[Listed, ...]:
    """Each with the strip of its page. Four statements at the most, for however many."""
    articles, sections = tuple(articles), {part.slug: part for part in live_of_kind("section")}
    state = strips([*articles, *sections.values()])
    return tuple(
        Listed(found.slug, found.title, found.payload["question"], whole(_parts(found, sections, state)))
        for found in articles
    )


def _parts(article: Published, sections: dict[str, Published], state: dict[int, Strip]) -> tuple[Strip, ...]:
    its_own = (sections[slug] for slug in article.payload["sections"] if slug in sections)
    return tuple(state[part.document_id] for part in (article, *its_own))
