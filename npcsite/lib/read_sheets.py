"""A table that somebody typed in a spreadsheet program and saved as CSV: whatever encoding and separator it chose.

What cannot be told for sure is refused with a sentence that says how to save the file instead.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

# A byte order mark decides; the longer ones first, for UTF-16's begins UTF-32's.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "", ""),
    (codecs.BOM_UTF32_BE, "", ""),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# In this order of preference where a line has as many of each: names hold commas, and hardly a tab.
SEPARATORS: Final = "\t;,"
NAMED_SEPARATOR: Final = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)


class Unreadable(Exception):
    """The text says what is wrong with the whole file, and how to save it."""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` of the file's line on which the row begins, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`encoding` as people call it. Blank lines are left out."""

    encoding: str
    lines: tuple[Line, ...]


def read_sheet(data: bytes, *, most_lines: int) -> Sheet:
    """Raises Unreadable."""
    text, encoding = _decoded(data)
    if "\0" in text:
        raise Unreadable(_advice(_("The file holds NUL characters, which no text has.")))
    named = NAMED_SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    lines = _lines(body, named[1] if named else _separator(body), 1 if named else 0)
    if not lines:
        raise Unreadable(_("The file is empty. Choose one with an address on every line."))
    if len(lines) > most_lines:
        said = _("The file has %(count)d lines, at most %(most)d are read. Split it into smaller files.")
        raise Unreadable(said % {"count": len(lines), "most": most_lines})
    return Sheet(encoding, lines)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(WORKBOOKS):
        raise Unreadable(_advice(_("This is a workbook, not a text.")))
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _strictly(data, codec), name
    if b"\0" in data:
        return _strictly(data, _codec_of_wide(data)), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "Windows-1252"


def _strictly(data: bytes, codec: str) -> str:
    """No codec: one that we do not read."""
    try:
        return data.decode(codec or "ascii")
    except UnicodeDecodeError as wrong:
        raise Unreadable(_advice(_("The encoding of the file cannot be told."))) from wrong


def _codec_of_wide(data: bytes) -> str:
    """UTF-16 without a mark: addresses are plain letters, so every second byte is zero, and only those."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd * 4 >= len(data) and not even:
        return "utf-16-le"
    if even * 4 >= len(data) and not odd:
        return "utf-16-be"
    raise Unreadable(_advice(_("The file holds NUL bytes, which no text has.")))


def _separator(text: str) -> str:
    """The one the first line that is not blank has most of; a comma for a single column."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    best = max(SEPARATORS, key=outside.count)
    return best if best in outside else ","


def _lines(text: str, separator: str, before: int) -> tuple[Line, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found, begins = [], before + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(Line(begins, tuple(cell.strip() for cell in cells)))
            begins = before + reader.line_num + 1
    except csv.Error as wrong:
        said = _("A quotation mark that opens on line %(line)d is never closed as CSV wants. Mend that line.")
        raise Unreadable(said % {"line": begins}) from wrong
    return tuple(found)


def _advice(what: str) -> str:
    how = _("Save it as “CSV UTF-8 (comma delimited)” in Excel, or as CSV in UTF-8 elsewhere, and try again.")
    return f"{what} {how}"
