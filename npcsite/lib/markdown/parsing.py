"""Markdown to tokens: CommonMark with tables and strikethrough, without raw HTML, plus our citations and blocks.

The scheme of a link is checked here, because bleach takes `javascript:1` for a host and a port.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

from npcsite.lib.markdown.marks import (
    AUDIENCES,
    BLOCK_CLOSE,
    CITATION,
    block_mark,
    mark,
    targets_of,
    without_reserved,
)

LINK_SCHEMES: Final = frozenset({"https", "mailto"})
# A text of 64 kB that people wrote has a tenth of this.
MOST_TOKENS: Final = 60_000
_LINK = re.compile(r"https://[^\s/?#\\@]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\/]+", re.IGNORECASE)
_FOR = re.compile(rf"\s*for((?:\s+(?:{'|'.join(AUDIENCES)}))+)\s*")


class TooLong(ValueError):
    """Longer than `settings.MARKDOWN_MAX_BYTES` in UTF-8, or made of more pieces than a page can hold."""


def allowed_link(url: str) -> bool:
    """Absolute https and mailto only: nothing relative, no `//host`, no fragment, no name before the host."""
    return _LINK.fullmatch(url) is not None


def prepared(text: str) -> str:
    """Raises TooLong; takes out what could forge a mark."""
    if len(text.encode("utf-8", "surrogatepass")) > settings.MARKDOWN_MAX_BYTES:
        limit = settings.MARKDOWN_MAX_BYTES // 1024
        raise TooLong(f"The text is longer than {limit} kB; split it into several sections.")
    return without_reserved(text)


def publishing_parser() -> MarkdownIt:
    """What readers get."""
    parser = _parser(html=False)
    parser.validateLink = allowed_link  # type: ignore[method-assign]
    parser.core.ruler.push("tidy", _tidy)
    parser.add_render_rule("fence", _render_fence)
    return parser


def lint_parser(*, html: bool) -> MarkdownIt:
    """Sees links and, when asked, raw HTML that the publishing parser leaves as text; its output is never shown."""
    parser = _parser(html=html)
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _parser(*, html: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html, "linkify": False, "typographer": False})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "citation", _citation)
    parser.add_render_rule("citation", _render_citation)
    parser.core.ruler.push("limit", _limit)
    container_plugin(parser, "for", validate=_is_audience_block, render=_render_block)
    return parser


def _any_link(url: str) -> bool:
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's own signature
    """`[@GEM21; @JUP23]`, `[rec:key]`; what stands round one is no link, as links do not hold links."""
    if state.src[state.pos] != "[":
        return False
    found = CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"targets": targets_of(found[1])}
        token.content = found[0]
    state.pos = found.end()
    return True


def _is_audience_block(params: str, markup: str) -> bool:
    return _FOR.fullmatch(params) is not None


def _render_citation(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return mark(tokens[index].meta["targets"])


def _render_block(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    if tokens[index].nesting != 1:
        return f"{BLOCK_CLOSE}\n"
    named = _FOR.fullmatch(tokens[index].info)
    return f"{block_mark(tuple(named[1].split()) if named else ())}\n"


def _render_fence(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Without the language, which would be a class."""
    return renderer.code_block(tokens, index, options, env)


def _limit(state: StateCore) -> None:
    """Raises TooLong: a table of a few lines can stand for tens of thousands of empty cells."""
    if sum(1 + len(token.children or ()) for token in state.tokens) > MOST_TOKENS:
        raise TooLong("The text has too many small pieces to be shown; split it, or make its tables smaller.")


def _tidy(state: StateCore) -> None:
    """Last rule of all: entities such as `&#xE000;` are characters by now, and nothing but our marks may use them."""
    for token in state.tokens:
        _tidy_token(token)


def _tidy_token(token: Token) -> None:
    if token.tag == "h1":
        token.tag = "h2"  # the page's own title is the only h1
    token.attrs = {name: _tidy_value(value) for name, value in token.attrs.items() if name != "style"}
    if token.type != "citation":
        token.content = without_reserved(token.content)
    for child in token.children or ():
        _tidy_token(child)


def _tidy_value(value: Any) -> Any:
    return without_reserved(value) if isinstance(value, str) else value
