"""What a line must not part stays in one piece on a narrow screen, and stays words."""

import pytest

from npcsite.lib import markdown
from npcsite.templatetags.site import unbroken

PIECES = [
    "PD-1", "PD-L1", "TNM-8", "JUPITER-02", "AK105-304", "CAPTAIN-1st", "T3-4", "[II, A]", "[II, A; MCBS 3]", "III–IV",
    "0.44-0.68", "4–6", "50-60 mL/min", "60 mL", "3 mg/kg", "1,000 mg/m²", "25–30 %", "1.9 ×10⁹/L", "ECOG 0-1", "AUC 5",
    "HR 0.72", "NYHA III-IV", "phase 3", "Grade III", "grade 3-4", "stage II–IVA", "day 8", "evidence 1A",
]  # fmt: skip


def together(piece):
    return f'<span class="unbroken">{piece}</span>'


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_stays_together(piece):
    assert unbroken(f"after ({piece}), late") == f"after ({together(piece)}), late"


@pytest.mark.parametrize(
    "words", ["a follow-up of 5-year data", "step-q-2", "well-set Second-line", "10.1000/1-a", "2026-11-28"]
)
def test_other_words_are_left_alone(words):
    assert unbroken(words) == words


def test_a_name_keeps_together_within_a_longer_word():
    assert unbroken("anti-PD-1, PD-1-naive") == f"anti-{together('PD-1')}, {together('PD-1')}-naive"


def test_what_looks_like_markup_stays_words():
    assert unbroken('<b>PD-1</b> & "x"') == (f"&lt;b&gt;{together('PD-1')}&lt;/b&gt; &amp; &quot;x&quot;")


def test_nothing_is_put_into_a_tag_or_into_the_mark_of_a_citation():
    cited = markdown.render("Given at 60 mL [@SMITH-2026].")
    kept = markdown.unbroken(f'<a title="PD-1">PD-1</a>{cited}')
    assert kept.startswith(f'<a title="PD-1">{together("PD-1")}</a>')
    assert markdown.cited_in(kept) == ("@SMITH-2026",)
    assert together("60 mL") in kept


def test_done_twice_is_done_once():
    once = markdown.unbroken("<p>PD-1 in 4–6 cycles of 60 mg</p>")
    assert markdown.unbroken(once) == once
