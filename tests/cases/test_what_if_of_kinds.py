"""What if a ranking had been in another order, or a number another one: the same two columns, and nothing is stored."""

import pytest
from django.test import Client

from tests.cases.kinds import OVERDOSE_ABOVE, PLACES, VALUE, kinds_story
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.stories import word
from tests.cases.test_other_kinds import answer_of
from tests.cases.test_what_if import every_row, look, parts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def over() -> Player:
    """A guest who swapped two places of the ranking and overdosed."""
    publish_story(kinds_story())
    player = Player(Client()).start("kinds")
    player.decide()
    for n in (1, 2):
        player.send(player.form(), **answer_of(n))
    player.send(player.form(), **{**PLACES, "place-a": "2", "place-b": "1"})
    player.send(player.form(), number=str(OVERDOSE_ABOVE + 1), unit="mg")
    return player


def test_another_order_stands_beside_the_one_that_was_given(over):
    happened, other = parts_of(look(over, 4, **PLACES))
    assert f"1. {word('q-3', 'b', 'label')}" in happened
    assert f"1. {word('q-3', 'a', 'label')}" in other
    assert "Unsafe" in happened
    assert "Unsafe" in other, "the overdose that came later stays what it was"


def test_another_number_has_its_own_ending_and_score(over):
    happened, other = parts_of(look(over, 5, number=str(VALUE), unit="mg"))
    assert f"{OVERDOSE_ABOVE + 1:,} mg" in happened
    assert "Unsafe" in happened
    assert f"{VALUE:,} mg" in other
    assert word("end-good", "title") in other
    assert "Unsafe" not in other


def test_neither_leaves_a_trace(over):
    before = every_row()
    assert look(over, 4, **PLACES).status_code == 200
    assert look(over, 5, number=str(VALUE), unit="mg").status_code == 200
    assert every_row() == before


@pytest.mark.parametrize(
    ("position", "answer", "said"),
    [
        (4, {**PLACES, "place-a": "2"}, "Two options have place 2."),
        (5, {"number": "much", "unit": "mg"}, "Write digits only"),
        (5, {"number": "5", "unit": "stone"}, "The answer is wanted in mg."),
    ],
)
def test_what_is_no_order_and_no_number_is_refused_with_what_to_do(over, position, answer, said):
    got = look(over, position, **answer)
    assert got.status_code == 422
    assert said in got.content.decode()
    assert 'id="other"' not in got.content.decode()
