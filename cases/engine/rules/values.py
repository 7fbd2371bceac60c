"""Evaluates a type-checked expression against a patient's variables and the choices made so far."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

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
    RuleError,
    Value,
)

# A context of our own: the caller's thread-wide one may round otherwise, and a replay must not depend on it.
ARITHMETIC = Context(prec=50, rounding=ROUND_HALF_EVEN)

SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expression may read: the variables, the day, and the (step, option) pairs chosen."""

    variables: Mapping[str, Value]
    day: int
    chosen: frozenset[tuple[str, str]]

    def read(self, slug: str) -> Value:
        return self.day if slug == "day" else self.variables[slug]


def evaluate(expression: Expression, around: Surroundings) -> Value:
    """The value of `expression`.

    Raises RuleError when it reads a name or mixes types that lint would have refused.
    """
    try:
        return _value(expression.tree, around)
    except (KeyError, TypeError) as fault:
        raise RuleError(f"{expression.text!r} cannot be evaluated; lint the case.") from fault


def _value(node: Node, around: Surroundings) -> Value:
    match node:
        case Literal(value):
            return value
        case Name(slug):
            return around.read(slug)
        case Arithmetic(sign, left, right):
            return _calculate(sign, _value(left, around), _value(right, around))
        case _:
            return _holds(node, around)


def _holds(node: Node, around: Surroundings) -> bool:
    match node:
        case Chose(step, option):
            return (step, option) in around.chosen
        case Not(item):
            return not _value(item, around)
        case Junction("and", items):
            return all(_value(item, around) for item in items)
        case Junction(_, items):
            return any(_value(item, around) for item in items)
        case Comparison(sign, left, right):
            return SIGNS[sign](_value(left, around), _value(right, around))
        case Among(item, choices):
            return _value(item, around) in [_value(choice, around) for choice in choices]
        case _:
            raise TypeError(node)


def _calculate(sign: str, left: Value, right: Value) -> Value:
    if isinstance(left, str) or isinstance(right, str):
        raise TypeError(sign)
    if isinstance(left, int) and isinstance(right, int):
        return {"+": left + right, "-": left - right, "*": left * right}[sign]
    one, other = Decimal(left), Decimal(right)
    return {"+": ARITHMETIC.add, "-": ARITHMETIC.subtract, "*": ARITHMETIC.multiply}[sign](one, other)
