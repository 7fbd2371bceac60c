"""Checks the types of an expression against the variables it may read, before anyone plays it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cases.engine.rules.tree import (
    Among,
    Arithmetic,
    Chose,
    Comparison,
    Expression,
    Junction,
    Literal,
    Name,
    Node,
    Not,
    Value,
)


@dataclass(frozen=True, slots=True)
class Type:
    """`word` is int, decimal, bool or enum.

    An enum has its choices, a quoted literal is an enum of itself.
    """

    word: str
    choices: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        return self.word in ("int", "decimal")

    def __str__(self) -> str:
        names = {"int": "a whole number", "decimal": "a decimal number", "bool": "true or false"}
        return names.get(self.word) or "one of " + ", ".join(f'"{choice}"' for choice in self.choices)

    def takes(self, other: Type) -> bool:
        """Whether a value of type `other` may be stored in a variable of this type."""
        if self.word == "enum":
            return other.word == "enum" and set(other.choices) <= set(self.choices)
        return self.word == other.word or (self.word == "decimal" and other.word == "int")

    def meets(self, other: Type) -> bool:
        """Whether the two can be compared: numbers with numbers, words of one enum, truth with truth."""
        if self.word == "enum" and other.word == "enum":
            return set(other.choices) <= set(self.choices) or set(self.choices) <= set(other.choices)
        return (self.numeric and other.numeric) or self.word == other.word == "bool"


BOOL, INT, DECIMAL = Type("bool"), Type("int"), Type("decimal")


class RuleTypeError(ValueError):
    """The expression mixes types or reads an unknown name; `name` is that name, or empty."""

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


def type_of_value(value: Value) -> Type:
    """The type of a plain value; bool before int, because Python's True is an int."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return INT
    return DECIMAL if isinstance(value, Decimal) else Type("enum", (value,))


def check(expression: Expression, names: Mapping[str, Type]) -> Type:
    """The type of `expression`, `names` being the variables and `day`.

    Raises RuleTypeError at the first fault.
    """
    return _check(expression.tree, names)


def _check(node: Node, names: Mapping[str, Type]) -> Type:
    match node:
        case Literal(value):
            return type_of_value(value)
        case Name(slug):
            return _known(slug, names)
        case Arithmetic(sign, left, right):
            return _arithmetic(sign, _check(left, names), _check(right, names))
        case _:
            _condition(node, names)
            return BOOL


def _known(slug: str, names: Mapping[str, Type]) -> Type:
    if slug not in names:
        raise RuleTypeError(f"There is no variable {slug!r}; quote it if it is a word.", slug)
    return names[slug]


def _arithmetic(sign: str, left: Type, right: Type) -> Type:
    for side in (left, right):
        if not side.numeric:
            raise RuleTypeError(f"{sign} needs numbers on both sides, not {side}.")
    return DECIMAL if DECIMAL in (left, right) else INT


def _condition(node: Node, names: Mapping[str, Type]) -> None:
    match node:
        case Not(item):
            _truth(item, "not", names)
        case Junction(word, items):
            for item in items:
                _truth(item, word, names)
        case Comparison(sign, left, right):
            _comparison(sign, _check(left, names), _check(right, names))
        case Among(item, choices):
            for choice in choices:
                _comparison("==", _check(item, names), _check(choice, names))
        case Chose():
            return


def _truth(node: Node, word: str, names: Mapping[str, Type]) -> None:
    found = _check(node, names)
    if found != BOOL:
        raise RuleTypeError(f"{word!r} needs conditions, not {found}.")


def _comparison(sign: str, left: Type, right: Type) -> None:
    if not left.meets(right):
        raise RuleTypeError(f"{left} cannot be compared with {right}.")
    if sign not in ("==", "!=") and not left.numeric:
        raise RuleTypeError(f"{sign} orders numbers; compare {left} with == or !=.")
