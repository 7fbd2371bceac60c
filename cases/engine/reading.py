"""How plain data is read: every fault is noted with its place, so that an author sees all of them at once."""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from cases.engine.faults import Fault


class Missing(Enum):
    """Stands for a value that could not be read; its fault has been noted."""

    MISSING = "missing"


MISSING = Missing.MISSING
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_SLUG = 64
TYPE_WORDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "a mapping",
}


@dataclass(slots=True)
class Ledger:
    """Collects the faults of one reading, so that an author sees all of them at once."""

    faults: list[Fault] = field(default_factory=list)

    def note(self, code: str, place: str, message: str) -> Missing:
        self.faults.append(Fault(code, place, message))
        return MISSING


class Kind(Protocol):
    """Reads a plain value (MISSING after noting a fault) and writes it back."""

    def read(self, value: object, place: str, ledger: Ledger) -> object: ...

    def write(self, value: object) -> object: ...


def named(value: object) -> str:
    """The type of a plain value in an author's words."""
    return "empty" if value is None else TYPE_WORDS.get(type(value), "a list")


def wrong_type(value: object, wanted: str, place: str, ledger: Ledger) -> Missing:
    hint = (
        {"a text": "; put it in quotes"}.get(wanted, "")
        if value is not None
        else "; fill it in or leave the key out"
    )
    return ledger.note("E002", place, f"This must be {wanted}, but is {named(value)}{hint}.")


def is_whole(value: object) -> bool:
    """An int that is not a truth value: Python's True is an int."""
    return isinstance(value, int) and not isinstance(value, bool)
