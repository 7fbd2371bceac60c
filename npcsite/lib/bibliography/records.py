"""One record of a file, made into the CSL-JSON we keep: known fields only, as text, cleaned, with nothing guessed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from npcsite.lib import canonical, csl, identifiers
from npcsite.lib.markdown import allowed_link

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_RECORDS: Final = 500
MOST_LETTERS: Final = 2_000
MOST_NAMES: Final = 400
MOST_IN_A_RECORD: Final = 18_000
MOST_IN_A_DOI: Final = 120
TYPES: Final = {
    "article-journal": "article-journal", "article-magazine": "article-journal", "article-newspaper": "article-journal",
    "article": "article", "book": "book", "chapter": "chapter", "entry-encyclopedia": "chapter",
    "paper-conference": "paper-conference", "speech": "paper-conference", "report": "report", "thesis": "thesis",
    "webpage": "webpage", "post": "webpage", "post-weblog": "webpage",
}  # fmt: skip
TEXTS: Final = (
    "title", "container-title", "volume", "issue", "page", "number", "edition", "publisher", "publisher-place",
    "event-title", "event-place", "status", "PMCID",
)  # fmt: skip
DATES: Final = ("issued", "accessed", "event-date")
NAMES: Final = ("author", "editor")
NAME_PARTS: Final = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal")


class Unreadable(Exception):
    """The file cannot be read at all; the message says what to do."""

    @classmethod
    def neither(cls) -> "Unreadable":
        return cls(
            _("This is neither a RIS nor a CSL-JSON file. Export the references in one of these formats.")
        )

    @classmethod
    def too_many(cls) -> "Unreadable":
        told = _("There are more than %(most)d records in this file; split it into several.")
        return cls(told % {"most": MOST_RECORDS})


class Unfit(ValueError):
    """One record cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record that was read; `notes` tell what of it was left out."""

    line: int
    csl: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unparsed:
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """In the order of the file."""

    sources: tuple[Source, ...]
    unparsed: tuple[Unparsed, ...]


def found(records: Iterable[tuple[int, str, Callable[[], Mapping[str, Any]]]]) -> Found:
    """Each record as its line, how it begins, and what gives its CSL-JSON or raises Unfit. Raises Unreadable."""
    sources: list[Source] = []
    unparsed: list[Unparsed] = []
    for line, text, make in records:
        if len(sources) + len(unparsed) >= MOST_RECORDS:
            raise Unreadable.too_many()
        try:
            sources.append(_source(line, make()))
        except Unfit as unfit:
            unparsed.append(Unparsed(line, shortened(text), str(unfit)))
    return Found(tuple(sources), tuple(unparsed))


def shortened(text: str) -> str:
    """The beginning of a text on one line, without what cannot be shown."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:400])
    return " ".join(shown.split())[:120]


def _source(line: int, raw: Mapping[str, Any]) -> Source:
    kind = TYPES.get(str(raw.get("type", "")))
    if kind is None:
        raise Unfit(
            _("“%(type)s” is no type of source we keep.") % {"type": shortened(str(raw.get("type", "")))}
        )
    notes: list[str] = []
    kept: dict[str, Any] = {"type": kind}
    kept |= {name: _text(raw[name]) for name in TEXTS if raw.get(name)}
    kept |= {name: _names(raw[name]) for name in NAMES if raw.get(name)}
    kept |= {name: _date(name, raw[name], notes) for name in DATES if raw.get(name)}
    kept |= _identifiers(raw) | _address(raw, notes)
    kept = {name: value for name, value in kept.items() if value}
    if "title" not in kept:
        raise Unfit(_("There is no title."))
    if len(canonical.encode(kept)) > MOST_IN_A_RECORD:
        raise Unfit(_("The record is longer than a reference can be."))
    return Source(line, kept, tuple(notes))


def _text(value: object) -> str:
    if isinstance(value, bool | float) or not isinstance(value, str | int):
        raise Unfit(_("A field holds something that is no text."))
    try:
        clean = " ".join(canonical.clean_text(str(value)).split())
    except canonical.Unclean as unclean:
        raise Unfit(unclean.message) from unclean
    if len(clean) > MOST_LETTERS:
        raise Unfit(_("A field is longer than %(most)d characters.") % {"most": MOST_LETTERS})
    return clean


def _names(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        raise Unfit(_("The names cannot be read."))
    names = []
    for one in value:
        if not isinstance(one, Mapping):
            raise Unfit(_("The names cannot be read."))
        name = {part: _text(one[part]) for part in NAME_PARTS if one.get(part)}
        if "family" not in name and "given" in name:
            name = {"literal": name["given"]}
        names += [{"literal": name["literal"]} if "literal" in name else name] if name else []
    return names


def _date(name: str, value: object, notes: list[str]) -> dict[str, Any] | None:
    """As far as it is a date of the calendar; of an interval the beginning."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        value = "-".join(str(part) for part in first[:3]) or value.get("raw") or value.get("literal") or ""
    try:
        return csl.read_date(str(value)[:40])
    except csl.BadDate:
        told = _("The date “%(date)s” (%(name)s) cannot be read and was left out.")
        notes.append(told % {"date": shortened(str(value)), "name": name})
        return None


def _identifiers(raw: Mapping[str, Any]) -> dict[str, str]:
    doi = identifiers.clean_doi(_text(raw.get("DOI") or ""))
    pmid = identifiers.clean_pmid(_text(raw.get("PMID") or ""))
    if doi and not (identifiers.is_doi(doi) and len(doi) <= MOST_IN_A_DOI):
        raise Unfit(_("The DOI “%(doi)s” is malformed.") % {"doi": shortened(doi)})
    if pmid and not identifiers.is_pmid(pmid):
        raise Unfit(_("The PubMed number “%(pmid)s” is none.") % {"pmid": shortened(pmid)})
    return {"DOI": doi, "PMID": pmid}


def _address(raw: Mapping[str, Any], notes: list[str]) -> dict[str, str]:
    url = _text(raw.get("URL") or "")
    if url and not allowed_link(url):
        told = _("The address “%(url)s” does not begin with https:// and was left out.")
        notes.append(told % {"url": shortened(url)})
        return {}
    return {"URL": url}
