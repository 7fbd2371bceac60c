"""Two payloads of one kind: its texts block by block, everything else field by field, so that no change goes unseen."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.editorial.compare.changes import BlockChange, FieldChange, whole
from content.editorial.compare.texts import compare_texts
from content.editorial.compare.words import compare_field

# What a row of a payload is told apart by, and what people call it.
KEYS: Final = ("key", "slug")
NAMES: Final = ("title", "name", "label", "term", "endpoint")


@dataclass(frozen=True, slots=True)
class Words:
    """A kind's words for its fields, in the order they are to be read, and which parts are Markdown."""

    labels: Mapping[str, Any] = field(default_factory=dict)
    texts: Collection[str] = frozenset()

    def label(self, name: str) -> str:
        return str(self.labels[name]) if name in self.labels else capfirst(name.replace("_", " "))

    def in_order(self, names: Collection[str]) -> list[str]:
        """Labelled ones first, as their labels stand; the others by the alphabet."""
        order = list(self.labels)
        return sorted(
            names, key=lambda name: (order.index(name) if name in self.labels else len(order), name)
        )


def compare_payloads(old: Mapping[str, Any], new: Mapping[str, Any], words: Words) -> tuple[BlockChange, ...]:
    return tuple(_below("", "", (old, new), words))


Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


def _below(place: str, heading: str, rows: Pair, words: Words) -> Iterator[BlockChange]:
    """First what the rows themselves say, as one block, or one for each at the top; then the rows within them."""
    old, new = rows
    names = words.in_order({*old, *new})
    own = [name for name in names if not (_holds_rows(old.get(name)) or _holds_rows(new.get(name)))]
    plain = [_field(name, rows, words) for name in own if _at(place, name) not in words.texts]
    if place and plain:
        yield BlockChange(place, heading, whole(f for f in plain if f.runs), tuple(plain))
    for name in names:
        here = _at(place, name)
        if here in words.texts:
            label = ", ".join(filter(None, (heading, words.label(name))))
            yield from compare_texts(here, label, _said(old.get(name)), _said(new.get(name)))
        elif name not in own:
            yield from _rows(here, (heading, words.label(name)), (old.get(name), new.get(name)), words)
        elif not place:
            found = replace(_field(name, rows, words), label="")
            yield BlockChange(here, words.label(name), found.change, (found,))


def _rows(place: str, names: tuple[str, str], held: tuple[Any, Any], words: Words) -> Iterator[BlockChange]:
    """Rows in the order of the new text, those that are gone at the end."""
    above, label = names
    before, after = _keyed(held[0]), _keyed(held[1])
    for key in dict.fromkeys([*after, *before]):
        old, new = before.get(key, {}), after.get(key, {})
        name = next((str(row[n]) for row in (new, old) for n in NAMES if row.get(n)), key)
        heading = " · ".join(filter(None, (above, f"{label}: {name}")))
        yield from _below(_at(place, key), heading, (old, new), words)


def _keyed(rows: Any) -> dict[str, Mapping[str, Any]]:
    """By key or slug, else by where they stand, counted from one."""
    if isinstance(rows, Mapping):
        return {key: row if isinstance(row, Mapping) else {"": row} for key, row in rows.items()}
    found: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows or (), start=1):
        row = row if isinstance(row, Mapping) else {"": row}
        key = next((str(row[name]) for name in KEYS if row.get(name)), str(number))
        found[key if key not in found else f"{key}-{number}"] = row
    return found


def _holds_rows(value: Any) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping | list) for item in value)


def _field(name: str, rows: Pair, words: Words) -> FieldChange:
    old, new = (_said(row.get(name)) for row in rows)
    return compare_field(name, words.label(name), old, new)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return str(value)


def _at(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name
