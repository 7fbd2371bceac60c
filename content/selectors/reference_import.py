"""What an import would do, record by record: nothing is written, and the same file against the same library gives the
same plan, whose digest a confirmation has to carry.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.models import Reference
from npcsite.lib import canonical, identifiers, vancouver
from npcsite.lib.bibliography import Found, Source, Unparsed, read

Action = Literal["new", "merged", "unchanged"]
LONGEST_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the library says something else; the library's word stays."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`csl` is the whole reference as it would be; `filled` are the fields that were blank."""

    line: int
    action: Action
    key: str
    csl: Mapping[str, Any]
    filled: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        return vancouver.line(self.csl)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an editor says of all new references; each can be changed afterwards."""

    tier: str
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    entries: tuple[Entry, ...]
    unparsed: tuple[Unparsed, ...]
    standing: Standing

    def of(self, action: Action) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.action == action)

    @property
    def new(self) -> tuple[Entry, ...]:
        return self.of("new")

    @property
    def merged(self) -> tuple[Entry, ...]:
        return self.of("merged")

    @property
    def unchanged(self) -> tuple[Entry, ...]:
        return self.of("unchanged")

    @property
    def done(self) -> str:
        """What to say once it was carried out."""
        new, merged = len(self.new), len(self.merged)
        added = ngettext("%(n)d reference was added", "%(n)d references were added", new) % {"n": new}
        completed = ngettext("%(n)d was completed", "%(n)d were completed", merged) % {"n": merged}
        return f"{added}, {completed}."

    @property
    def digest(self) -> str:
        """The same for the same records with the same outcome."""
        told = [[entry.line, entry.action, entry.key, entry.csl] for entry in self.entries]
        return canonical.digest(canonical.encode([told, self.standing.tier, self.standing.kind]))


@dataclass(slots=True)
class _Shelf:
    """The references as they would be after the records read so far, by what they are told apart with."""

    csl: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_mark: dict[tuple[str, ...], str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def put(self, key: str, csl: dict[str, Any]) -> None:
        self.csl[key] = csl
        self.keys.add(key.casefold())
        for mark in _marks(csl):
            self.by_mark.setdefault(mark, key)

    def found(self, csl: Mapping[str, Any]) -> list[str]:
        """By DOI and PMID; by title, year and first author only where the record has neither."""
        marks = list(_marks(csl))
        exact = [mark for mark in marks if mark[0] != "words"]
        return list(dict.fromkeys(self.by_mark[mark] for mark in exact or marks if mark in self.by_mark))

    def alike(self, csl: Mapping[str, Any]) -> Iterator[str]:
        """Two works may have one title, so a person decides."""
        key = self.by_mark.get(next(mark for mark in _marks(csl) if mark[0] == "words"))
        if key:
            told = _(
                "%(key)s has the same title, year and first author; if it is this source, correct it there instead."
            )
            yield told % {"key": key}


def plan_import(text: str, standing: Standing) -> Plan:
    """Raises bibliography.Unreadable. One statement."""
    found = read(text)
    shelf = _Shelf()
    for reference in Reference.objects.order_by("pk"):
        shelf.put(reference.key, reference.data())
    entries: list[Entry] = []
    unparsed: list[Unparsed] = []
    for source in found.sources:
        keys = shelf.found(source.csl)
        if len(keys) > 1:
            unparsed.append(_torn(source, keys))
        else:
            entries.append(_entry(source, keys, shelf))
    return Plan(tuple(entries), _by_line(found, unparsed), standing)


def _entry(source: Source, keys: list[str], shelf: _Shelf) -> Entry:
    if not keys:
        notes = (*source.notes, *shelf.alike(source.csl))
        key = _free(_proposed(source.csl), shelf.keys)
        shelf.put(key, dict(source.csl))
        return Entry(source.line, "new", key, dict(source.csl), notes=notes)
    (key,) = keys
    ours = shelf.csl[key]
    filled = {name: value for name, value in source.csl.items() if not ours.get(name)}
    merged = {**ours, **filled}
    shelf.put(key, merged)
    differences = tuple(_differences(ours, source.csl))
    action: Action = "merged" if filled else "unchanged"
    return Entry(source.line, action, key, merged, tuple(filled), differences, source.notes)


def _differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    for name, value in theirs.items():
        mine = ours.get(name)
        same = (
            identifiers.same_doi(str(mine)) == identifiers.same_doi(str(value))
            if name == "DOI"
            else mine == value
        )
        if mine and not same:
            yield Difference(name, _told(name, mine), _told(name, value))


def _told(name: str, value: Any) -> str:
    if name in ("author", "editor"):
        return vancouver.names(value)
    return vancouver.date(value) if isinstance(value, Mapping) else str(value)


def _marks(csl: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    if csl.get("DOI"):
        yield "DOI", identifiers.same_doi(csl["DOI"])
    if csl.get("PMID"):
        yield "PMID", csl["PMID"]
    yield "words", _bare(str(csl.get("title", ""))), _year(csl), _bare(_first_author(csl))


def _torn(source: Source, keys: Iterable[str]) -> Unparsed:
    reason = _(
        "Its DOI and its PubMed number belong to two references (%(keys)s). Correct the file or the library."
    )
    return Unparsed(source.line, str(source.csl["title"])[:120], reason % {"keys": ", ".join(keys)})


def _by_line(found: Found, more: list[Unparsed]) -> tuple[Unparsed, ...]:
    return tuple(sorted([*found.unparsed, *more], key=lambda one: one.line))


def _proposed(csl: Mapping[str, Any]) -> str:
    """`Zhang2016`: the first author, or the first long word of the title, and the year."""
    words = [word for word in _plain(str(csl.get("title", ""))).split() if len(word) > 3]
    name = "".join(filter(str.isalnum, _plain(_first_author(csl)))) or next(iter(words), "")
    bare = "".join(filter(str.isalnum, name)).lstrip("0123456789")[:LONGEST_NAME]
    return f"{bare[:1].upper()}{bare[1:]}{_year(csl)}" if bare else f"Ref{_year(csl)}"


def _free(key: str, taken: set[str]) -> str:
    """With b, c … behind it when the key is taken, and numbers after z."""
    endings = ["", *"bcdefghijklmnopqrstuvwxyz", *(f"-{number}" for number in range(2, len(taken) + 3))]
    return next(f"{key}{ending}" for ending in endings if f"{key}{ending}".casefold() not in taken)


def _first_author(csl: Mapping[str, Any]) -> str:
    first: Mapping[str, Any] = next(iter(csl.get("author") or csl.get("editor") or ()), {})
    return str(first.get("family") or str(first.get("literal", "")).split(" ")[0])


def _year(csl: Mapping[str, Any]) -> str:
    return vancouver.year(csl)


def _bare(text: str) -> str:
    """Letters and digits of any script, without case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _plain(text: str) -> str:
    """Latin letters without their marks; others go."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
