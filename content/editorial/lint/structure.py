"""Rules that read the structure: links, headings, tables, images, raw HTML and audience blocks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.editorial.lint.blocks import Finding, Parsed, inline_tokens
from content.editorial.lint.own import is_own_address
from npcsite.lib.markdown import AUDIENCES, allowed_link
from npcsite.lib.markdown.parsing import lint_parser, publishing_parser
from npcsite.lib.markdown.rendering import sanitise

_FIRST_LEVEL: Final = 2


def links(parsed: Parsed) -> Iterator[Finding]:
    """C018: a link or image that is neither https nor mailto."""
    for token, line in inline_tokens(parsed.tokens):
        url = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
        if token.type in ("link_open", "image") and not allowed_link(str(url)):
            yield Finding("C018", line, f"“{url}” is not a link we follow: use https:// or mailto:.")


def own_links(parsed: Parsed) -> Iterator[Finding]:
    """C017: a link to this very site as if it were a source."""
    for token, line in inline_tokens(parsed.tokens):
        url = str(token.attrGet("href")) if token.type == "link_open" else ""
        if is_own_address(url):
            message = (
                f"“{url}” is this site itself; write [sec:…], [rec:…] or [trial:…] and cite what it rests on."
            )
            yield Finding("C017", line, message)


def levels(parsed: Parsed) -> Iterator[Finding]:
    """C019: headings start at `##` and go down one level at a time."""
    above = _FIRST_LEVEL - 1
    for token in parsed.tokens:
        if token.type != "heading_open":
            continue
        level = int(token.tag[1])
        if level < _FIRST_LEVEL or level > above + 1:
            message = (
                f"A heading of level {level} here; use level {min(above + 1, max(level, _FIRST_LEVEL))}."
            )
            yield Finding("C019", _line(token), message)
        above = max(level, _FIRST_LEVEL)


def tables_and_images(parsed: Parsed) -> Iterator[Finding]:
    """C019: a table whose header row is empty, an image without alternative text."""
    for index, token in enumerate(parsed.tokens):
        if token.type == "thead_open" and not any(_header_cells(parsed.tokens[index:])):
            yield Finding("C019", _line(token), "The table has no header row; name its columns.")
    for token, line in inline_tokens(parsed.tokens):
        if token.type == "image" and not token.content.strip():
            yield Finding("C019", line, "The image has no alternative text; say what it shows.")


def removed(parsed: Parsed) -> Iterator[Finding]:
    """C023: what the page would not show as written: raw HTML, and whatever the sanitisers take out."""
    for tag, line in _raw_html(_html_parser().parse(parsed.source)):
        yield Finding("C023", line, f"HTML is shown as text, not used: “{tag}”.")
    tokens = _publishing_parser().parse(parsed.source)
    # Looking block by block is for saying where, and only worth its time when there is something to say.
    for block in _top_level(tokens) if _lost(tokens) else ():
        for name in _lost(block):
            yield Finding("C023", _line(block[0]), f"The sanitiser removes {name} here.")


def audience_blocks(parsed: Parsed) -> Iterator[Finding]:
    """C025: a line of colons that opens no audience block, or a block that is never closed."""
    for block in parsed.blocks:
        for offset, text in enumerate(block.text.split("\n")):
            if text.startswith(":::"):
                message = (
                    f"“{text.strip()}” opens no block; write “::: for” and some of: {', '.join(AUDIENCES)}."
                )
                yield Finding("C025", block.line + offset, message)
    lines = parsed.source.split("\n")
    for token in parsed.tokens:
        if token.type == "container_for_open" and not _is_closed(token, lines):
            yield Finding("C025", _line(token), "This block is never closed; end it with a line “:::”.")


def _header_cells(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "thead_close":
            return
        if token.type == "inline":
            yield token.content.strip()


def _raw_html(tokens: Iterable[Token]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "html_block":
            yield token.content.strip().split("\n")[0], _line(token)
        for child, line in inline_tokens([token]):
            if child.type == "html_inline":
                yield child.content, line


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0 and token.type != "inline":
            yield block
            block = []


class _Tags(HTMLParser):
    """Counts tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counted[f"<{tag}>"] += 1
        self.counted.update(f"the attribute {name} of <{tag}>" for name, _value in attrs)


def _tags(html: str) -> Counter[str]:
    counter = _Tags()
    counter.feed(html)
    counter.close()
    return counter.counted


def _lost(tokens: list[Token]) -> Counter[str]:
    """Tags and attributes that do not survive the sanitisers."""
    parser = _publishing_parser()
    html = str(parser.renderer.render(tokens, parser.options, {}))
    return _tags(html) - _tags(sanitise(html))


def _is_closed(token: Token, lines: list[str]) -> bool:
    end = token.map[1] if token.map else 0
    return end < len(lines) and lines[end].strip().startswith(":::")


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


@cache
def _html_parser() -> MarkdownIt:
    return lint_parser(html=True)


@cache
def _publishing_parser() -> MarkdownIt:
    return publishing_parser()
