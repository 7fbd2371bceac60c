"""A Markdown text as the rules read it: blocks of plain text with their lines, and the tokens they come from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from npcsite.lib.markdown.parsing import lint_parser, prepared

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_HELD_TOGETHER: Final = {"table_open": 1, "table_close": -1}


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1 in the text; how grave it is, its code says."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or cell; `whole` is the number of the block it is read with (all cells of one table).

    `text` is what a reader sees, without code and with citations left out; its line breaks are the source's.
    """

    line: int
    text: str
    cites: tuple[tuple[str, int], ...]
    heading: bool
    whole: int

    def line_at(self, position: int) -> int:
        return self.line + self.text.count("\n", 0, position)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`tokens` are what readers' tokens are made of, before links are refused."""

    source: str
    tokens: tuple[Token, ...]
    blocks: tuple[Block, ...]


@lru_cache(maxsize=128)
def read(text: str) -> Parsed:
    """Raises TooLong. Every rule asks for the same text, so the last ones read are kept."""
    source = prepared(text)
    tokens = tuple(_parser().parse(source))
    return Parsed(source, tokens, tuple(_blocks(tokens)))


def inline_tokens(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Tokens inside paragraphs, headings and cells, images' own texts left out, with their lines."""
    for token in tokens:
        line = _line(token)
        for child in token.children or ():
            yield child, line
            line += child.type in _BREAKS


@cache
def _parser() -> MarkdownIt:
    return lint_parser(html=False)


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    together = whole = 0
    before = ""
    for token in tokens:
        together += _HELD_TOGETHER.get(token.type, 0)
        whole += not together
        if token.type == "inline":
            yield _block(token, heading=before == "heading_open", whole=whole)
        before = token.type


def _block(token: Token, *, heading: bool, whole: int) -> Block:
    citations = [(child, line) for child, line in inline_tokens([token]) if child.type == "citation"]
    cites = [(target, line) for child, line in citations for target in child.meta["targets"]]
    text = "".join(_seen(child) for child in token.children or ())
    return Block(_line(token), text, tuple(cites), heading, whole)


def _seen(child: Token) -> str:
    if child.type in _BREAKS:
        return "\n"
    return child.content if child.type == "text" else ""


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
