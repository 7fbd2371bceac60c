"""CSL-JSON: an array of items, read one by one, so that each has its line and a broken one does not hide the rest."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from npcsite.lib.bibliography.records import Found, Unfit, found

Record = tuple[int, str, Callable[[], Mapping[str, Any]]]
_BLANK = " \t\n"


def read_csl_json(text: str) -> Found:
    """Raises Unreadable."""
    if text.lstrip()[:1] == "{":
        text = f"[{text}]"
    return found(_records(text))


def _records(text: str) -> Iterator[Record]:
    decoder = json.JSONDecoder()
    at = _next(text, text.index("[") + 1, "")
    line, counted = 1, 0
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as broken:
            yield line, text[at : at + 200], _refuse(broken)
            return
        yield line, text[at:end], lambda item=item: _item(item)  # type: ignore[misc]
        at = _next(text, end, ",")
    if at >= len(text):
        told = _("The list is not closed by “]”: the file may have been cut off.")
        yield text.count("\n") + 1, "", _refuse(ValueError(told))


def _next(text: str, at: int, beyond: str) -> int:
    while at < len(text) and text[at] in _BLANK + beyond:
        at += 1
    return at


def _refuse(broken: Exception) -> Callable[[], Mapping[str, Any]]:
    def refuse() -> Mapping[str, Any]:
        raise Unfit(_("This is no JSON, and nothing after it was read: %(why)s") % {"why": str(broken)[:200]})

    return refuse


def _item(item: object) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise Unfit(_("An item of the list is no reference."))
    return item
