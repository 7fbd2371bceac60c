"""What a debrief tells of others' choices: of enough of them, of whom it says, never while it gives answers."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Mode
from cases.programs.models import Membership, Program
from cases.programs.services.belonging import join, leave
from cases.selectors.peers import _chosen_by, peers_of
from cases.selectors.playing import load
from tests.cases.players import Player, text
from tests.cases.publishing import AT, publish_story
from tests.cases.scripted import answered
from tests.cases.stories import story, word
from tests.cases.test_quarantine import flag, teaching_it_once
from tests.factories import UserFactory
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db


def many(published, count, last="a", **more):
    return [answered(UserFactory(), published, {"q-4": [last]}, **more) for _ in range(count)]


def members(cohort, published, count, last="a"):
    for _ in range(count):
        learner = UserFactory()
        join(cohort=cohort, learner=learner, at=timezone.now() - timedelta(days=1))
        answered(learner, published, {"q-4": [last]})


def told(attempt, step="q-4"):
    """Near or not, of how many, and by how many each option was chosen."""
    found = peers_of(load(attempt)).get(step)
    return found and (found.near, found.n, {one.label[11]: one.chosen_by for one in found.options})


@pytest.fixture
def mine(lena, made):
    return answered(lena, made, {"q-4": ["b"]})


def test_of_nine_others_anywhere_nothing_is_told_and_of_ten_numbers_that_are_not_exact(made, mine):
    many(made, 6)
    many(made, 3, "c")
    assert told(mine) is None
    many(made, 1, "c")
    letters = {"a": "5 to 9 of 10", "b": "nobody", "c": "1 to 4 of 10", "d": "nobody"}
    assert told(mine) == (False, 10, letters)


def test_of_four_others_of_the_own_cohort_nothing_is_told_and_of_five_theirs_alone(made, lena, mine, dora):
    cohort = founded(dora, lena)
    many(made, 12, "c")
    members(cohort, made, 4)
    assert told(mine)[:2] == (False, 10), "of everybody, as of the own cohort there are too few"
    members(cohort, made, 1)
    near, n, letters = told(mine)
    assert (near, n, letters["a"], letters["c"]) == (True, 5, "everybody", "nobody")


def test_the_next_one_who_decides_changes_nothing_until_there_are_five_more(made, lena, mine, dora):
    cohort = founded(dora, lena)
    members(cohort, made, 5)
    five = told(mine)
    for _ in range(4):
        members(cohort, made, 1, "d")
        assert told(mine) == five
    members(cohort, made, 1, "d")
    assert told(mine)[2]["d"] == "5 to 9 of 10"


def test_who_has_left_the_cohort_or_decided_after_leaving_is_not_of_it(made, lena, mine, dora):
    cohort = founded(dora, lena)
    members(cohort, made, 5)
    assert told(mine)[0]
    gone = Membership.objects.exclude(learner=lena).first()
    leave(membership=gone, actor=None, at=timezone.now() + timedelta(days=1))
    assert told(mine) is None


def test_who_is_in_no_cohort_any_more_is_told_of_everybody(made, lena, mine, dora):
    members(founded(dora, lena), made, 10)
    assert told(mine)[:2] == (True, 10)
    leave(membership=Membership.objects.get(learner=lena), actor=None, at=timezone.now())
    assert told(mine)[:2] == (False, 10)


def test_simulated_people_are_counted_in_a_simulated_program_alone(made, dora):
    people = [UserFactory(is_simulated=True) for _ in range(11)]
    cohort = founded(dora, *people[:6])
    attempts = [answered(one, made) for one in people]
    assert told(attempts[0]) is None
    Program.objects.filter(pk=cohort.program_id).update(is_demo=True)
    assert told(attempts[0])[:2] == (True, 5)
    assert told(attempts[-1]) is None
    reader = Client()
    reader.force_login(people[0])
    html = text(reader.get(reverse("cases:debrief", args=[attempts[0].pk])))
    assert html.count("Simulated.") == html.count("<summary>What others chose") == 4


@pytest.mark.parametrize("n", [*range(5, 100, 5), 150, 300])
def test_no_count_of_others_can_be_read_off_what_is_told_of_it(n):
    said = Counter(_chosen_by(count, n) for count in range(1, n))
    assert min(said.values()) > 1


def test_only_first_completed_attempts_in_the_same_mode_at_the_same_publication_are_counted(made, mine):
    others = many(made, 9)
    for one in others:
        answered(one.learner, made, {"q-4": ["d"]})
    many(made, 5, mode=Mode.PRACTICE)
    publish = publish_story(story() | {"summary": "In other words."}, at=AT + timedelta(days=1))
    many(publish, 5)
    assert told(mine) is None
    many(made, 1)
    assert told(mine)[2]["d"] == "nobody"


def test_guests_are_told_of_practice_and_are_counted_by_nobody(made, guest, lena):
    guest.play()
    many(made, 10, mode=Mode.PRACTICE)
    assert told(guest.attempt)[:2] == (False, 10)
    assert told(answered(lena, made, mode=Mode.PRACTICE))[:2] == (False, 10)


def test_a_decision_left_out_by_quarantine_is_told_to_nobody_and_of_nobody(lena):
    published = publish_story(teaching_it_once())
    many(published, 9)
    free = answered(lena, published)
    flag()
    many(published, 1)
    left_out = answered(UserFactory(), published)
    assert told(free, "q-2") is None
    assert told(free, "q-3")[1] == 10
    assert told(left_out, "q-2") is None


def debrief(player):
    return player.client.get(player.url("debrief"))


def play(learner):
    client = Client()
    client.force_login(learner)
    return Player(client).start()


def test_the_debrief_shows_it_at_the_decision_and_no_page_while_an_assessed_attempt_is_under_way(made, lena):
    many(made, 10, mode=Mode.PRACTICE)
    player = play(lena)
    player.decide()
    assert "What others chose" not in text(player.look())
    feedback = player.decide("a", "e")
    assert "What others chose" not in text(player.client.get(feedback["Location"]))
    for _ in range(3):
        player.decide("a")
    html = text(debrief(player))
    assert html.count("<summary>What others chose") == 4
    section = html[html.index('id="step-q-4"') :]
    assert "The first 10 others who decided here, wherever they learn." in section
    assert f'{word("q-4", "a", "label")} <span class="pill">yours</span>' in section
    Player(player.client).start(mode="assessed")
    assert debrief(player).status_code == 303, "it leads to the assessed attempt"


def test_the_debrief_costs_the_same_however_many_others_there_are_and_three_statements_more_at_most(
    made, lena, dora
):
    player = play(lena).play()
    debrief(player)
    alone = cost(player)
    many(made, 12, mode=Mode.PRACTICE)
    assert cost(player) == alone <= 10
    cohort = founded(dora, lena)
    within = cost(player)
    assert within == alone + 1 <= 11
    members(cohort, made, 6)
    assert cost(player) == within


def cost(player):
    with CaptureQueriesContext(connection) as seen:
        assert debrief(player).status_code == 200
    return len(seen)
