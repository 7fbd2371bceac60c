"""Glossary terms in running text: the first time a page uses one, the word links to its explanation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from django.urls import reverse
from django.utils.html import format_html

from content.editorial.public import Published

_TAGS = re.compile(r"(<[^>]*>)")
# Text inside these is a name or leads somewhere already.
_CLOSED = frozenset({"a", "h2", "h3", "h4", "h5", "h6", "code", "pre", "th"})
_NAME = re.compile(r"</?([a-z0-9]+)")


@dataclass(slots=True)
class Terms:
    """Words to explain, by the word as it is written; `used` grows while the page is composed."""

    words: Mapping[str, tuple[str, str]]
    used: set[str] = field(default_factory=set)
    pattern: re.Pattern[str] | None = None

    def explain(self, html: str) -> str:
        """`html` is sanitised; what is put in is made by format_html."""
        if self.pattern is None:
            return html
        depth = 0
        out = []
        for part in _TAGS.split(html):
            if part.startswith("<"):
                name = _NAME.match(part)
                if name and name[1] in _CLOSED:
                    depth += -1 if part.startswith("</") else 1
            elif depth == 0:
                part = self.pattern.sub(self._link, part)
            out.append(part)
        return "".join(out)

    def _link(self, found: re.Match[str]) -> str:
        slug, definition = self.words[found[0]]
        if slug in self.used:
            return found[0]
        self.used.add(slug)
        address = f"{reverse('content:glossary')}#term-{slug}"
        return format_html(
            '<a class="gloss" href="{}" data-definition="{}">{}</a>', address, definition, found[0]
        )


def terms_of(glossary: Published | None) -> Terms:
    """Terms and short forms as the glossary writes them, the longest first so that no part of a word wins."""
    if glossary is None:
        return Terms({})
    words: dict[str, tuple[str, str]] = {}
    for row in glossary.payload["terms"]:
        for word in (row["term"], row["short_form"]):
            if word:
                words.setdefault(escape(word, quote=False), (row["slug"], row["definition"]))
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return Terms(words, pattern=pattern)
