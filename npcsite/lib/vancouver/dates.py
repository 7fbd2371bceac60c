"""Dates as they stand in a reference: `2025 May 14`, as far as they are known."""

from collections.abc import Mapping
from typing import Any, Final

_MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def year(csl: Mapping[str, Any]) -> str:
    return str(next(iter(_parts(csl.get("issued"))), ""))


def date(value: object) -> str:
    """Of a CSL date; an interval is told by its beginning."""
    parts = _parts(value)
    named = [str(parts[0])] if parts else []
    if len(parts) > 1 and 0 < parts[1] < len(_MONTHS):
        named.append(_MONTHS[parts[1]])
        named += [str(day) for day in parts[2:3]]
    return " ".join(named)


def cited(csl: Mapping[str, Any]) -> str:
    """`[cited 2025 Dec 30]`, when a day of access is known."""
    accessed = date(csl.get("accessed"))
    return f"[cited {accessed}]" if accessed else ""


def _parts(value: object) -> list[int]:
    if not isinstance(value, Mapping):
        return []
    rows = value.get("date-parts") or [[]]
    return [int(part) for part in rows[0] if str(part).isdecimal()]
