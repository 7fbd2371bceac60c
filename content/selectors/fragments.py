"""A published text with links, boxes and glossary terms in place and its citations still marks.

A publication never changes, so its fragment is made once per process; only the numbers are left to the page.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.public import Published
from content.selectors.boxes import drawn_box
from content.selectors.figures import figure, figure_link
from content.selectors.terms import terms_of
from npcsite.lib import markdown
from npcsite.lib.markdown.marks import mark

KEPT_AT_MOST: Final = 256


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom a text is put together, whose terms it explains, and by how many levels its headings move down."""

    audience: str | None = None
    glossary: Published | None = None
    shift: int = 0

    @property
    def key(self) -> tuple[str | None, int, int]:
        return self.audience, self.glossary.id if self.glossary else 0, self.shift


@dataclass(slots=True)
class _Shelf:
    """Fragments of the very values they were made of: a new rendering is another value, and so another fragment."""

    held: OrderedDict[tuple[object, ...], tuple[Published, str]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: tuple[object, ...], published: Published) -> str | None:
        with self.lock:
            made_of, html = self.held.get(key, (None, ""))
        return html if made_of is published else None

    def put(self, key: tuple[object, ...], published: Published, html: str) -> str:
        with self.lock:
            self.held[key] = (published, html)
            while len(self.held) > KEPT_AT_MOST:
                self.held.popitem(last=False)
        return html


_shelf = _Shelf()


def fragment(published: Published, part: str, setting: Setting) -> str:
    """HTML with citation marks, for `markdown.show` to number."""
    key = (published.id, part, *setting.key)
    return _shelf.get(key, published) or _shelf.put(key, published, made(published, part, setting))


def made(published: Published, part: str, setting: Setting) -> str:
    """The same, made anew and kept nowhere: for texts nobody has published."""
    chosen = markdown.for_audience(published.parts[part], setting.audience)
    with_ids, _found = markdown.headings(chosen, prefix=f"{published.slug}-", shift=setting.shift)
    terms = terms_of(setting.glossary)
    put_together = "".join(
        _box(piece.box, published) if piece.box else _linked(terms.explain(piece.html), published)
        for piece in markdown.pieces(markdown.labelled_tables(with_ids))
    )
    return markdown.unbroken(put_together)


def _linked(html: str, published: Published) -> SafeString:
    return markdown.show(html, number=_still_a_mark, link=lambda target: _link(target, published))


def _still_a_mark(targets: tuple[str, ...]) -> str:
    return mark(targets)


def _box(target: str, published: Published) -> str:
    """The box of one of the text's own recommendations; another section's is a link, on a line of its own."""
    if target.startswith("fig:"):
        return _figure(target, published)
    key = target.removeprefix("rec:")
    rows = {row["key"]: row for row in published.payload.get("recommendations", ())}
    if key not in rows:
        return format_html("<p>{}</p>", _link(target, published))
    row = rows[key]
    markers = SafeString(mark(tuple(f"@{source}" for source in row["citations"])))
    return drawn_box(row, markers=markers, section=published.slug)


def _figure(target: str, published: Published) -> str:
    """As it was frozen with the text; one that is not there, or not saved yet, is named, so that who writes sees it."""
    known = published.manifest["citations"].get(target)
    if known is None or "sha256" not in known:
        return format_html("<p>[{}]</p>", target)
    return figure(known, caption=_linked(markdown.inline(known["caption"]), published))


def _link(target: str, published: Published) -> SafeString:
    """A link to a recommendation, a section or a trial; its words are those frozen with the text."""
    known = published.manifest["citations"].get(target)
    kind, _colon, name = target.partition(":")
    if known is None:
        return format_html("{}", name)
    if kind == "fig":
        return figure_link(name)
    if kind == "trial":
        return format_html('<a href="{}#trial-{}">{}</a>', reverse("content:trials"), name, known["name"])
    address = reverse("content:recommendation" if kind == "rec" else "content:section", args=[name])
    return format_html('<a href="{}">{}</a>', address, known["title"])
