"""Canonical JSON: the same words always give the same bytes, and so the same hash.

Keys are sorted, no space is written, decimals are strings, text is NFC with LF line ends and no trailing space.
What would not come back the same from every database is refused with `Unclean`.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# Control characters other than tab and line feed, and halves of surrogate pairs.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Unclean(ValueError):
    """The value cannot be stored as it is; `place` says where in it, "" for the value itself."""

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


def encode(value: object) -> str:
    """Raises Unclean for control characters, lone surrogates, binary floats and types JSON does not have."""
    return json.dumps(
        _plain(value, ""), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def decode(text: str) -> Any:
    return json.loads(text)


def normal(value: object) -> Any:
    """The value as it will be read back after it was stored."""
    return decode(encode(value))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def clean_text(text: str) -> str:
    """Line numbers stay as they are, only empty lines at the end go. Raises Unclean."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if refused := _REFUSED.search(unified):
        raise Unclean(f"Remove the character U+{ord(refused[0]):04X}: it cannot be shown or stored.")
    return "\n".join(line.rstrip() for line in unified.split("\n")).rstrip("\n")


def _plain(value: object, place: str) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, Decimal):
        return _decimal(value, place)
    if isinstance(value, Mapping):
        return _mapping(value, place)
    if isinstance(value, list | tuple):
        return [_plain(item, _below(place, index)) for index, item in enumerate(value)]
    hint = "write a number with decimals as text" if isinstance(value, float) else "write it as text"
    raise Unclean(f"A value of type {type(value).__name__} has no canonical form; {hint}.", place=place)


def _text(value: str, place: str) -> str:
    try:
        return clean_text(value)
    except Unclean as unclean:
        raise Unclean(unclean.message, place=place) from unclean


def _decimal(value: Decimal, place: str) -> str:
    if not value.is_finite():
        raise Unclean("Only finite numbers can be stored.", place=place)
    return f"{value:f}"


def _mapping(value: Mapping[Any, Any], place: str) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise Unclean(f"The key {key!r} is not text; put it in quotes.", place=place)
        clean = _text(key, place)
        if clean in plain:
            raise Unclean(f"Two keys read {clean!r} once they are cleaned.", place=place)
        plain[clean] = _plain(item, _below(place, clean))
    return plain


def _below(place: str, part: str | int) -> str:
    return f"{place}/{part}" if place else str(part)
