"""Writes a case as a file that reads back as the same case: YAML for people, JSON for programs."""

import json
from collections.abc import Iterable
from typing import Any

import yaml

from cases.engine.editing import Plain

WIDTH = 110
# Line breaks to a reader of YAML, which JSON may hold as they are.
ESCAPED = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"}


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as they stand; no anchors, which our files do not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def written(data: Plain, notes: Iterable[tuple[str, str]], form: str) -> str:
    """`form` is yaml or json; `notes` are what the reviewer still has to check."""
    listed = [{"place": place, "text": text} for place, text in notes]
    whole = {**data, "notes": listed} if listed else data
    if form == "json":
        text = json.dumps(whole, indent=2, ensure_ascii=False)
        return "".join(ESCAPED.get(sign, sign) for sign in text) + "\n"
    dumped: str = yaml.dump(whole, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return dumped
