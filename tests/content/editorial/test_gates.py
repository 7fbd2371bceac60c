"""Which finding bars submission, which bars approval, and which a reason may wave through."""

import pytest

from content.editorial.kinds import Fault
from content.editorial.lint.gates import RULES, blocking, fault, fault_key, gated

# As the specification of the workflow has them: at submission, at approval (- none, w warning, e error).
SPECIFIED = {
    "C001": "ee", "C002": "ww", "C003": "ee", "C004": "ee", "C006": "we", "C007": "ee", "C008": "we", "C009": "ee",
    "C011": "ee", "C012": "we", "C013": "ee", "C015": "ww", "C017": "ee", "C018": "ee", "C019": "we", "C020": "ee",
    "C021": "-e", "C022": "ww", "C023": "we", "C024": "ee",
}  # fmt: skip
LETTERS = {None: "-", "warning": "w", "error": "e"}


def test_the_table_is_the_specified_one():
    rules = {code: f"{LETTERS[rule.submit]}{LETTERS[rule.approve]}" for code, rule in RULES.items()}
    assert {code: rules[code] for code in SPECIFIED} == SPECIFIED
    assert {code for code in rules if code.startswith("C")} == {*SPECIFIED, "C025"}


@pytest.mark.parametrize(("code", "at"), SPECIFIED.items())
def test_a_finding_bars_a_gate_where_the_table_says_error(code, at):
    found = [fault(code, "body", 3, "Something.")]
    for gate, letter in zip(("submit", "approve"), at, strict=True):
        assert bool(blocking(found, gate=gate)) is (letter == "e"), gate
        assert [LETTERS[one.severity] for one in gated(found, gate=gate)] == (
            [] if letter == "-" else [letter]
        )


def test_an_expression_of_concern_bars_approval_and_not_submission():
    found = [fault("C003", "body", 3, "Under concern.", severity="warning")]
    assert blocking(found, gate="submit") == []
    assert [one.code for one in blocking(found, gate="approve")] == ["C003"]


def test_a_figure_without_a_source_passes_approval_with_a_reason_and_not_with_a_blank_one():
    found = [fault("C008", "body", 3, "A figure."), fault("C008", "body", 9, "Another.")]
    waived = {fault_key(found[0]): "It is arithmetic on the line above."}
    assert [one.line for one in blocking(found, gate="approve", waived=waived)] == [9]
    assert len(blocking(found, gate="approve", waived={fault_key(found[0]): "  "})) == 2


@pytest.mark.parametrize("code", sorted(set(RULES) - {"C008"}))
def test_no_other_finding_is_waved_through(code):
    found = [fault(code, "body", 3, "Something.", severity="error")]
    waived = {fault_key(found[0]): "A reason."}
    assert blocking(found, gate="approve", waived=waived) == blocking(found, gate="approve")


@pytest.mark.parametrize("gate", ["submit", "approve"])
def test_a_finding_of_another_lint_keeps_its_own_severity(gate):
    found = [Fault("E401", "steps/a", None, "…", "error"), Fault("W801", "findings/b", None, "…", "warning")]
    assert [one.code for one in blocking(found, gate=gate)] == ["E401"]
