"""What our pages hold, as plain data for the limit: the same texts, boxes and references, none of our work on them."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import Attempt
from cases.selectors import playing
from cases.selectors.feedback import feedback_page
from content.editorial.public import Published, live
from npcsite.accounts.models import User
from npcsite.lib import markdown

REFERENCE = ("authors", "title", "source", "doi", "pmid")


def article_row(article: Published) -> dict[str, Any]:
    """Read from the publications themselves, so that a change of our selectors does not change the limit."""
    sections = [part for slug in article.payload["sections"] if (part := live("section", slug))]
    notices = [part for part in [live("notice", "disclaimer")] if part]
    return {
        "title": article.title,
        "lead": _html(article.parts["lead"]),
        "sections": [_section(part) for part in sections],
        "references": _references([article, *sections, *notices]),
        "notices": [{"slug": n.slug, "title": n.title, "html": _html(n.parts["body"])} for n in notices],
    }


def step_row(slug: str, person: User) -> dict[str, Any]:
    """The page after the decision that has the middle one in size."""
    attempt = Attempt.objects.filter(learner=person, publication__document__slug=slug).earliest("started_at")
    whole = playing.load(attempt)
    asked = [at for at in range(1, whole.position) if (step := whole.decided_step(at)) and step.asks]
    pages = [_plain(feedback_page(whole, at)) for at in asked]
    page = sorted(pages, key=lambda page: len(str(page)))[len(pages) // 2]
    return page | {"rest": [page["missed"], page["others"]]}


def _section(part: Published) -> dict[str, Any]:
    rows = {row["key"]: row for row in part.payload["recommendations"]}
    pieces = markdown.pieces(part.parts["body"])
    return {
        "slug": part.slug,
        "title": part.title,
        "published_at": str(part.published_at),
        "summary": _html(part.parts["summary"]),
        "blocks": [_block(piece, rows) for piece in pieces],
    }


def _block(piece: markdown.Piece, rows: dict[str, Any]) -> dict[str, Any]:
    rec = rows.get(piece.box.removeprefix("rec:")) if piece.box else None
    return {"rec": rec} if rec else {"html": _html(piece.html)}


def _html(stored: str) -> str:
    return markdown.show(stored, number=_marker)


def _marker(targets: tuple[str, ...]) -> SafeString:
    key = targets[0].removeprefix("@")
    return format_html('<sup><a href="#ref-{}" aria-label="Reference 1">1</a></sup>', key)


def _references(parts: Iterable[Published]) -> list[dict[str, Any]]:
    cited = {
        key: frozen for part in parts for key, frozen in part.manifest["citations"].items() if key[0] == "@"
    }
    numbered = enumerate(cited.items(), start=1)
    return [
        {"number": n, "key": key[1:], **{f: row.get(f, "") for f in REFERENCE}} for n, (key, row) in numbered
    ]


def _plain(page: Any) -> Any:
    """A page's dataclasses as JSON would have them."""
    return json.loads(json.dumps(dataclasses.asdict(page), default=str))
