"""Library files: YAML front matter between `---` lines, then Markdown; or YAML alone.

Every fault names the file and the line, so that who wrote it can mend it without reading code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from content.editorial.public import Fault, LibraryFault, Note, shown_path
from npcsite.lib import yamlfile

LIBRARY = Path(__file__).resolve().parent.parent / "library"
SCHEMAS = Path(__file__).resolve().parent.parent / "schema"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file as it was read; `body_line` is the line on which the Markdown starts."""

    path: Path
    data: Mapping[str, Any]
    tree: yaml.Node
    body: str
    body_line: int

    def line_of(self, path: str) -> int:
        """On which line of the file the value at `path` of its data begins, as in `recommendations/0`."""
        return yamlfile.line_of(self.tree, path) + (1 if self.body_line else 0)

    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(place=n["place"], text=n["text"]) for n in self.data.get("notes", ()))


def read(path: Path, *, schema: str) -> LibraryFile:
    """Raises LibraryFault with every fault of form found in the file."""
    front, body, body_line = _split(path)
    above = 1 if body_line else 0  # the line of hyphens over the front matter
    try:
        tree, data = yamlfile.load(front)
    except yamlfile.YamlFormError as bad:
        raise LibraryFault((_fault(path, bad.line + above, "the file", str(bad)),)) from bad
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    errors = [
        ("/".join(map(str, e.absolute_path)), e.message)
        for e in Draft202012Validator(rules).iter_errors(data)
    ]
    if errors:
        placed = [(yamlfile.line_of(tree, place) + above, place, message) for place, message in errors]
        raise LibraryFault(
            _fault(path, line, place or "the file", message) for line, place, message in sorted(placed)
        )
    fields = data if isinstance(data, dict) else {"items": data}
    return LibraryFile(path, fields, tree, body, body_line)


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
    return Fault(
        code="L001", place=place, line=line, message=message, severity="error", file=shown_path(path)
    )
