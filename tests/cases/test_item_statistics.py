"""Item statistics of a case: whose attempts are in, what is pooled, and every count beside a count by hand."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Attempt, AttemptMode
from cases.selectors.item_statistics import item_statistics
from tests.cases.players import Player
from tests.cases.publishing import AT, publish_story
from tests.cases.stories import best, story
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def plays(learner, *, last="a", sure="2", mode="assessed"):
    """The made case to its end: the best of all, but for the last question."""
    client = Client()
    client.force_login(learner)
    player = Player(client).start(mode=mode)
    player.decide()
    for n in range(1, 4):
        player.decide(*best(n), certainty=sure)
    player.decide(last, certainty=sure)
    return player


def statistics(published, **more):
    return item_statistics(published, Attempt.objects.of_cases(), **more)


def last_key(found):
    return next(key for key in found.keys if key.slug == "k-4")


def test_nothing_has_no_figures_and_each_says_0_learners(made):
    found = statistics(made)
    assert (found.n, found.apart, found.whole.mean) == (0, 0, None)
    assert [(key.item.n, key.item.facility) for key in found.keys] == [(0, None)] * 4


def test_facility_shares_and_shares_at_certainty_3_are_those_counted_by_hand(made, lena, otto, dora):
    plays(lena, sure="3")
    plays(otto, last="b", sure="3")
    plays(dora, last="c", sure="1")
    found = statistics(made)
    key = last_key(found)
    assert (found.n, key.item.n) == (3, 3)
    assert key.item.facility == 100 * Fraction(17, 10) / 3
    (step,) = key.steps
    assert (step.step, step.n, step.sure_n) == ("q-4", 3, 2)
    assert [(one.slug, one.picked, one.sure) for one in step.options] == [
        ("a", 1, 1), ("b", 1, 1), ("c", 1, 0), ("d", 0, 0),
    ]  # fmt: skip


def test_who_ends_early_has_not_reached_what_follows_and_counts_0_of_the_whole(made, lena, otto):
    plays(lena)
    client = Client()
    client.force_login(otto)
    player = Player(client).start(mode="assessed")
    player.decide()
    player.decide(*best(1), certainty="2")
    player.decide("d", certainty="3")
    found = statistics(made)
    assert [key.item.n for key in found.keys] == [2, 2, 1, 1]
    weights = [2, 3, 1, 2]
    assert found.weight == sum(weights)
    assert found.whole.mean == Fraction(sum(weights) + weights[0], 2)


def test_the_first_that_was_started_counts_and_no_later_one(made, lena):
    plays(lena, last="b")
    plays(lena, last="a")
    found = statistics(made)
    assert found.n == 1
    assert last_key(found).item.facility == 70


def test_a_first_attempt_given_up_is_not_in_and_no_later_one_takes_its_place(made, lena):
    client = Client()
    client.force_login(lena)
    Player(client).start(mode="assessed").give_up()
    plays(lena)
    assert statistics(made).n == 0


def test_practice_is_in_on_request_alone_and_a_guest_never(made, lena, otto, guest):
    plays(lena, mode="practice", last="b")
    plays(otto)
    guest.play()
    assert last_key(statistics(made)).item.facility == 100
    practice = statistics(made, mode=AttemptMode.PRACTICE)
    assert (practice.n, last_key(practice).item.facility) == (1, 70)
    assert statistics(made, mode=AttemptMode.PRACTICE, with_simulated=True).n == 1


def test_simulated_people_are_in_for_the_demo_program_alone(made, lena):
    plays(UserFactory(is_simulated=True))
    plays(lena)
    assert statistics(made).n == 1
    assert statistics(made, with_simulated=True).n == 2


def test_which_attempt_is_first_is_told_by_what_the_caller_may_know(made, lena):
    first = plays(lena, last="b")
    plays(lena)
    known = Attempt.objects.exclude(pk=first.attempt_id)
    assert last_key(item_statistics(made, known)).item.facility == 100


def test_other_words_are_pooled_and_another_class_is_kept_apart(made, lena, otto):
    plays(lena)
    worded = story()
    worded["summary"] = "A case made for a test, in other words."
    publish_story(worded, at=AT + timedelta(days=1))
    plays(otto)
    assert (statistics(made).n, statistics(made).apart) == (2, 0)
    classed = story()
    classed["steps"][4]["options"][1] |= {"class": "partial"}
    now = publish_story(classed, at=AT + timedelta(days=2))
    assert (statistics(now).n, statistics(now).apart) == (0, 2)


def test_it_costs_three_statements_however_many_attempts(made, lena, otto, dora):
    plays(lena)
    statistics(made)
    assert _cost(made) == 3
    plays(otto)
    plays(dora)
    assert _cost(made) == 3


def _cost(published):
    with CaptureQueriesContext(connection) as seen:
        statistics(published)
    return len(seen)
