"""Reads an expression's text into its tree, within bounds of length and depth."""

from collections.abc import Callable
from decimal import Decimal

from cases.engine.rules.tokens import Kind, Token, tokens
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
    depth,
)

MAX_LENGTH = 500
MAX_DEPTH = 24
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
KEYWORDS = ("and", "or", "not", "in")
TRUTH = {"true": True, "false": False}
TOO_DEEP = f"The expression is nested too deeply; at most {MAX_DEPTH} levels are allowed."
CONSTANTS = {"True": "true", "False": "false", "None": "a value"}


def parse(text: str) -> Expression:
    """The expression `text` stands for; raises RuleError with a message for its author."""
    if len(text) > MAX_LENGTH:
        raise RuleError(f"The expression has {len(text)} characters; at most {MAX_LENGTH} are allowed.")
    reader = _Reader(tokens(text))
    tree = reader.condition()
    reader.expect(Kind.END, "", "the end")
    # A long sum leans to the left, so its tree can be deep where its text is not.
    if depth(tree) > MAX_DEPTH:
        raise RuleError(TOO_DEEP)
    return Expression(text, tree)


class _Reader:
    """Recursive descent, one method per level of the grammar; the depth is counted on every way down."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self.found = found
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.found[self.at]

    def take(self, kind: Kind, *texts: str) -> Token | None:
        """Consumes the next token when it is one of those."""
        token = self.next
        if token.kind is not kind or (texts and token.text not in texts):
            return None
        self.at += 1
        return token

    def expect(self, kind: Kind, text: str, words: str) -> Token:
        token = self.take(kind, text) if kind is not Kind.TEXT else self.take(kind)
        if token is None:
            raise RuleError(
                f"Column {self.next.at}: {words} was expected, not {self.next.text or 'the end'!r}."
            )
        return token

    def deeper(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RuleError(TOO_DEEP)
        node = read()
        self.depth -= 1
        return node

    def condition(self) -> Node:
        return self.junction("or", lambda: self.junction("and", self.negation))

    def junction(self, word: str, read: Callable[[], Node]) -> Node:
        items = [read()]
        while self.take(Kind.WORD, word):
            items.append(read())
        return items[0] if len(items) == 1 else Junction(word, tuple(items))

    def negation(self) -> Node:
        if self.take(Kind.WORD, "not"):
            return Not(self.deeper(self.negation))
        return self.comparison()

    def comparison(self) -> Node:
        left = self.total()
        if self.take(Kind.WORD, "in"):
            left = Among(left, self.choices())
        elif sign := self.take(Kind.SIGN, *COMPARISONS):
            left = Comparison(sign.text, left, self.total())
        if self.next.text in COMPARISONS and self.next.kind is Kind.SIGN:
            raise RuleError(f"Column {self.next.at}: comparisons are not chained; write a < b and b < c.")
        return left

    def choices(self) -> tuple[Node, ...]:
        self.expect(Kind.SIGN, "[", "a list like [1, 2] after 'in'")
        items = [self.total()]
        while self.take(Kind.SIGN, ","):
            items.append(self.total())
        self.expect(Kind.SIGN, "]", "the closing ]")
        return tuple(items)

    def total(self) -> Node:
        return self.chain(("+", "-"), lambda: self.chain(("*",), self.signed))

    def chain(self, signs: tuple[str, ...], read: Callable[[], Node]) -> Node:
        left = read()
        while sign := self.take(Kind.SIGN, *signs):
            left = Arithmetic(sign.text, left, read())
        return left

    def signed(self) -> Node:
        if not self.take(Kind.SIGN, "-"):
            return self.atom()
        item = self.deeper(self.signed)
        if isinstance(item, Literal) and not isinstance(item.value, bool | str):
            return Literal(-item.value)
        return Arithmetic("-", Literal(0), item)

    def atom(self) -> Node:
        token = self.next
        self.at += 1
        if token.kind is Kind.NUMBER:
            return Literal(Decimal(token.text) if "." in token.text else int(token.text))
        if token.kind is Kind.TEXT:
            return Literal(token.text)
        if token.kind is Kind.WORD:
            return self.word(token)
        if token == Token(Kind.SIGN, "(", token.at):
            inner = self.deeper(self.condition)
            self.expect(Kind.SIGN, ")", "the closing )")
            return inner
        raise RuleError(f"Column {token.at}: a value was expected, not {token.text or 'the end'!r}.")

    def word(self, token: Token) -> Node:
        if token.text in TRUTH:
            return Literal(TRUTH[token.text])
        if token.text in CONSTANTS:
            raise RuleError(f"Column {token.at}: write {CONSTANTS[token.text]}, not {token.text}.")
        if token.text in KEYWORDS:
            raise RuleError(f"Column {token.at}: a value was expected, not {token.text!r}.")
        if self.take(Kind.SIGN, "("):
            return self.chose(token)
        return Name(token.text)

    def chose(self, token: Token) -> Node:
        if token.text != "chose":
            raise RuleError(
                f'Column {token.at}: {token.text}() cannot be called; only chose("step", "option") can.'
            )
        step = self.expect(Kind.TEXT, "", "a step's slug in quotes")
        self.expect(Kind.SIGN, ",", "a comma")
        option = self.expect(Kind.TEXT, "", "an option's slug in quotes")
        self.expect(Kind.SIGN, ")", "the closing )")
        return Chose(step.text, option.text)
