"""Loads YAML safely and finds the line on which a place of it stands.

Its law: nothing but plain values comes out. No aliases (a few lines could stand for gigabytes), no key twice
(the first would vanish silently), no dates (a text that looks like one stays a text).
"""

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml: the same, some ten times slower
    from yaml import SafeLoader  # type: ignore[assignment]

DEEPEST = 30


class YamlFormError(ValueError):
    """The text is not YAML that our files may hold."""

    def __init__(self, code: str, line: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.line = line


class PlainLoader(SafeLoader):
    """The safe loader without dates."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
    }


def load(text: str) -> tuple[yaml.Node, object]:
    """The tree of `text`, for its lines, and its plain value; raises YamlFormError."""
    try:
        _refuse_traps(text)
        loader = PlainLoader(text)
        try:
            tree = loader.get_single_node()
            if tree is None:
                raise YamlFormError("E013", 1, "The file is empty.")
            _refuse_doubles(tree)
            return tree, loader.construct_document(tree)
        finally:
            loader.dispose()
    except yaml.YAMLError as fault:
        raise _explained(fault) from fault
    except ValueError as fault:
        if isinstance(fault, YamlFormError):
            raise
        raise YamlFormError("E013", 1, f"A value cannot be read: {fault}.") from fault


def line_of(tree: yaml.Node, place: str) -> int:
    """The line of `place` such as `steps/staging/options/mri`, or of the nearest part of it that is there.

    From 1.
    """
    node, line = tree, tree.start_mark.line
    for part in place.split("/") if place else ():
        found = _child(node, part)
        if found is None:
            break
        node, line = found
    return int(line) + 1


def _child(node: yaml.Node, part: str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, key.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        for at, entry in enumerate(node.value):
            if str(at) == part or _slug(entry) == part:
                return entry, entry.start_mark.line
    return None


def _slug(node: yaml.Node) -> str:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(
        (value.value for key, value in pairs if key.value == "slug" and isinstance(value.value, str)), ""
    )


def _refuse_traps(text: str) -> None:
    """Aliases and deep nesting, found in the stream of events before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=PlainLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFormError(
                "E015", _line(event), "Anchors and aliases (& and *) are not used; quote the text."
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlFormError("E016", _line(event), f"The file is nested deeper than {DEEPEST} levels.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _refuse_doubles(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlFormError("E013", key.start_mark.line + 1, "A key must be a word.")
            if key.value in seen:
                raise YamlFormError(
                    "E014", key.start_mark.line + 1, f"The key {key.value!r} stands here twice; delete one."
                )
            seen.add(key.value)
            _refuse_doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            _refuse_doubles(entry)


def _explained(fault: yaml.YAMLError) -> YamlFormError:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    words = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it breaks the rules of YAML"
    line = mark.line + 1 if mark else 1
    return YamlFormError(
        "E013", line, f"This is not YAML: {words}. Look for a missing quote, a tab or a wrong indent."
    )
