"""A form that is not allowed is answered with the same question, what was typed, and what to do; nothing is written."""

import uuid

import pytest

from tests.cases.players import text
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(guest):
    """A guest at the menu."""
    guest.decide()
    return guest


@pytest.fixture
def single(asked):
    """A guest at the first single question."""
    asked.decide("a", "e")
    return asked


def refused(player, picks, **more):
    """The page of a refusal, after checking that it left no trace."""
    before = player.attempt.events.count()
    answer = player.decide(*picks, **more)
    assert answer.status_code == 422
    assert player.attempt.events.count() == before
    assert 'role="alert"' in text(answer)
    return text(answer)


def test_no_pick_is_asked_for_in_plain_words(single):
    assert "Choose one option first." in refused(single, [])


def test_two_picks_of_a_single_question_are_refused(single):
    html = refused(single, ["a", "b"])
    assert "Choose one answer only." in html
    assert html.count("checked") >= 2


def test_more_picks_than_a_menu_takes_are_refused_and_kept(asked):
    html = refused(asked, ["a", "b", "c", "d"], certainty="3")
    assert "Choose at most 3 answers." in html
    for letter in "abcd":
        assert f'value="{letter}" checked' in html
    assert 'name="certainty" value="3" checked' in html


def test_the_same_pick_twice_is_refused(asked):
    refused(asked, ["a", "a"])


@pytest.mark.parametrize(
    "pick",
    ["nowhere", "", " a", "a\x00", "a\x1b[0m", "\ud800", "x" * 5000, "<script>alert(1)</script>", "q-1"],
)
def test_a_pick_that_is_not_on_offer_is_refused(single, pick):
    html = refused(single, [pick.encode("utf-8", "replace").decode()])
    assert "<script>alert" not in html


@pytest.mark.parametrize("certainty", ["0", "4", "two", "1\x00", "9" * 400])
def test_a_certainty_out_of_range_is_refused(single, certainty):
    refused(single, ["a"], certainty=certainty)


def test_certainty_may_be_left_out_in_practice(single):
    assert single.decide("a", certainty="").status_code == 303


@pytest.mark.parametrize(
    "broken", [{"key": ""}, {"key": "1"}, {"position": "x"}, {"position": "-1"}, {"position": "9" * 99}]
)
def test_a_page_that_lost_its_key_or_position_says_so_and_offers_a_new_one(single, broken):
    before = single.attempt.events.count()
    answer = single.send({**single.form(), **broken}, ["a"])
    assert answer.status_code == 422
    assert "The page was incomplete" in text(answer)
    assert single.attempt.events.count() == before


def test_a_form_with_nothing_in_it_is_no_fault_of_the_server(single):
    assert single.client.post(single.url("decide")).status_code == 422
    assert single.client.post(single.url("abandon")).status_code == 422


def test_picks_at_a_step_that_only_tells_are_refused(guest):
    before = guest.attempt.events.count()
    assert guest.decide("a").status_code == 422
    assert guest.attempt.events.count() == before


def test_a_start_without_a_key_starts_nothing(guest):
    answer = guest.client.post("/cases/made/start/", {"key": "nonsense"})
    assert answer.status_code == 422
    assert "nothing was started" in text(answer)


def test_with_htmx_a_refusal_is_the_question_again(single):
    answer = single.decide(htmx=True)
    assert answer.status_code == 422
    assert word("q-2", "question") in text(answer)
    assert "<html" not in text(answer)


def test_a_stale_form_is_told_so_even_when_its_picks_are_wrong_here(single):
    form = {**single.form(), "position": "1", "key": str(uuid.uuid4())}
    assert single.send(form, ["e"]).status_code == 409
