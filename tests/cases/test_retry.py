"""Retry only what was missed: one after the other, told at once, and nothing stored save what the queue asks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import RecallItem
from content.editorial.models import Document, ImpactItem
from tests.cases.players import Player, text
from tests.cases.recalls import days_pass, every_row_but, missing, recaller
from tests.cases.stories import RECOMMENDATION, best, word
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(learner):
    """Lena has missed the second and the last question."""
    learner.decide()
    for picks in (["a", "e"], ["c"], ["a"], ["b"]):
        learner.decide(*picks)
    return learner


def debrief(player):
    return text(player.client.get(player.url("debrief")))


def look(player, position, **answer):
    return player.client.get(player.url("retry", position), answer)


def test_the_debrief_offers_the_missed_ones_only_and_names_the_queue(over):
    html = debrief(over)
    assert "Retry the 2 decisions you missed" in html
    assert f'href="{over.url("retry", 3)}"' in html
    assert 'href="/recall/"' in html


def test_without_a_miss_there_is_nothing_to_retry(learner):
    learner.play()
    assert "Retry the" not in debrief(learner)
    assert look(learner, 3).status_code == 404


def test_a_guest_may_retry_and_is_told_that_an_account_keeps_a_queue(guest):
    missing(guest, 2)
    html = debrief(guest)
    assert "With an account they come back to you" in html
    assert 'href="/recall/"' not in html
    assert look(guest, 3).status_code == 200
    assert "An account keeps your queue" in text(guest.client.get("/recall/"))


def test_a_missed_decision_is_asked_with_the_chart_of_that_moment(over):
    html = text(look(over, 3))
    assert "missed decision 1 of 2" in html
    assert word("q-2", "question") in html
    assert word("finding-1") in html
    for ahead in (word("finding-2"), word("finding-3"), word("q-2", "a", "rationale")):
        assert ahead not in html


def test_the_order_is_another_than_in_the_attempt_and_stays_for_a_retry(over):
    orders = {
        tuple(re.findall(r'name="pick" id="pick-\d" value="(\w)"', text(look(over, n)))) for n in (3, 3)
    }
    assert len(orders) == 1
    assert sorted(orders.pop()) == ["a", "b", "c", "d"]


def test_an_answer_is_told_at_once_and_leads_to_the_next_missed_one_then_back(over):
    html = text(look(over, 3, pick="a"))
    assert "What would have happened" in html
    assert word("q-2", "a", "consequence") in html
    assert word("q-2", "c", "rationale") in html
    assert "nothing of it is stored" in html
    assert f'href="{over.url("retry", 5)}"' in html
    last = text(look(over, 5, pick="a"))
    assert "back to the debrief" in last
    assert "Next missed decision" not in last


def test_nothing_is_stored_anywhere(over):
    debrief(over)
    before = every_row_but()
    for position in (3, 5):
        for pick in ("a", "b", "c", "d", "no-such"):
            look(over, position)
            statements, writes = cost(lambda position=position, pick=pick: look(over, position, pick=pick))
            assert writes == 0
            assert statements <= 10
    assert over.client.post(over.url("retry", 3), {"pick": "a"}).status_code == 405
    assert every_row_but() == before


@pytest.mark.parametrize("position", [0, 1, 2, 4, 6, 99])
def test_what_was_not_missed_is_not_retried(over, position):
    assert look(over, position).status_code == 404
    assert look(over, position, pick="a").status_code == 404


@pytest.mark.parametrize(
    ("answer", "said"), [({"pick": "no-such"}, "not on offer"), ({"number": "5"}, "another way")]
)
def test_a_refused_answer_is_shown_again_with_what_to_do(over, answer, said):
    got = look(over, 3, **answer)
    assert got.status_code == 422
    assert said in text(got)


def test_before_the_end_nothing_can_be_retried(learner):
    learner.decide()
    learner.decide("c")
    answer = look(learner, 2, pick="a")
    assert (answer.status_code, answer["Location"]) == (303, learner.url())


def test_an_assessed_attempt_is_retried_only_once_it_is_over(made, lena):
    client = Client()
    client.force_login(lena)
    player = Player(client).start(mode="assessed")
    player.decide()
    player.decide("c", certainty="2")
    assert look(player, 2, pick="a").status_code == 303
    player.give_up()
    assert word("q-1", "a", "rationale") in text(look(player, 2, pick="a"))


def test_it_is_closed_while_an_assessed_attempt_at_the_case_is_under_way(over):
    assessed = Player(over.client).start(mode="assessed")
    answer = look(over, 3, pick="a")
    assert (answer.status_code, answer["Location"]) == (303, assessed.url())


def test_nobody_else_retries_it(over, otto):
    other = Client()
    other.force_login(otto)
    for client in (other, Client()):
        assert client.get(over.url("retry", 3)).status_code == 404


def test_what_is_due_is_asked_by_the_queue_counts_there_and_goes_on_with_the_retry(over):
    days_pass()
    item = recaller(over.client, "k-2")
    answer = look(over, 3)
    assert answer["Location"] == f"{item.url}?retry=1"
    html = text(over.client.get(answer["Location"]))
    assert f'action="{item.url}answer/?retry=1"' in html
    assert "missed decision 1 of 2" in html
    form = item.form()
    given = over.client.post(f"{item.url}answer/?retry=1", {**form, "pick": "a"})
    assert item.item.answers.count() == 2
    assert f'href="{over.url("retry", 5)}"' in text(over.client.get(given["Location"]))
    assert look(over, 3).status_code == 200, "no longer due, so it is only retried"


def test_what_is_due_and_held_is_only_retried(over):
    days_pass()
    at = timezone.now()
    ImpactItem.objects.create(
        dependent=Document.objects.get(kind="case"), target=RECOMMENDATION, change_class="substantive",
        due_on=at.date() + timedelta(days=7), opened_at=at,
    )  # fmt: skip
    assert look(over, 3).status_code == 200


def test_an_item_that_asks_with_a_newer_attempt_is_not_asked_from_the_older_ones_debrief(over):
    missing(Player(over.client).start(), 2)
    days_pass()
    assert look(over, 3).status_code == 200
    assert RecallItem.objects.count() == 2


def test_what_the_terms_left_out_and_what_was_not_reached_is_not_retried(learner):
    learner.decide()
    learner.decide(*best(1))
    learner.decide("d")
    assert "Retry the decision you missed" in debrief(learner)
    assert look(learner, 3).status_code == 200
