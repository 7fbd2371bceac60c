"""Publishes made cases through the services the library loader uses, with what they cite."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cases.engine import codec
from content.editorial.public import LibraryItem, Published, kind_of, live
from content.editorial.selectors.targets import world_of
from content.editorial.services.publishing import publish_loaded
from content.editorial.world import Offer
from content.models import Reference
from npcsite.lib import canonical
from tests.cases.stories import RECOMMENDATION, SOURCE, story

AT = datetime(2026, 11, 1, 8, tzinfo=UTC)

SECTION = {
    "slug": "made-section",
    "title": "Made section",
    "summary": "A section made for a test.",
    "body": f"[{RECOMMENDATION}]",
    "recommendations": [
        {
            "key": RECOMMENDATION.removeprefix("rec:"),
            "title": "Made recommendation",
            "claim": "Offer what was made.",
            "direction": "for",
            "population": "Adults made for a test",
            "exclusions": "None stated by the source",
            "issuer": "ESMO-EURACAN 2021",
            "scheme": "ESMO (IDSA-adapted levels and grades)",
            "level": "I",
            "grade": "A",
            "grading": "graded",
            "citations": [SOURCE.removeprefix("@")],
        }
    ],
}


def publish_story(scenario: dict[str, Any] | None = None, *, at: datetime = AT) -> Published:
    """The case live under its slug, after the reference and the recommendation it cites."""
    publish_cited()
    payload = codec.dump(codec.parse(scenario or story()))
    publish_kind("case", payload, at=at)
    published = live("case", str(payload["slug"]))
    assert published is not None
    return published


def publish_cited() -> None:
    csl = {
        "type": "article-journal",
        "title": "A made paper",
        "DOI": "10.1000/made",
        "container-title": "J Made",
    }
    Reference.objects.get_or_create(
        key=SOURCE.removeprefix("@"),
        defaults={"tier": "primary", "kind": "trial", "csl": canonical.encode(csl), "doi": "10.1000/made"},
    )
    publish_kind("section", SECTION)


def publish_kind(kind: str, payload: dict[str, Any], *, at: datetime = AT) -> None:
    item = LibraryItem(kind, payload["slug"], payload["title"], "en", payload, (), Path("made.yaml"))
    offers = {target: Offer(what, kind, item.slug) for target, what in kind_of(kind).offers(payload).items()}
    publish_loaded(item=item, world=world_of(offers), at=at)
