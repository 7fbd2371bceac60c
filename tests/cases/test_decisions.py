"""A decision is stored once, whatever the browser does, and the answer always says what is stored."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Attempt, AttemptEvent, AttemptState, Result
from tests.cases.players import HTMX, Player, hidden, text
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


def positions(player: Player) -> list[int]:
    return [event.position for event in player.attempt.events.all()]


def test_starting_stores_the_terms_as_the_first_event(guest):
    event = guest.attempt.events.get()
    started = event.started()
    assert (event.position, event.kind) == (0, "started")
    assert (started.mode, started.certainty_asked, started.time_limit_seconds) == ("practice", True, None)
    assert started.left_out == frozenset()


def test_two_attempts_get_different_dice(made):
    seeds = {Player(Client()).start().attempt.events.get().started().seed for _ in range(4)}
    assert len(seeds) == 4


def test_a_double_click_on_start_gives_one_attempt(made):
    client = Client()
    key = hidden(text(client.get("/cases/made/")), "key")
    first, second = (client.post("/cases/made/start/", {"key": key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Attempt.objects.count() == 1


def test_two_posts_of_a_guest_without_a_session_lead_to_an_attempt_both_may_see(made):
    key = str(uuid.uuid4())
    one, other = Client(), Client()
    answers = [client.post("/cases/made/start/", {"key": key}) for client in (one, other)]
    assert Attempt.objects.count() == 1
    assert [client.get(answers[0]["Location"]).status_code for client in (one, other)] == [200, 200]


def test_a_step_that_only_tells_leads_on_to_the_next(guest):
    answer = guest.decide()
    assert (answer.status_code, answer["Location"]) == (303, guest.url())
    assert word("q-1", "question") in text(guest.look())


def test_a_decision_answers_303_to_its_feedback(guest):
    guest.decide()
    answer = guest.decide("a", "e", certainty="2")
    assert (answer.status_code, answer["Location"]) == (303, guest.url("feedback", 2))
    decided = guest.attempt.events.last().decided()
    assert (decided.step, decided.picks, decided.certainty) == ("q-1", ("a", "e"), 2)


def test_with_htmx_the_answer_comes_in_one_request(guest):
    guest.decide(htmx=True)
    answer = guest.decide("a", "e", htmx=True)
    assert answer.status_code == 200
    assert answer["HX-Push-Url"] == guest.url("feedback", 2)
    assert "<html" not in text(answer)
    assert word("q-1", "a", "rationale") in text(answer)


def test_with_htmx_a_step_that_only_tells_gives_the_next_step_at_once(guest):
    answer = guest.decide(htmx=True)
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, guest.url())
    assert word("q-1", "question") in text(answer)


def test_the_same_key_again_gives_the_stored_decision(guest):
    guest.decide()
    form = guest.form()
    first = guest.send(form, ["a", "e"])
    again = guest.send(form, ["c"])
    assert again["Location"] == first["Location"]
    assert guest.attempt.events.last().decided().picks == ("a", "e")
    assert positions(guest) == [0, 1, 2]


def test_a_lost_answer_and_a_retry_store_one_decision(guest):
    guest.decide()
    form = guest.form()
    guest.send(form, ["a"], htmx=True)
    retry = guest.send(form, ["a"], htmx=True)
    assert retry.status_code == 200
    assert retry["HX-Push-Url"] == guest.url("feedback", 2)
    assert positions(guest) == [0, 1, 2]


def test_a_second_tab_is_shown_what_is_stored_and_a_way_on(guest):
    guest.decide()
    one, other = guest.form(), guest.form()
    guest.send(one, ["a", "e"])
    late = guest.send(other, ["c"])
    assert late.status_code == 409
    assert word("q-1", "a", "label") in text(late)
    assert word("q-1", "c", "label") not in text(late)
    assert f'href="{guest.url()}"' in text(late)
    assert f'href="{guest.url("feedback", 2)}"' in text(late)
    assert positions(guest) == [0, 1, 2]


def test_back_then_submit_changes_nothing(guest):
    guest.decide()
    first = guest.form()
    guest.send(first, ["a", "e"])
    guest.decide("a")
    stale = {**first, "key": str(uuid.uuid4())}
    assert guest.send(stale, ["d"]).status_code == 409
    assert guest.attempt.events.get(position=2).decided().picks == ("a", "e")
    assert positions(guest) == [0, 1, 2, 3]


def test_a_position_that_lies_ahead_is_refused(guest):
    form = {**guest.form(), "position": "3"}
    assert guest.send(form).status_code == 409
    assert positions(guest) == [0]


def test_a_key_of_another_attempt_decides_nothing(guest, made):
    other = Player(Client()).start()
    used = other.form()
    other.send(used)
    answer = guest.send({**guest.form(), "key": used["key"]})
    assert answer.status_code == 409
    assert positions(guest) == [0]


def test_get_changes_nothing(guest):
    guest.decide()
    guest.decide("a", "e")
    before = list(AttemptEvent.objects.values()) + list(Attempt.objects.values())
    for url in (guest.url(), guest.url("feedback", 2), guest.url("debrief"), "/cases/", "/cases/made/"):
        guest.client.get(url)
        guest.client.head(url)
    assert guest.client.get(guest.url("decide")).status_code == 405
    assert guest.client.get(guest.url("abandon")).status_code == 405
    assert list(AttemptEvent.objects.values()) + list(Attempt.objects.values()) == before


def test_the_end_stores_the_result_with_its_breakdown(guest):
    guest.play()
    result = guest.attempt.results.get()
    assert (result.score, result.unsafe, result.harm, result.ending) == (100, False, 0, "end-good")
    assert guest.attempt.state == AttemptState.COMPLETED
    assert guest.attempt.ended_at == guest.attempt.events.last().at
    assert [part["earned"] for part in result.parts()["key_decisions"]] == ["2", "3", "1", "2"]


def test_an_attempt_that_is_over_takes_no_decision(guest):
    guest.play()
    form = {"key": str(uuid.uuid4()), "position": str(guest.attempt.events.count())}
    answer = guest.send(form, ["a"])
    assert answer.status_code == 409
    assert f'href="{guest.url("debrief")}"' in text(answer)
    assert Result.objects.count() == 1


def test_an_early_end_scores_only_what_was_earned_over_the_full_denominator(guest):
    guest.decide()
    guest.decide("a", "e")
    guest.decide("d")
    result = guest.attempt.results.get()
    assert (result.ending, result.unsafe, result.harm) == ("end-bad", True, 30)
    assert result.score == 0  # 2 of 8 points earned, 25, less 30


def test_giving_up_scores_what_was_reached(guest):
    guest.decide()
    guest.decide("a", "e")
    html = text(guest.look())
    form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": hidden(html, "position")}
    for _twice in range(2):
        answer = guest.client.post(guest.url("abandon"), form)
        assert (answer.status_code, answer["Location"]) == (303, guest.url("debrief"))
    result = guest.attempt.results.get()
    assert (result.score, result.ending) == (25, "")
    assert guest.attempt.state == AttemptState.ABANDONED
    assert guest.send({**form, "key": str(uuid.uuid4())}, ["a"]).status_code == 409


def test_a_clock_set_back_does_not_make_time_run_backwards(guest, monkeypatch):
    guest.decide()
    late = guest.attempt.events.last().at
    monkeypatch.setattr("django.utils.timezone.now", lambda: late.replace(year=late.year - 1))
    guest.decide("a", "e")
    assert guest.attempt.events.last().at == late


def test_whole_pages_are_given_to_a_history_restore(guest):
    answer = guest.client.get(guest.url(), headers={**HTMX, "HX-Request-Type": "full"})
    assert "<html" in text(answer)


def test_a_case_that_is_not_live_is_not_found(made):
    assert Client().get(reverse("cases:case", args=["nowhere"])).status_code == 404
    assert (
        Client().post(reverse("cases:start", args=["nowhere"]), {"key": str(uuid.uuid4())}).status_code == 404
    )
