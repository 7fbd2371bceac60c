"""YAML that remembers its lines, and faults that name them: for files people write by hand.

Only what the safe loader builds is built; a key written twice is a fault, and dates stay the strings they were typed as.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from jsonschema import Draft202012Validator

Path = tuple[str | int, ...]


class YamlFault(Exception):
    """The file cannot be read as YAML; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Lined:
    """A document and the line on which each of its values starts, by path."""

    data: Any
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, else of the nearest value that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    """The safe loader without dates (`2021-12-01` in a library file is text) and without aliases.

    A few nested aliases stand for a billion nodes; nobody needs one in these files.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem="an alias (*name) is not allowed here", problem_mark=mark)
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str, *, first_line: int = 1) -> Lined:
    """Raises YamlFault; `first_line` is the line of the file on which `text` begins."""
    loader = _Loader(text)
    lines: dict[Path, int] = {}
    try:
        node = loader.get_single_node()
        if node is None:
            raise YamlFault(first_line, "The file is empty.")
        _walk(node, (), lines, first_line)
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlFault(line, f"This is not valid YAML: {error.problem or error.context}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlFault(
            first_line, "This is not valid YAML: it has a character or a depth YAML does not allow."
        ) from error
    finally:
        loader.dispose()
    return Lined(data, lines)


def _walk(node: yaml.Node, path: Path, lines: dict[Path, int], first_line: int) -> None:
    lines[path] = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise YamlFault(first_line + key.start_mark.line, f"“{key.value}” is written twice here.")
            seen.add(key.value)
            _walk(value, (*path, key.value), lines, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), lines, first_line)


def check_form(lined: Lined, schema: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Where the document breaks the JSON Schema: (line, place, message), in the order of the lines."""
    errors = Draft202012Validator(schema).iter_errors(lined.data)
    found = [(lined.line_of(tuple(e.absolute_path)), place_of(e.absolute_path), e.message) for e in errors]
    return sorted(found)


def place_of(path: Any) -> str:
    return "/".join(str(part) for part in path) or "the file"
