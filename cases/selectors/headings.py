"""What a table of cases needs of each, and no more: of a thousand cases it is kept where they are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.models.case import CASE, CaseLevel
from content.editorial.public import Published, live_extracts

LEVELS = list(CaseLevel.values)


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a publication; `domains` by key decision."""

    id: int
    document_id: int
    slug: str
    title: str
    level: str
    domains: Mapping[str, str]


def heading_of(published: Published) -> Heading:
    keys = published.payload["key_decisions"]
    return Heading(
        published.id,
        published.document_id,
        published.slug,
        published.title,
        published.payload["level"],
        MappingProxyType({key["slug"]: key["domain"] for key in keys}),
    )


def offered_cases() -> tuple[Heading, ...]:
    """The easier level first. One statement once this process has read them."""
    return tuple(sorted(live_extracts(CASE, heading_of), key=_easiest_first))


def _easiest_first(heading: Heading) -> tuple[int, str]:
    return LEVELS.index(heading.level), heading.title
