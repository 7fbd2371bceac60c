"""Puts a published section together for reading: audience blocks chosen, citations numbered, boxes in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.public import Published
from content.selectors.boxes import Box, box
from content.selectors.numbering import Numbering
from content.selectors.terms import Terms
from npcsite.lib import markdown


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text, or the box of a recommendation."""

    html: SafeString
    rec: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What one page has in common while its parts are composed; numbers run through all of them."""

    numbering: Numbering
    terms: Terms
    audience: str | None
    shift: int = 0

    def blocks(self, published: Published, *, part: str = "body") -> tuple[Block, ...]:
        """`shift` moves the headings of the text below the heading the page gives it."""
        chosen = markdown.for_audience(published.parts[part], self.audience)
        with_ids, _found = markdown.headings(chosen, prefix=f"{published.slug}-", shift=self.shift)
        rows = {row["key"]: row for row in published.payload.get("recommendations", ())}
        return tuple(self._block(piece, rows, published) for piece in markdown.pieces(with_ids))

    def html(self, stored: str) -> SafeString:
        """A text without boxes, such as a summary or a lead."""
        return markdown.show(self.terms.explain(stored), self.audience, self.numbering.marker, self.link)

    def link(self, target: str) -> SafeString:
        """A link to a recommendation, a section or a trial; its words come from what is cited, frozen with the text."""
        known = self.numbering.known.get(target)
        kind, _colon, name = target.partition(":")
        if known is None:
            return format_html("{}", name)
        address, words = _address(kind, name, known)
        return format_html('<a href="{}">{}</a>', address, words)

    def _block(self, piece: markdown.Piece, rows: Mapping[str, Any], published: Published) -> Block:
        key = piece.box.removeprefix("rec:")
        if key not in rows:
            # A box of another section is a link there, on a line of its own.
            html = format_html("<p>{}</p>", self.link(piece.box)) if piece.box else self.html(piece.html)
            return Block(html)
        row = rows[key]
        markers = self.numbering.marker(f"@{source}" for source in row["citations"])
        return Block(SafeString(""), box(row, markers=markers, section=published.slug))


def _address(kind: str, name: str, known: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "rec":
        return reverse("content:recommendation", args=[name]), str(known["title"])
    if kind == "sec":
        return reverse("content:section", args=[name]), str(known["title"])
    return f"{reverse('content:trials')}#trial-{name}", str(known["name"])
