"""Stored HTML to what a page shows. The only place where HTML becomes safe, and only what `render` sanitised.

Use in this order what is needed: `for_audience`, `headings`, `labelled_tables`, `pieces`, and `show` last.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from npcsite.lib.markdown.marks import (
    BLOCK_MARK,
    MARK,
    RESERVED,
    TARGETS_CLOSE,
    TARGETS_OPEN,
    plain_text,
    targets_of,
)

# Put before a number: no gap between a word and its superscript.
_MARK_AND_SPACE = re.compile(f"[ \n]?{MARK.pattern}")
_BOX = re.compile(f"<p>{TARGETS_OPEN}((?:rec|fig):[a-z0-9-]+){TARGETS_CLOSE}</p>")
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_BLOCK_STARTS: Final = ("<p>", "<li>", "<td>", "<th>")
_LABELS: Final = {
    "student": _("medical students"),
    "resident": _("residents"),
    "specialist": _("specialists"),
    "other": _("everyone else"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` as it stands in the page, `id` with the site's prefix, `text` without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Either HTML with marks, for `show`, or the target of a box (`rec:key`) or a figure (`fig:key`)."""

    html: str = ""
    box: str = ""


def show(
    html: str,
    audience: str | None = None,
    number: Callable[[tuple[str, ...]], str] | None = None,
    link: Callable[[str], str | None] | None = None,
    *,
    bracketed: bool = False,
) -> SafeString:
    """`html` comes from `render`, stored or fresh, and from nowhere else.

    `number` gets the targets of one citation (`@KEY`), `link` the target of a link (`rec:`, `sec:`, `trial:`); both
    return HTML made by `format_html`, anything else is escaped. Without a callable the mark goes. `bracketed` puts
    brackets round a link, unless the text has put it in some.
    """

    def put(found: re.Match[str]) -> str:
        targets = targets_of(found[1])
        if targets[0].startswith("@"):
            return conditional_escape(number(targets)) if number else ""
        shown = link(targets[0]) if link else None
        if not shown:
            return ""
        if bracketed and not _in_brackets(found.string[: found.start()]):
            shown = format_html("({})", shown)
        return found[0][: found.start(1) - found.start() - 1] + conditional_escape(shown)

    if not RESERVED.search(html):
        return SafeString(html)
    # Sanitised by `render`, and every value put in is escaped or made by format_html.
    return SafeString(_MARK_AND_SPACE.sub(put, for_audience(html, audience)))


def _in_brackets(before: str) -> bool:
    """Whether the paragraph, item or cell that `before` breaks off in has a bracket open there."""
    begun = before[max(0, *(before.rfind(start) for start in _BLOCK_STARTS)) :]
    return begun.count("(") > begun.count(")")


def for_audience(html: str, audience: str | None) -> str:
    """Without an audience every block shows under a label; with one, the others' blocks are left out."""
    return "".join(_kept(html, audience))


def _kept(html: str, audience: str | None) -> Iterator[str]:
    open_blocks: list[bool] = []
    end = 0
    for found in BLOCK_MARK.finditer(html):
        if all(open_blocks):
            yield html[end : found.start()]
        end = found.end()
        if found[1] is None:
            shown = all(open_blocks)
            open_blocks.pop()
            yield "</div>" if shown else ""
            continue
        named = found[1].split()
        open_blocks.append(audience is None or audience in named)
        if all(open_blocks):
            yield _block_start(named, labelled=audience is None)
    yield html[end:]


def _block_start(audiences: list[str], *, labelled: bool) -> str:
    if not labelled:
        return '<div class="audience">'
    names = get_text_list([str(_LABELS[name]) for name in audiences], gettext("and"))
    return format_html(
        '<div class="audience"><p class="label">{}</p>', gettext("For %(names)s") % {"names": names}
    )


def headings(html: str, *, prefix: str = "s-", shift: int = 0) -> tuple[str, tuple[Heading, ...]]:
    """The HTML with an id on each heading, and the headings; `shift` moves all levels down, to h6 at most."""
    used: Counter[str] = Counter()
    found: list[Heading] = []

    def with_id(match: re.Match[str]) -> str:
        level = min(int(match[1]) + shift, 6)
        text = plain_text(match[2])
        name = f"{prefix}{slugify(text, allow_unicode=True) or 'part'}"
        used[name] += 1
        heading = Heading(level, name if used[name] == 1 else f"{name}-{used[name]}", text)
        found.append(heading)
        return f'<h{level} id="{conditional_escape(heading.id)}">{match[2]}</h{level}>'

    return _HEADING.sub(with_id, html), tuple(found)


def without_outline(html: str) -> str:
    """Headings as paragraphs, for a page that shows parts of the text and has headings of its own round them."""
    return _HEADING.sub(r'<p class="was-h\1">\2</p>', html)


def pieces(html: str) -> tuple[Piece, ...]:
    """Cut at the paragraphs that hold nothing but `[rec:key]` or `[fig:key]`: there the page puts a box or a figure."""
    parts = _BOX.split(html)
    cut = (Piece(html=part) if index % 2 == 0 else Piece(box=part) for index, part in enumerate(parts))
    return tuple(piece for piece in cut if piece.box or piece.html.strip())
