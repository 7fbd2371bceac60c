"""Cuts an expression into its words, signs, numbers and quoted texts."""

import re
from dataclasses import dataclass
from enum import Enum

from cases.engine.rules.tree import RuleError

MAX_DIGITS = 12


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the expression; `at` is its column, counted from 1."""

    kind: Kind
    text: str
    at: int


# ASCII only: Python's \d and \w would let other scripts' digits and letters through.
PATTERN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<text>"[A-Za-z0-9_-]*"|'[A-Za-z0-9_-]*')
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<sign>==|!=|<=|>=|[<>+\-*()\[\],])""",
    re.VERBOSE,
)


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens of `source` and an END.

    Raises RuleError at the first character the language does not have.
    """
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = PATTERN.match(source, at)
        if match is None:
            raise RuleError(_stranger(source, at))
        if match.lastgroup != "space":
            found.append(_token(str(match.lastgroup), match.group(), at + 1))
        at = match.end()
    return (*found, Token(Kind.END, "", len(source) + 1))


def _token(kind: str, text: str, at: int) -> Token:
    if kind == "number" and len(text.replace(".", "")) > MAX_DIGITS:
        raise RuleError(f"The number at column {at} is too long; use at most {MAX_DIGITS} digits.")
    return Token(Kind(kind), text[1:-1] if kind == "text" else text, at)


def _stranger(source: str, at: int) -> str:
    sign = source[at]
    if sign in "\"'":
        return f"The quote at column {at + 1} is not closed, or holds more than letters, digits, - and _."
    hint = {
        "=": " To compare, write ==.",
        "/": " There is no division.",
        ".": " A dot may stand only inside a number.",
    }
    return f"Column {at + 1}: {sign!r} is not part of the rule language.{hint.get(sign, '')}"
