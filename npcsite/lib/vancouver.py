"""References as the ICMJE recommends to print them, from CSL-JSON; what the source leaves out stays out."""

from collections.abc import Mapping
from typing import Any

AUTHORS_SHOWN = 6  # ICMJE: list six, then et al.


def parts(csl: Mapping[str, Any]) -> dict[str, str]:
    """Authors, title and source apart, each without its closing stop; an empty string is something not known."""
    return {
        "authors": _authors(csl),
        "title": str(csl.get("title", "")).rstrip(" ."),
        "source": _source(csl),
    }


def line(csl: Mapping[str, Any]) -> str:
    """The whole reference on one line."""
    return " ".join(f"{part}." for part in parts(csl).values() if part)


def _authors(csl: Mapping[str, Any]) -> str:
    people = csl.get("author", [])
    names = [p.get("literal") or " ".join(filter(None, (p.get("family"), p.get("given")))) for p in people]
    cut = bool(csl.get("et_al")) or len(names) > AUTHORS_SHOWN
    return ", ".join([*names[:AUTHORS_SHOWN], *(["et al"] if cut and names else [])])


def _source(csl: Mapping[str, Any]) -> str:
    held_in = (
        csl.get("container-title") or csl.get("event-title") or csl.get("publisher") or csl.get("genre") or ""
    )
    year = str(csl.get("issued", {}).get("date-parts", [[""]])[0][0])
    volume = str(csl.get("volume", ""))
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    page = f":{csl['page']}" if csl.get("page") else ""
    where = f"{volume}{issue}{page}"
    dated = ";".join(filter(None, (year, where))) if volume else f"{year}{page.replace(':', '; p. ')}"
    return ". ".join(filter(None, (str(held_in).rstrip(" ."), dated)))
