"""Each rule for a text, by a text that breaks it and one beside it that does not."""

import pytest

from content.editorial.public import Cite, Offer, World, body_cites, lint_body
from content.editorial.world import overlay

WORLD = World(
    overlay({target: Offer({"key": target}) for target in ("@GEM21", "@JUP23", "rec:gp", "sec:x", "trial:t")})
)
TABLE = "| {} | {} |\n|---|---|\n| a | b |"

# code: (texts that break it with the line, texts that do not)
CASES = {
    "C001": (
        [
            ("a\n\nb\nText [@NOBODY].", 4),
            ("[rec:none]", 1),
            ("[@GEM21; @NOBODY]", 1),
            ("| a |\n|-|\n| [sec:none] |", 3),
        ],
        ["Text [@GEM21].", "[rec:gp]\n\n[sec:x] [trial:t] [@GEM21; @JUP23]", "`[@NOBODY]`", "    [@NOBODY]"],
    ),
    "C008": (
        [
            ("Half survived 24 months.", 1),
            ("a\n\nIt fell by 30%.", 3),
            ("HR 0.72 was found.", 1),
            ("It differed (p < 0.01).", 1),
            ("95% CI 0.5–0.9", 1),
            ("Give 1,000 mg/m².", 1),
            ("- Give 25 mg", 1),
            ("| Arm | Median |\n|-|-|\n| A | 11 months |", 3),
        ],
        [
            "Half survived 24 months [@GEM21].",
            "It fell by 30%.\nSee [rec:gp].",
            "Three of four did well.",
            "## Survival at 24 months",
            "Grade 2 or worse.",
            "| Arm | Median |\n|-|-|\n| A | 11 months |\n| Source | [@GEM21] |",
        ],
    ),
    "C013": (
        [
            ("Text [3].", 1),
            ("a\nText [3, 4].", 2),
            ("Text [3–5]", 1),
            (r"Text \[3\]", 1),
            ("Text.¹", 1),
            ("word²,³ word", 1),
        ],
        [
            "Text [@GEM21].",
            "10⁹/L and 1.73 m², 5 cm³, mg/m², Ca²⁺, 10⁻³",
            "CI [12, 15]",
            "[0.53, 0.82]",
            "[2021](https://x.org)",
            "`[3]`",
            "[a3]",
        ],
    ),
    "C015": (
        [
            ("The latest guideline.", 1),
            ("One.\n\nIt was recently shown.", 3),
            ("Currently, none. In 2021, one.", 1),
        ],
        ["As of 2026 the latest guideline.", "It is the later one.", "It currently (June 2025) is."],
    ),
    "C018": (
        [
            ("a\n[x](http://x.org)", 2),
            ("[x](javascript:1)", 1),
            ("[x](/admin/)", 1),
            ("[x](//x.org)", 1),
            ("<ftp://x.org>", 1),
            ("![x](data:a)", 1),
        ],
        ["[x](https://x.org)", "[x](mailto:a@b.org)", "`[x](http://x.org)`", "http://x.org as text"],
    ),
    "C019": (
        [
            ("# Top", 1),
            ("## Two\n\n#### Four", 3),
            ("### Three", 1),
            (TABLE.format("", " "), 1),
            ("a\n\n![](https://x.org/a.png)", 3),
        ],
        ["## Two\n\n### Three\n\n## Two", TABLE.format("a", ""), TABLE.format("", "b"), "`# Top`"],
    ),
    "C020": (
        [
            ("a\n\nDOB 12/03/1961", 3),
            ("Date of birth: 1961-03-12", 1),
            ("MRN 00123456", 1),
            ("hospital number: AB123456", 1),
        ],
        [
            "A man born on a farm.",
            "NCT07235319 and number 12 of 30",
            "The patient number was small: 46",
            "Case number 3",
        ],
    ),
    "C023": (
        [("a\n\nText <b>bold</b>", 3), ("<div>\nx\n</div>", 1), ("a\n\n![x](https://x.org/a.png)", 3)],
        [
            "p < 0.001 and > 50%",
            "`<b>`",
            "**bold**",
            "[x](https://x.org 'title')",
            "1. a",
            TABLE.format("a", "b"),
        ],
    ),
    "C024": (
        [
            ("a\n\nText [@GEM21.]", 3),
            ("[@GEM21, @JUP23]", 1),
            ("[ @GEM21]", 1),
            ("[rec:GP]", 1),
            ("[@GEM21", 1),
            ("[sec: x]", 1),
        ],
        ["[@GEM21]", "[@GEM21;@JUP23]", "a@b.org", "[a](mailto:a@b.org)", "`[@GEM21.]`", "[record: x]"],
    ),
    "C025": (
        [
            ("a\n\n::: for martians\nb\n:::", 3),
            ("::: for student\nb", 1),
            ("::: student\nb\n:::", 1),
            ("a\n\n:::", 3),
        ],
        [
            "::: for student resident\nb\n:::",
            ":::: for other\n::: for student\na\n:::\n::::",
            "a ::: b",
            "```\n:::\n```",
        ],
    ),
}
BROKEN = [(code, text, line) for code, (broken, _fine) in CASES.items() for text, line in broken]
FINE = [(code, text) for code, (_broken, fine) in CASES.items() for text in fine]
WARNINGS = {"C008", "C015", "C019", "C023"}


def found(text):
    return lint_body(text, place="body", world=WORLD)


@pytest.mark.parametrize(("code", "text", "line"), BROKEN)
def test_a_text_that_breaks_the_rule_is_told_where(code, text, line):
    faults = [fault for fault in found(text) if fault.code == code]
    assert faults, f"{code} is not found"
    assert faults[0].line == line
    assert {fault.severity for fault in faults} == {"warning" if code in WARNINGS else "error"}
    assert {fault.place for fault in faults} == {"body"}


@pytest.mark.parametrize(("code", "text"), FINE)
def test_a_text_beside_it_that_keeps_the_rule_is_left_alone(code, text):
    assert [fault for fault in found(text) if fault.code == code] == []


def test_findings_come_in_the_order_of_the_lines():
    lines = [
        fault.line for fault in found("Text [3].\n\nThe latest.\n\nText [@NOBODY] and [x](http://x.org).")
    ]
    assert lines == sorted(lines) == [1, 3, 5, 5]


def test_the_rules_read_the_text_of_tables_lists_quotes_and_blocks():
    for frame in ("- {}", "> {}", "1. a\n   {}", "| a |\n|-|\n| {} |", "::: for student\n{}\n:::"):
        assert "C013" in {fault.code for fault in found(frame.format("Text [3]."))}, frame


def test_a_text_too_long_to_render_is_one_finding():
    (fault,) = found("x" * 70_000)
    assert "64 kB" in fault.message


def test_cites_are_told_with_their_lines_in_reading_order():
    text = "One [@A].\nTwo [@B; @A].\n\n- three [rec:x]\n\n::: for student\n| a |\n|-|\n| [sec:y] |\n:::"
    assert body_cites(text, place="body") == [
        Cite("@A", "body", 1),
        Cite("@B", "body", 2),
        Cite("@A", "body", 2),
        Cite("rec:x", "body", 4),
        Cite("sec:y", "body", 9),
    ]
