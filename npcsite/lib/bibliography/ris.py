"""RIS: cut into records by their lines, so that each has its line, and each record read by rispy."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import rispy
from django.utils.translation import gettext as _

from npcsite.lib.bibliography.records import Found, Unfit, found
from npcsite.lib.csl import read_name

Record = tuple[int, str, Callable[[], Mapping[str, Any]]]
_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  -(?: |$)")
_PUBMED: Final = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov/|www\.ncbi\.nlm\.nih\.gov/pubmed/)(\d+)/?"
)
_DATE: Final = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?")
_TYPES: Final = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal", "MGZN": "article-journal",
    "NEWS": "article-journal", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "RPRT": "report", "GOVDOC": "report", "THES": "thesis",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "webpage", "PREP": "article",
}  # fmt: skip
# Our own names for tags are the tags themselves.
_TAGS: Final = (
    "TY", "TI", "T1", "T2", "T3", "AU", "A1", "A2", "ED", "JO", "JF", "JA", "J2", "PY", "Y1", "Y2", "DA", "VL", "IS",
    "SP", "EP", "PB", "CY", "ET", "DO", "UR", "AN", "DB", "DP", "SN", "M1", "C7", "UK",
)  # fmt: skip
# Abbreviated names of journals come first, as they are printed.
_PLAIN: Final = {
    "title": ("TI", "T1"), "container-title": ("J2", "JA", "JO", "JF", "T2"), "volume": ("VL",), "issue": ("IS",),
    "publisher": ("PB",), "publisher-place": ("CY",), "edition": ("ET",), "DOI": ("DO",),
}  # fmt: skip
_LISTS: Final = ["AU", "A1", "A2", "ED", "UR"]


def is_ris(text: str) -> bool:
    return re.search(r"^TY  -", text, re.MULTILINE) is not None


def read_ris(text: str) -> Found:
    """Raises Unreadable."""
    return found(_records(text.split("\n")))


def _records(lines: list[str]) -> Iterator[Record]:
    """What stands between records is told as one, and so is a record that another one begins in."""
    begun, inside = 0, False
    for number, line in enumerate([*lines, "TY  - "]):
        tag = _TAG.match(line)
        name = tag[1] if tag else ""
        if name == "TY":
            yield from _stray(lines, begun, number, inside=inside)
            begun, inside = number, True
        elif name == "ER" and inside:
            block = lines[begun:number]
            yield begun + 1, "\n".join(block), _reader("\n".join([*block, "ER  - "]))
            begun, inside = number + 1, False


def _stray(lines: list[str], begun: int, end: int, *, inside: bool) -> Iterator[Record]:
    text = "\n".join(lines[begun:end])
    if not text.strip():
        return
    why = _("The record is not closed by “ER  - ”.") if inside else _("This belongs to no record.")
    first = next(number for number in range(begun, end) if lines[number].strip())
    yield first + 1, text.strip(), _refuse(why)


def _refuse(why: str) -> Callable[[], Mapping[str, Any]]:
    def refuse() -> Mapping[str, Any]:
        raise Unfit(why)

    return refuse


def _reader(text: str) -> Callable[[], Mapping[str, Any]]:
    return lambda: _csl(text)


def _csl(text: str) -> Mapping[str, Any]:
    tags = _tags(text)
    kind = tags.get("TY", "")
    return {name: _first(tags, *of) for name, of in _PLAIN.items()} | {
        "type": _TYPES.get(kind, kind),
        "author": _names(tags, "AU", "A1"),
        "editor": _names(tags, "ED", "A2"),
        "issued": _date(_first(tags, "DA", "PY", "Y1"), tags.get("PY", "")),
        "accessed": _date(tags.get("Y2", ""), ""),
        "page": _pages(tags),
        "number": _first(tags, "C7", "M1") if kind == "RPRT" else "",
        "PMID": _pmid(tags),
        "URL": next(
            (url for url in tags.get("UR", ()) if not _PUBMED.match(url) and "doi.org/" not in url), ""
        ),
    }


def _tags(text: str) -> dict[str, Any]:
    try:
        (tags,) = rispy.loads(
            text,
            mapping={tag: tag for tag in _TAGS},
            list_tags=_LISTS,
            delimiter_tags_mapping={},
            skip_unknown_tags=True,
        )
    except (ValueError, KeyError, AttributeError, TypeError) as broken:
        raise Unfit(_("The record cannot be read.")) from broken
    found_in: dict[str, Any] = tags
    return found_in


def _first(tags: Mapping[str, Any], *names: str) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _names(tags: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    return [read_name(name) for tag in names for name in tags.get(tag, ()) if name.strip()]


def _date(value: str, year: str) -> str:
    """`2014/05/12/` is 2014-05-12; a month without its year has the year of `PY`."""
    found_in = _DATE.match(value.strip()) or _DATE.match(year.strip())
    return "-".join(part for part in found_in.groups() if part) if found_in else value


def _pages(tags: Mapping[str, Any]) -> str:
    first, last = tags.get("SP", ""), tags.get("EP", "")
    return (
        f"{first}-{last}"
        if first and last and last != first and "-" not in first
        else first or tags.get("C7", "")
    )


def _pmid(tags: Mapping[str, Any]) -> str:
    """From PubMed's own address, or the accession number of a record that says it is PubMed's."""
    address = next((found_in for url in tags.get("UR", ()) if (found_in := _PUBMED.match(url))), None)
    if address:
        return address[1]
    database = f"{tags.get('DB', '')} {tags.get('DP', '')}".lower()
    named = "pubmed" in database or "medline" in database or "nlm" in database.split()
    return str(tags.get("AN", "")) if named else ""
