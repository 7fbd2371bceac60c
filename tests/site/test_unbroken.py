"""Names with a number stay in one piece on a narrow screen, and stay words."""

import pytest

from npcsite.templatetags.site import unbroken


@pytest.mark.parametrize("name", ["PD-1", "PD-L1", "TNM-8", "JUPITER-02"])
def test_a_name_with_a_number_stays_in_one_piece(name):
    assert unbroken(f"after ({name}), late") == f'after (<span class="unbroken">{name}</span>), late'


@pytest.mark.parametrize("words", ["a follow-up of 5-year data", "1-2", "step-q-2", "well-set Second-line"])
def test_other_words_are_left_alone(words):
    assert unbroken(words) == words


def test_what_looks_like_markup_stays_words():
    assert unbroken('<b>PD-1</b> & "x"') == (
        '&lt;b&gt;<span class="unbroken">PD-1</span>&lt;/b&gt; &amp; &quot;x&quot;'
    )
