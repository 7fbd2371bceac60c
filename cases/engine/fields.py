"""The kinds of field a case file has: how each is read, with faults that carry a place, and written back."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.engine.reading import (
    DECIMAL,
    LONGEST_SLUG,
    Ledger,
    is_whole,
    wrong_type,
)
from cases.engine.rules import Expression, RuleError
from cases.engine.rules import parse as parse_rule


class Plain:
    """Fields that are written as they are held."""

    def write(self, value: object) -> object:
        return value


class Text(Plain):
    """Words for people or Markdown, brought to NFC, LF and no trailing space, so equal texts are equal."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, str):
            return wrong_type(value, "a text", place, ledger)
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        for sign in text:
            if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t":
                return ledger.note(
                    "E009", place, f"The character U+{ord(sign):04X} is not allowed; delete it."
                )
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


@dataclass(frozen=True, slots=True)
class Matching:
    """A short text of a fixed form, such as a slug."""

    pattern: re.Pattern[str]
    advice: str

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, str):
            return wrong_type(value, "a text", place, ledger)
        if not self.pattern.fullmatch(value) or len(value) > LONGEST_SLUG:
            return ledger.note("E007", place, f"{value[:LONGEST_SLUG]!r} has the wrong form; {self.advice}.")
        return value

    def write(self, value: object) -> object:
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds."""

    low: int
    high: int

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not is_whole(value):
            return wrong_type(value, "a whole number", place, ledger)
        if not isinstance(value, int) or not self.low <= value <= self.high:
            return ledger.note("E005", place, f"{value} is out of range; use {self.low} to {self.high}.")
        return value

    def write(self, value: object) -> object:
        return value


class Flag(Plain):
    """true or false."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        return value if isinstance(value, bool) else wrong_type(value, "true or false", place, ledger)


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    words: type[StrEnum]

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        known = [str(word) for word in self.words]
        if value not in known:
            return ledger.note("E004", place, f"{value!r} is not known here; use one of {', '.join(known)}.")
        return self.words(value)

    def write(self, value: object) -> object:
        return str(value)


class Quantity:
    """A number with decimals, written in quotes so that it stays exact."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, str) or not DECIMAL.fullmatch(value):
            return ledger.note("E002", place, 'This must be a number in quotes, such as "0.5".')
        return Decimal(value)

    def write(self, value: object) -> object:
        return str(value)


class Scalar:
    """A variable's value as written; `shapes.typed_variable` brings it to the variable's type."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if isinstance(value, bool | int | str):
            return value
        return wrong_type(value, "a number, true or false, or a text in quotes", place, ledger)

    def write(self, value: object) -> object:
        return str(value) if isinstance(value, Decimal) else value


class Rule:
    """An expression of the rule language."""

    def read(self, value: object, place: str, ledger: Ledger) -> object:
        if not isinstance(value, str):
            return wrong_type(value, "a text", place, ledger)
        try:
            return parse_rule(value.strip())
        except RuleError as fault:
            return ledger.note("E008", place, str(fault))

    def write(self, value: object) -> object:
        return value.text if isinstance(value, Expression) else ""
