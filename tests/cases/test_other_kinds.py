"""Rankings and numbers in the player: stored, shown, refused and replayed like every other decision."""

import json
import re
import uuid

import pytest
from django.core.management import call_command
from django.test import Client

from cases.models import AttemptEvent
from cases.selectors import playing
from tests.cases.kinds import OVERDOSE_ABOVE, PLACES, TOLERANCE, VALUE, answer, kinds_story
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


@pytest.fixture
def player(db) -> Player:
    """A guest at the ranking."""
    publish_story(kinds_story())
    player = Player(Client()).start("kinds")
    player.decide()
    for n in (1, 2):
        player.send(player.form(), **answer_of(n))
    return player


@pytest.fixture
def dosing(player) -> Player:
    """A guest at the number."""
    player.send(player.form(), **answer_of(3))
    return player


def answer_of(n: int) -> dict:
    sent = answer(n)
    return {"picks": sent.pop("pick", ()), **sent}


def last(player: Player) -> AttemptEvent:
    return player.attempt.events.order_by("position").last()


def feedback(player: Player) -> str:
    return text(player.client.get(player.url("feedback", last(player).position)))


# The forms


def test_a_ranking_offers_a_place_for_each_option(player):
    html = text(player.look())
    for slug in "abcd":
        assert f'name="place-{slug}"' in html
    assert html.count('<option value="4">') == 4
    assert 'name="pick"' not in html


def test_a_number_offers_a_field_and_its_units(dosing):
    html = text(dosing.look())
    assert re.search(r'inputmode="decimal"[^>]*name="number"', html)
    assert '<option value="mg">' in html
    assert '<option value="mg/m²">' in html
    assert 'name="pick"' not in html


# What is stored


def test_a_ranking_is_stored_as_its_order(player):
    places = {"place-a": "2", "place-b": "1", "place-c": "4", "place-d": "3"}
    assert player.send(player.form(), **places).status_code == 303
    data = json.loads(last(player).data)
    assert data == {"step": "q-3", "picks": [], "ranking": ["b", "a", "d", "c"], "certainty": None}


def test_a_number_is_stored_with_its_unit_and_without_the_class_it_falls_into(dosing):
    sent = dosing.send(dosing.form(), number=f"{VALUE},50", unit="mg", certainty="2")
    assert sent.status_code == 303
    data = json.loads(last(dosing).data)
    assert data == {"step": "q-4", "picks": [], "number": f"{VALUE}.5", "unit": "mg", "certainty": 2}


def test_other_decisions_are_stored_as_they_always_were(player):
    assert json.loads(player.attempt.events.get(position=2).data) == {
        "step": "q-1",
        "picks": ["a", "e"],
        "certainty": None,
    }


def test_the_reference_path_scores_100_and_recomputes(dosing, capsys):
    dosing.send(dosing.form(), **answer_of(4))
    result = dosing.attempt.results.get()
    assert (result.score, result.harm, result.ending) == (100, 0, "end-good")
    call_command("recompute_results")
    again = playing.load(dosing.attempt).state.decisions
    assert [made.picks for made in again[-2:]] == [("a",), ("within",)]


def test_an_overdose_is_unsafe(dosing):
    dosing.send(dosing.form(), number=str(OVERDOSE_ABOVE + 1), unit="mg")
    result = dosing.attempt.results.get()
    assert (result.unsafe, result.harm, result.ending) == (True, 30, "end-bad")
    assert result.score <= 49


@pytest.mark.parametrize("htmx", [False, True])
def test_a_second_post_of_the_same_form_stores_nothing_more(dosing, htmx):
    form = dosing.form()
    first = dosing.send(form, **answer_of(4), htmx=htmx)
    again = dosing.send(form, number="1", unit="mg", htmx=htmx)
    assert first.status_code == again.status_code
    assert json.loads(last(dosing).data)["number"] == str(VALUE)
    assert dosing.attempt.events.count() == 6


def test_a_stale_form_is_shown_the_order_or_the_number_that_is_kept(player):
    stale = {**player.form(), "key": str(uuid.uuid4())}
    player.send(player.form(), **answer_of(3))
    html = text(player.send(stale, **{**PLACES, "place-a": "2", "place-b": "1"}))
    assert f"1. {word('q-3', 'a', 'label')}" in html
    stale = {**player.form(), "key": str(uuid.uuid4())}
    player.send(player.form(), number=str(VALUE + 1000), unit="mg")
    late = player.send(stale, number="5", unit="mg")
    assert late.status_code == 409
    assert f"{VALUE + 1000:,} mg" in text(late)


# What is refused


def refused(player: Player, **sent) -> str:
    before = player.attempt.events.count()
    answer = player.send(player.form(), **sent)
    assert answer.status_code == 422
    assert player.attempt.events.count() == before
    assert 'role="alert"' in text(answer)
    return text(answer)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Give every option its place"),
        ({**PLACES, "place-d": ""}, "Give every option its place"),
        ({**PLACES, "place-d": "1"}, "Two options have place 1."),
        ({**PLACES, "place-d": "99"}, "A place is a number from the list."),
        ({**PLACES, "place-d": "x"}, "A place is a number from the list."),
        ({**PLACES, "place-d": "٤"}, "A place is a number from the list."),
        ({"place-a": "1", "place-b": "2", "place-c": "3", "place-zz": "4"}, "not on offer"),
        ({**PLACES, "place-e\x00": "5"}, "control character"),
        ({"picks": ["a"]}, "Give every option its place"),
        ({**PLACES, "number": "3", "unit": "mg"}, "answered in another way"),
    ],
)
def test_an_order_that_is_none_is_refused_with_what_to_do(player, sent, told):
    assert told in refused(player, **sent)


