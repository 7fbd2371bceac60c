"""Ten thousand expressions, from wild to nearly right: only the language's own errors come out; nothing runs text.

The dice are seeded: a failure can be repeated, and the run takes the same time everywhere.
"""

import ast
import random
from pathlib import Path

import pytest

from cases.engine import codec, lint, rules
from cases.engine.codec import BadScenario
from cases.engine.rules import RuleError, RuleTypeError
from tests.engine.fixtures import part, small_data
from tests.engine.test_rules import AROUND, TYPES

COUNT = 10_000
ROOT = Path(__file__).resolve().parents[2]
PIECES = (
    "pain", "share", "fit", "response", "day", "mood", "chose", '"staging"', '"mri"', "'partial'", "1", "0.5", "12",
    "999999999999", "+", "-", "*", "/", "%", "**", "(", ")", "[", "]", "{", "}", ",", ".", ":", ";", "=", "==", "!=",
    "<", "<=", ">", ">=", "and", "or", "not", "in", "is", "if", "else", "lambda", "true", "false", "True", "None",
    "__class__", "__import__", "eval", "exec", "getattr", "os", "\\", "\n", "\t", "\x00", "#", "`", "@", "½", "\ud800",
)  # fmt: skip


def wild(dice: random.Random) -> str:
    """Any characters, in any number."""
    return "".join(
        chr(dice.choice((dice.randrange(32, 127), dice.randrange(0x3000)))) for _ in range(dice.randrange(80))
    )


def pieces(dice: random.Random) -> str:
    """Words and signs of this language and of Python, thrown together."""
    return dice.choice(("", " ")).join(dice.choice(PIECES) for _ in range(dice.randrange(1, 40)))


def grown(dice: random.Random, depth: int = 0) -> str:
    """What has the form of an expression, often of mixed types, sometimes too deep or too long."""
    if depth > 30 or dice.random() < 0.3 + depth / 40:
        return dice.choice((*PIECES[:9], "1", "true", 'chose("staging", "mri")'))
    left, right = grown(dice, depth + 1), grown(dice, depth + 1)
    shape = dice.choice(("({} {} {})", "{} {} {}"))
    return dice.choice(
        (
            f"not {left}",
            f"-{left}",
            f"{left} in [{right}, 1]",
            shape.format(left, dice.choice(PIECES[14:]), right),
        )
    )


def spoilt(dice: random.Random) -> str:
    """A right one with one character changed."""
    text = 'pain + 2 * 3 >= day and not (response in ["partial", "none"] or chose("staging", "mri"))'
    at = dice.randrange(len(text))
    return text[:at] + dice.choice(("", *PIECES)) + text[at + dice.randrange(2) :]


def outcome(text: str) -> str:
    """What became of it; any other error than the language's own is the test's failure."""
    try:
        expression = rules.parse(text)
        rules.check(expression, TYPES)
    except (RuleError, RuleTypeError):
        return "refused"
    value = rules.evaluate(expression, AROUND)
    assert rules.type_of_value(value)
    return "taken"


def test_ten_thousand_expressions_raise_nothing_but_the_languages_own_errors():
    dice = random.Random(20261128)  # noqa: S311 - repeatable dice are wanted here
    makers = (wild, pieces, grown, spoilt)
    found = [outcome(makers[number % len(makers)](dice)) for number in range(COUNT)]
    assert len(found) == COUNT
    # The control: both ends are reached, or the fuzz would prove nothing.
    assert found.count("taken") >= COUNT / 50
    assert found.count("refused") >= COUNT / 2


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("__import__ > 1", "E104"),
        ("mood > 3", "E104"),
        ("pain.real > 1", "E008"),
        ("pain.__class__ == 1", "E008"),
        ("open('x')", "E008"),
        ("__import__('os')", "E008"),
        ('eval("pain")', "E008"),
        ("pain[0] > 1", "E008"),
        ("1 + " * 200 + "1 > 0", "E008"),
        (" or ".join(["true"] * 100), "E008"),
        ("(" * 60 + "true" + ")" * 60, "E008"),
        ("not " * 60 + "true", "E008"),
        ("9" * 40 + " > pain", "E008"),
    ],
)
def test_a_case_with_such_an_expression_cannot_be_saved(expression, code):
    """As a transition's condition and as an effect: the form refuses it, or lint bars it by its name."""
    data = small_data()
    part(data, "steps/goals")["transitions"].insert(0, {"when": expression, "goto": "end-blind"})
    assert ("steps/goals/transitions/0/when", code) in saved(data)
    data = small_data()
    part(data, "steps/treatment/options/gp")["effects"] = {"fit_now": expression}
    assert ("steps/treatment/options/gp/effects/fit_now", code) in saved(data)


def saved(data: dict) -> set[tuple[str, str]]:
    try:
        return {(fault.place, fault.code) for fault in lint.check(codec.parse(data))}
    except BadScenario as bad:
        return {(fault.place, fault.code) for fault in bad.faults}


def calls(tree: ast.AST) -> set[str]:
    """What a module calls or names that would run text as code."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return (names & {"eval", "exec", "compile", "__import__"}) | (
        attributes & {"literal_eval", "__globals__"}
    )


def test_nothing_in_the_product_runs_text_as_code():
    assert calls(ast.parse("import ast\neval('1'); exec('1'); ast.literal_eval('1')")) == {
        "eval",
        "exec",
        "literal_eval",
    }
    files = [file for room in ("cases", "content", "npcsite") for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    found = {
        str(file.relative_to(ROOT)): calls(ast.parse(file.read_text(encoding="utf-8"))) for file in files
    }
    assert {file: names for file, names in found.items() if names} == {}
