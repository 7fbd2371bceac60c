"""What a text may cite, found by key, author or title: for the picker of the editor and for its list of keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from content.editorial.public import live_of_kind
from content.models import Reference
from content.selectors.references import find_references

FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Citable:
    """`target` is what goes between the brackets."""

    target: str
    kind: str
    title: str
    detail: str = ""


def find_citable(text: str, *, most: int = FOUND_AT_MOST) -> tuple[Citable, ...]:
    """Each word of `text` stands in the key, the authors or the title; references first, then what the site says."""
    words = text.casefold().split()
    if not words:
        return ()
    found = [*_references(words, most), *(entry for entry in _own() if _fits(entry, words))]
    return tuple(found[:most])


def everything_citable() -> tuple[Citable, ...]:
    keys = Reference.objects.values_list("key", flat=True)
    return (*_described(keys), *_own())


def _references(words: list[str], most: int) -> Iterator[Citable]:
    """The CSL-JSON holds authors and title; what it holds besides is left out again afterwards."""
    rows = Reference.objects.all()
    for word in words:
        rows = rows.filter(Q(key__icontains=word) | Q(csl__icontains=word))
    fitting = (
        entry for entry in _described(rows.values_list("key", flat=True)[: 5 * most]) if _fits(entry, words)
    )
    # Whose key begins as typed is meant; the sort keeps the others in the order of their keys.
    yield from sorted(fitting, key=lambda entry: not entry.target[1:].casefold().startswith(words[0]))


def _described(keys: Any) -> Iterator[Citable]:
    for target, offer in sorted(find_references(keys).items()):
        source = offer.snapshot
        yield Citable(
            target, _("Reference"), source["title"], f"{source['authors']} {source['source']}".strip()
        )


def _own() -> Iterator[Citable]:
    for section in live_of_kind("section"):
        yield Citable(f"sec:{section.slug}", _("Section"), section.title)
        for row in section.payload["recommendations"]:
            yield Citable(f"rec:{row['key']}", _("Recommendation"), row["title"], section.title)
    for table in live_of_kind("trials"):
        for trial in table.payload["trials"]:
            yield Citable(f"trial:{trial['slug']}", _("Trial"), trial["name"], trial["population"])


def _fits(entry: Citable, words: list[str]) -> bool:
    text = f"{entry.target} {entry.title} {entry.detail}".casefold()
    return all(word in text for word in words)
