"""References as the ICMJE recommends to print them, from CSL-JSON; what the source leaves out stays out.

Checked against the sample references of the National Library of Medicine, to which the ICMJE refers.
"""

from collections.abc import Mapping
from typing import Any

from npcsite.lib.vancouver.dates import cited, date, year
from npcsite.lib.vancouver.names import authors
from npcsite.lib.vancouver.names import named as names
from npcsite.lib.vancouver.sources import source, title

__all__ = ["cited", "date", "line", "names", "parts", "year"]


def parts(csl: Mapping[str, Any]) -> dict[str, str]:
    """Authors, title and source apart, each without its closing stop; an empty string is something not known.

    The address of a web page is not in them: a page prints it as a link, after `Available from:`.
    """
    return {"authors": authors(csl), "title": title(csl), "source": source(csl)}


def line(csl: Mapping[str, Any]) -> str:
    """The whole reference on one line."""
    told = [_stopped(part) for part in parts(csl).values() if part]
    address = csl.get("URL") if not csl.get("DOI") else ""
    return " ".join([*told, *([f"Available from: {address}"] if address else [])])


def _stopped(part: str) -> str:
    """A title that ends in a question mark takes no stop."""
    return part if part.endswith(("?", "!")) else f"{part}."
