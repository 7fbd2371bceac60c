"""Reads a case from its YAML file and maps every fault to file, line and place.

Three checks, each on what the one before let through: YAML (safe, no aliases, no key twice), the form
(`codec` and the JSON Schema), and on demand the engine's lint. The engine itself sees plain dictionaries
only.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from cases.engine import codec, lint
from cases.engine.faults import Fault, Severity
from cases.engine.scenario import Scenario
from cases.engine.upgrades import upgraded
from npcsite.lib.yamlfile import YamlFormError, line_of, load

SCHEMA = Path(__file__).resolve().parent.parent / "schema" / "case.json"
LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault with the line of the file it stands on, counted from 1."""

    file: str
    line: int
    fault: Fault

    @property
    def bars(self) -> bool:
        """Whether it is an error and not a warning."""
        return self.fault.severity is Severity.ERROR

    def __str__(self) -> str:
        place = f" {self.fault.place}" if self.fault.place else ""
        return f"{self.file}:{self.line}: {self.fault.code}{place}: {self.fault.message}"


class BadCaseFile(ValueError):
    """The file is not a case; `faults` says everything that is wrong with its form."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as read from a file that has the right form."""

    name: str
    scenario: Scenario
    tree: yaml.Node

    @property
    def data(self) -> dict[str, object]:
        """The canonical plain dictionary of the case."""
        return codec.dump(self.scenario)

    def lint(self) -> tuple[FileFault, ...]:
        """Every error and warning of the engine's lint, in the order of the lines."""
        return self.located(lint.check(self.scenario))

    def located(self, faults: Iterable[Fault]) -> tuple[FileFault, ...]:
        """Each with the line of its place."""
        return _located(self.name, self.tree, faults)


def read_file(path: Path, name: str = "") -> CaseFile:
    """The case in the file at `path`.

    Raises BadCaseFile. `name` is how faults call the file, by default the path as given.
    """
    called = name or str(path)
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise _whole_file(called, "E011", f"The file cannot be read: {fault.strerror or fault}.") from fault
    return read(decoded(raw, called), called)


def decoded(raw: bytes, name: str) -> str:
    """The text of a file called `name` in faults; raises BadCaseFile."""
    if len(raw) > LARGEST_BYTES:
        raise _whole_file(name, "E012", f"The file has {len(raw)} bytes; at most {LARGEST_BYTES} are read.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _whole_file(name, "E011", "The file is not UTF-8 text; save it as UTF-8.") from fault


def read(text: str, name: str) -> CaseFile:
    """The case in `text`, called `name` in faults; raises BadCaseFile."""
    try:
        tree, data = load(text)
    except YamlFormError as bad:
        raise BadCaseFile([FileFault(name, bad.line, Fault(bad.code, "", str(bad)))]) from bad
    if not isinstance(data, dict):
        raise _whole_file(
            name, "E002", "A case file is a mapping of keys to values; see the README of cases/engine."
        )
    try:
        scenario = codec.parse(data)
    except codec.BadScenario as bad:
        raise BadCaseFile(_located(name, tree, bad.faults)) from bad
    faults = _schema_faults(upgraded(data))
    if faults:
        raise BadCaseFile(_located(name, tree, faults))
    return CaseFile(name, scenario, tree)


def _schema_faults(data: Mapping[str, object]) -> tuple[Fault, ...]:
    """What the JSON Schema refuses: a second, independent reading of the form that other programs use too."""
    return tuple(
        Fault("E010", "/".join(str(part) for part in error.absolute_path), f"{error.message[:200]}.")
        for error in _validator().iter_errors(data)
    )


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _located(name: str, tree: yaml.Node, faults: Iterable[Fault]) -> tuple[FileFault, ...]:
    located = (FileFault(name, line_of(tree, fault.place), fault) for fault in faults)
    return tuple(sorted(located, key=lambda fault: fault.line))


def _whole_file(name: str, code: str, message: str) -> BadCaseFile:
    return BadCaseFile([FileFault(name, 1, Fault(code, "", message))])
