"""The tree an expression is parsed to: frozen nodes, and what can be read off them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

Value = int | Decimal | bool | str


class RuleError(ValueError):
    """The text is not an expression of the rule language.

    The message says where and what to write instead.
    """


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a word in quotes, true or false."""

    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or `day`."""

    slug: str


@dataclass(frozen=True, slots=True)
class Chose:
    """True when the option was picked at that step."""

    step: str
    option: str


@dataclass(frozen=True, slots=True)
class Not:
    """Negation of a condition."""

    item: Node


@dataclass(frozen=True, slots=True)
class Junction:
    """`and` or `or` over two or more conditions."""

    word: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison; chains are not part of the language."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Among:
    """`item in [ … ]`."""

    item: Node
    choices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+`, `-` or `*` of two numbers."""

    sign: str
    left: Node
    right: Node


Node = Literal | Name | Chose | Not | Junction | Comparison | Among | Arithmetic


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as its author wrote it, with its tree; two are equal when their texts are."""

    text: str
    tree: Node = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under `node`."""
    match node:
        case Not(item):
            return (item,)
        case Junction(_, items):
            return items
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
        case Among(item, choices):
            return (item, *choices)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything under it."""
    yield node
    for child in children(node):
        yield from walk(child)


def depth(node: Node) -> int:
    """The number of nodes on the longest way down."""
    return 1 + max((depth(child) for child in children(node)), default=0)


def names_in(expression: Expression) -> frozenset[str]:
    """The variables an expression reads (with `day`, where it does)."""
    return frozenset(node.slug for node in walk(expression.tree) if isinstance(node, Name))


def choices_in(expression: Expression) -> frozenset[tuple[str, str]]:
    """The (step, option) pairs an expression asks about."""
    return frozenset((node.step, node.option) for node in walk(expression.tree) if isinstance(node, Chose))
