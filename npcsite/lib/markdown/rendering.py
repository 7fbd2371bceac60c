"""Markdown to sanitised HTML with marks: parser, then bleach, then nh3, both with one allow-list.

bleach announces no further security releases, so nh3 is the sanitiser of record; dropping bleach is one line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import nh3
from bleach._vendor.html5lib import getTreeWalker
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from npcsite.lib.markdown.parsing import LINK_SCHEMES, allowed_link, prepared, publishing_parser

# Stored with every rendering; raise it when the same Markdown would give other HTML.
RENDERER: Final = "2"

_BLOCKS: Final = frozenset({"blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"})
_TABLES: Final = frozenset({"table", "tbody", "td", "th", "thead", "tr"})
_WORDS: Final = frozenset({"a", "br", "code", "em", "s", "strong"})
TAGS: Final = _BLOCKS | _TABLES | _WORDS
ATTRIBUTES: Final = {"a": frozenset({"href", "title"}), "ol": frozenset({"start"})}


def render(text: str) -> str:
    """Blocks and all. Raises TooLong."""
    return sanitise(str(_parser().render(prepared(text))))


def inline(text: str) -> str:
    """For one line: emphasis, code, links and citations, no paragraphs. Raises TooLong."""
    return sanitise(str(_parser().renderInline(prepared(text))))


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """Sanitised HTML with marks of one outermost block, which begins on `line` of the text, counted from 1."""

    line: int
    html: str


def render_blocks(text: str) -> tuple[RenderedBlock, ...]:
    """What `render` gives, cut between the outermost blocks. Raises TooLong."""
    parser, env = _parser(), {}  # type: ignore[var-annotated]
    return tuple(
        RenderedBlock(
            (tokens[0].map or [0])[0] + 1,
            sanitise(str(parser.renderer.render(tokens, parser.options, env))),
        )
        for tokens in _outermost(parser.parse(prepared(text), env))
    )


def _outermost(tokens: list[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting != 1:
            yield block
            block = []


def sanitise(html: str) -> str:
    """Two independent readings of the same allow-list; what either does not know is gone."""
    return nh3.clean(
        _bleached(html),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filtered,
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )


class _Walker(getTreeWalker("etree")):  # type: ignore[misc]
    """bleach's own walker, which looks for every node among all its siblings, made linear in their number."""

    def __init__(self, tree: Any) -> None:
        super().__init__(tree)
        self._places: dict[int, dict[int, int]] = {}

    def getParentNode(self, node: Any) -> Any:  # noqa: N802 - html5lib's name
        if not isinstance(node, tuple) or node[3] == "text" or len(node[2]) < 2:
            return super().getParentNode(node)
        ancestors = node[2]
        parent = ancestors.pop()
        siblings = ancestors[-1]
        if id(siblings) not in self._places:
            self._places[id(siblings)] = {id(child): place for place, child in enumerate(siblings)}
        return parent, self._places[id(siblings)][id(parent)], ancestors, None


def _bleached(html: str) -> str:
    cleaner = Cleaner(tags=TAGS, attributes=_allowed, protocols=LINK_SCHEMES, strip=True)
    cleaner.walker = _Walker  # type: ignore[assignment]
    return str(cleaner.clean(html))


@cache
def _parser() -> MarkdownIt:
    return publishing_parser()


def _allowed(tag: str, name: str, value: str) -> bool:
    return _filtered(tag, name, value) is not None


def _filtered(tag: str, name: str, value: str) -> str | None:
    if name not in ATTRIBUTES.get(tag, ()):
        return None
    return value if name != "href" or allowed_link(value) else None
