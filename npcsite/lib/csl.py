"""CSL-JSON as people type it: authors one a line, dates as far as they are known. Nothing is guessed."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any, Final

Name = dict[str, Any]
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTHS: Final = 12


class BadDate(ValueError):
    """No date: a year, a year and month, or a day, as in 2025, 2025-05 or 2025-05-14."""


def names_text(names: Iterable[Mapping[str, Any]]) -> str:
    """`Family, Given`, one a line; an organisation has no comma."""
    return "\n".join(_name_text(name) for name in names)


def read_names(text: str, known: Iterable[Mapping[str, Any]] = ()) -> list[Name]:
    """A line that reads like a name of `known` is that name, with its particles and suffix."""
    held = {_name_text(name): dict(name) for name in known}
    lines = (line.strip() for line in text.split("\n"))
    return [held.get(line) or read_name(line) for line in lines if line]


def date_text(date: object) -> str:
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    return "-".join(f"{int(part):02}" for part in parts[0]) if parts and parts[0] else ""


def read_date(text: str) -> dict[str, Any] | None:
    """None for nothing. Raises BadDate."""
    if not text.strip():
        return None
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise BadDate(text)
    year, *rest = (int(part) for part in found.groups() if part)
    if rest and not 1 <= rest[0] <= _MONTHS:
        raise BadDate(text)
    if rest[1:] and not 1 <= rest[1] <= monthrange(year, rest[0])[1]:
        raise BadDate(text)
    return {"date-parts": [[year, *rest]]}


def read_name(line: str) -> Name:
    family, comma, given = (part.strip() for part in line.partition(","))
    if not comma:
        return {"literal": line}
    return {"family": family} | ({"given": given} if given else {})


def _name_text(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    return f"{name.get('family', '')}, {name.get('given', '')}".strip()
