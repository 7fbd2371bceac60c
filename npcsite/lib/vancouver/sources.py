"""Where something was published, one function for each type of CSL the library holds."""

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any, Final

from npcsite.lib.vancouver.dates import cited, date, year
from npcsite.lib.vancouver.names import edited

Csl = Mapping[str, Any]
_SUPPLEMENT: Final = re.compile(r"suppl(?:ement)?[\s_.]*(\S*)", re.IGNORECASE)
_RANGE: Final = re.compile(r"([A-Za-z]*\d+)\s?[-–]\s?([A-Za-z]*\d+)")
_AHEAD: Final = re.compile(r"ahead of print|advance online|online first|epub", re.IGNORECASE)
_COMING: Final = re.compile(r"in press|forthcoming|accepted", re.IGNORECASE)
_BRACKETS: Final = {"webpage": "[Internet]", "post-weblog": "[Internet]", "thesis": "[dissertation]"}


def title(csl: Csl) -> str:
    bare = str(csl.get("title", "")).rstrip(" .")
    bracket = _BRACKETS.get(str(csl.get("type")), "")
    return " ".join(filter(None, (bare, bracket)))


def source(csl: Csl) -> str:
    return _BY_TYPE.get(str(csl.get("type")), _journal)(csl)


def _journal(csl: Csl) -> str:
    """`Ann Oncol. 2021;32(4):452-65`; without a volume the date is all there is."""
    volume, status = str(csl.get("volume", "")), str(csl.get("status", ""))
    if _COMING.search(status):
        return _joined(_held_in(csl), f"Forthcoming {year(csl)}".strip())
    where = f"{volume}{_issue(csl)}{_page(csl)}"
    if volume or csl.get("issue"):
        return _joined(_held_in(csl), ";".join(filter(None, (year(csl), where))))
    if _AHEAD.search(status):
        return _joined(_held_in(csl), date(csl.get("issued")), "Epub ahead of print")
    return _joined(_held_in(csl), f"{year(csl)}{_page(csl)}")


def _preprint(csl: Csl) -> str:
    held_in = _held_in(csl)
    when = " ".join(filter(None, (date(csl.get("issued")), cited(csl))))
    return _joined(f"{held_in} [Preprint]" if held_in else "[Preprint]", when)


def _book(csl: Csl) -> str:
    return _joined(_edition(csl), _imprint(csl, year(csl)))


def _chapter(csl: Csl) -> str:
    held_in = _joined(edited(csl.get("editor", ())), _tidy(csl.get("container-title")))
    return _joined(f"In: {held_in}" if held_in else "", _edition(csl), _imprint(csl, year(csl)), _pages(csl))


def _conference(csl: Csl) -> str:
    """A paper in printed proceedings, in a journal's supplement, or one that was only presented."""
    if csl.get("volume"):
        return _journal(csl)
    event = "; ".join(
        filter(
            None, (_tidy(csl.get("event-title")), date(csl.get("event-date")), _tidy(csl.get("event-place")))
        )
    )
    if csl.get("container-title") and csl.get("publisher"):
        held_in = _joined(edited(csl.get("editor", ())), _tidy(csl["container-title"]))
        return _joined(f"In: {held_in}{'; ' * bool(event)}{event}", _imprint(csl, year(csl)), _pages(csl))
    if event:
        dated = "" if csl.get("event-date") else date(csl.get("issued"))
        return "; ".join(filter(None, (f"Paper presented at: {event}", dated)))
    return _joined(_held_in(csl), date(csl.get("issued")), _pages(csl))


def _report(csl: Csl) -> str:
    number = f"Report No.: {csl['number']}" if csl.get("number") else ""
    return _joined(_imprint(csl, date(csl.get("issued"))), number)


def _webpage(csl: Csl) -> str:
    when = " ".join(filter(None, (date(csl.get("issued")), cited(csl))))
    return _joined(_imprint(csl, when))


_BY_TYPE: Final[Mapping[str, Callable[[Csl], str]]] = {
    "article-journal": _journal,
    "article": _preprint,
    "book": _book,
    "chapter": _chapter,
    "paper-conference": _conference,
    "report": _report,
    "thesis": _book,
    "webpage": _webpage,
    "post-weblog": _webpage,
}


def _imprint(csl: Csl, when: str) -> str:
    """`St. Louis: Mosby; 2002`."""
    publisher = _tidy(csl.get("publisher") or csl.get("container-title") or csl.get("genre"))
    placed = ": ".join(filter(None, (_tidy(csl.get("publisher-place")), publisher)))
    return "; ".join(filter(None, (placed, when)))


def _held_in(csl: Csl) -> str:
    return _tidy(
        csl.get("container-title") or csl.get("event-title") or csl.get("publisher") or csl.get("genre")
    )


def _edition(csl: Csl) -> str:
    number = str(csl.get("edition", "")).strip(" .")
    if not number.isdecimal():
        return number if not number or number.endswith("ed") else f"{number} ed"
    last = {1: "st", 2: "nd", 3: "rd"}.get(int(number) % 10, "th")
    return f"{number}{'th' if int(number) % 100 in (11, 12, 13) else last} ed"


def _issue(csl: Csl) -> str:
    issue = str(csl.get("issue", "")).strip()
    supplement = _SUPPLEMENT.fullmatch(issue)
    if supplement:
        return f" Suppl {supplement[1]}".rstrip()
    return f"({issue})" if issue else ""


def _page(csl: Csl) -> str:
    page = short(str(csl.get("page") or csl.get("number") or ""))
    return f":{page}" if page else ""


def _pages(csl: Csl) -> str:
    page = short(str(csl.get("page", "")))
    return f"p. {page}" if page else ""


def short(page: str) -> str:
    """`284-287` is printed `284-7`, `S93-S99` `S93-9`; what is no such range stays as it is."""
    found = _RANGE.fullmatch(page.strip())
    if found is None or len(found[1]) != len(found[2]):
        return page.strip().replace("–", "-")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(found[1], found[2], strict=True)))
    return f"{found[1]}-{found[2][same:] or found[2]}"


def _joined(*told: str) -> str:
    return ". ".join(part.rstrip(" .") for part in told if part)


def _tidy(value: object) -> str:
    return str(value or "").strip()