def test_a_refused_order_keeps_its_places(player):
    html = refused(player, **{**PLACES, "place-d": ""})
    within = r'name="place-(\w)"(?:(?!</select>).)*?<option value="(\d)" selected>'
    chosen = dict(re.findall(within, html, re.DOTALL))
    assert chosen["a"] == "1"
    assert html.count(" selected>") == 3


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        ("", "", "Write a number first."),
        ("", "mg", "Write a number first."),
        ("335", "", "Choose the unit of your number."),
        ("335", "mg/m²", "The answer is wanted in mg."),
        ("335", "stone", "The answer is wanted in mg."),
        ("1,280", "mg", "can be read in two ways"),
        ("335 mg", "mg", "Write digits only"),
        ("-335", "mg", "Write digits only"),
        ("0", "mg", "Write a number above 0."),
        ("9" * 30, "mg", "too long"),
        ("9" * 5000, "mg", "too long"),
        ("3\x00", "mg", "control character"),
        ("335", "m\x00g", "control character"),
        ("<script>alert(1)</script>", "mg", "Write digits only"),
    ],
)
def test_what_is_no_number_or_no_unit_is_refused_in_the_readers_words(dosing, number, unit, told):
    html = refused(dosing, number=number, unit=unit)
    assert told in html
    assert "<script>alert" not in html


def test_a_refused_number_is_kept_in_its_field(dosing):
    html = refused(dosing, number="1,280", unit="mg/m²")
    assert 'value="1,280"' in html
    assert '<option value="mg/m²" selected>' in html


# What is shown


def test_the_feedback_to_a_number_shows_the_working(dosing):
    dosing.send(dosing.form(), number=str(VALUE + 1000), unit="mg")
    html = feedback(dosing)
    for piece in (
        f"{VALUE + 1000:,} mg",
        f"<strong>{VALUE:,} mg</strong>, give or take {TOLERANCE} mg",
        word("q-4", "working"),
        word("q-4", "above", "consequence"),
        word("q-4", "above", "rationale"),
        word("q-4", "within", "rationale"),
    ):
        assert piece in html
    assert html.count("doi:10.1000/made") == 1


def test_the_feedback_to_a_ranking_shows_both_orders_and_the_pairs(player):
    player.send(player.form(), **{**PLACES, "place-a": "2", "place-b": "1"})
    html = feedback(player)
    assert "Of 6 pairs 5 stand in the right order." in html
    orders = html[html.index("Your order") : html.index("Why</h2>")]
    own, right = orders.split("The right order")
    assert own.index(word("q-3", "b", "label")) < own.index(word("q-3", "a", "label"))
    assert right.index(word("q-3", "a", "label")) < right.index(word("q-3", "b", "label"))
    assert "Place 1 of 4" in html
    assert word("q-3", "b", "consequence") in html


def test_grave_harm_by_coming_too_early_says_why_nothing_is_earned(player):
    player.send(player.form(), **{"place-d": "1", "place-a": "2", "place-b": "3", "place-c": "4"})
    assert "The harm of what came too early leaves no credit." in feedback(player)
    assert "Critical harm" in feedback(player)


def test_the_debrief_tells_order_and_number_beside_what_is_right(player):
    player.send(player.form(), **{**PLACES, "place-a": "2", "place-b": "1"})
    player.send(player.form(), number=str(OVERDOSE_ABOVE + 1), unit="mg")
    html = text(player.client.get(player.url("debrief")))
    paths = html[html.index("Your path") : html.index('id="decisions"')]
    own, reference = paths.split('id="reference-path"')
    assert f"1. {word('q-3', 'b', 'label')}" in own
    assert f"{OVERDOSE_ABOVE + 1:,} mg" in own
    assert f"1. {word('q-3', 'a', 'label')}" in reference
    assert f"{VALUE:,} mg" in reference
    assert own.count("differs from the reference") == 2
    assert word("q-4", "working") in html
    assert word("q-4", "overdose", "label") in html[html.index("Safety ledger") : html.index("Your path")]


# What lies ahead


def test_neither_key_nor_working_is_in_any_answer_before_the_decision(player):
    player.look()
    refused(player, **{**PLACES, "place-d": ""})
    player.keep(player.client.get(player.url("feedback", 4)))
    assert [sent for sent in player.seen if word("q-3", "a", "rationale") in text(sent)] == []
    assert 'class="verdict' not in text(player.look())
    player.send(player.form(), **answer_of(3))
    player.seen.clear()
    player.look()
    for htmx in (False, True):
        for number, unit in (("5", "mg/m²"), ("1,280", "mg"), ("", "")):
            player.send(player.form(), number=number, unit=unit, htmx=htmx)
    player.keep(player.client.get(player.url("feedback", 5)))
    player.keep(player.client.get(player.url("debrief"), follow=True))
    hidden = (
        str(VALUE),
        f"{VALUE:,}",
        str(OVERDOSE_ABOVE),
        f"{OVERDOSE_ABOVE:,}",
        word("q-4", "working"),
        word("q-4", "within", "label"),
        word("q-4", "overdose", "label"),
        "overdose",
    )
    assert [piece for sent in player.seen for piece in hidden if piece in text(sent)] == []


def test_the_order_of_the_rows_is_not_the_key(db):
    publish_story(kinds_story())
    orders = set()
    for _ in range(6):
        player = Player(Client()).start("kinds")
        player.decide()
        for n in (1, 2):
            player.send(player.form(), **answer_of(n))
        html = text(player.look())
        orders.add(tuple(sorted("abcd", key=lambda slug: html.index(f'name="place-{slug}"'))))
    assert len(orders) > 1
