"""Library files: YAML front matter between `---` lines, then Markdown; or YAML alone.

Every fault names the file and the line, so that who wrote it can mend it without reading code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.editorial.public import Fault, LibraryFault, Note
from npcsite.lib import yamlfile

LIBRARY = Path(__file__).resolve().parent.parent / "library"
SCHEMAS = Path(__file__).resolve().parent.parent / "schema"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file as it was read; `body_line` is the line on which the Markdown starts."""

    path: Path
    data: Mapping[str, Any]
    lines: yamlfile.Lined
    body: str
    body_line: int

    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(place=n["place"], text=n["text"]) for n in self.data.get("notes", ()))


def read(path: Path, *, schema: str) -> LibraryFile:
    """Raises LibraryFault with every fault of form found in the file."""
    front, body, body_line = _split(path)
    offset = 2 if body_line else 1
    try:
        lined = yamlfile.load(front, first_line=offset)
    except yamlfile.YamlFault as fault:
        raise LibraryFault((_fault(path, fault.line, "the file", fault.message),)) from fault
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    wrong = yamlfile.check_form(lined, rules)
    if wrong:
        raise LibraryFault(tuple(_fault(path, line, place, message) for line, place, message in wrong))
    return LibraryFile(path, lined.data if isinstance(lined.data, dict) else {"items": lined.data}, lined, body, body_line)


def _split(path: Path) -> tuple[str, str, int]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = "This file cannot be read as UTF-8 text."
        raise LibraryFault((_fault(path, 1, "the file", message),)) from error
    if path.suffix != ".md":
        return text, "", 0
    lines = text.split("\n")
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        message = "The file must begin with YAML front matter between two lines of three hyphens."
        raise LibraryFault((_fault(path, 1, "the file", message),))
    return "\n".join(lines[1:closing]), "\n".join(lines[closing + 1 :]), closing + 2


def _fault(path: Path, line: int, place: str, message: str) -> Fault:
    return Fault(code="L001", place=place, line=line, message=message, severity="error", file=path.name)
