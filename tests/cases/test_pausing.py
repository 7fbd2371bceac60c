"""Practice can rest: the case is out of sight, its place is kept, and the time in between counts to no decision."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cases.models import Attempt, Owner, Pause
from cases.selectors import playing
from cases.selectors.timing import seconds_taken
from cases.services.attempts import Intent, record_decision
from cases.services.pausing import NotPaused, pause_attempt, resume_attempt
from cases.services.starting import start_attempt
from tests.cases.players import HTMX, Player, text
from tests.cases.stories import best, word
from tests.cases.timed import begun

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def after(seconds):
    return AT + timedelta(seconds=seconds)


@pytest.fixture
def attempt(made):
    """Begun at AT, with the story told at that moment."""
    attempt = start_attempt(published=made, owner=Owner(token="guest"), key=uuid4(), at=AT)
    decide(attempt, at=0)
    return attempt


def loaded(attempt):
    return playing.load(Attempt.objects.with_rendering().with_pause().get(pk=attempt.pk))


def decide(attempt, *picks, at):
    one = loaded(attempt)
    return record_decision(playing=one, intent=Intent(uuid4(), one.position, tuple(picks)), at=after(at))


def pause(attempt, at):
    pause_attempt(playing=loaded(attempt), at=after(at))


def resume(attempt, at):
    resume_attempt(attempt=attempt, at=after(at))


def press(player, name):
    return player.client.post(player.url(name))


# On the page


def test_a_paused_case_is_out_of_sight_and_keeps_its_place(guest):
    guest.decide()
    assert "Pause</button>" in text(guest.look())
    assert press(guest, "pause")["Location"] == guest.url()
    for headers in ({}, HTMX):
        html = text(guest.client.get(guest.url(), headers=headers))
        assert "Paused" in html
        assert "key decision 1 of at most 4" in html
        assert word("q-1", "body") not in html
        assert 'name="pick"' not in html
    assert press(guest, "resume")["Location"] == guest.url()
    assert word("q-1", "body") in text(guest.look())
    assert guest.decide(*best(1)).status_code == 303


def test_pressing_twice_is_pressing_once(guest):
    for name in ("pause", "pause", "resume", "resume", "pause"):
        assert press(guest, name).status_code == 303
    assert list(Pause.objects.values_list("resumed_at", flat=True)).count(None) == 1
    assert Pause.objects.count() == 2


def test_answering_from_another_tab_ends_the_pause(guest):
    guest.decide()
    form = guest.form()
    press(guest, "pause")
    assert guest.send(form, best(1)).status_code == 303
    assert "Paused" not in text(guest.look())
    assert Pause.objects.get().resumed_at is not None


def test_a_refused_answer_from_another_tab_changes_no_pause(guest):
    guest.decide()
    form = guest.form()
    press(guest, "pause")
    assert guest.send(form, ["nowhere"]).status_code == 422
    assert Pause.objects.get().resumed_at is None


def test_an_assessed_attempt_is_not_paused(made, lena):
    player = begun(made, lena, at=AT, minutes=None)
    assert "Pause</button>" not in text(player.look())
    html = text(player.client.post(player.url("pause"), follow=True))
    assert "Only practice that is under way can be paused." in html
    assert not Pause.objects.exists()


def test_what_is_over_is_not_paused(guest):
    guest.give_up()
    assert press(guest, "pause").status_code == 303
    assert not Pause.objects.exists()


def test_only_the_owner_pauses_and_goes_on(guest):
    stranger = Player(Client(), guest.attempt_id)
    assert [press(stranger, name).status_code for name in ("pause", "resume")] == [404, 404]
    assert not Pause.objects.exists()


def test_a_paused_attempt_is_gone_on_with_from_home(learner):
    press(learner, "pause")
    assert f'href="{learner.url()}"' in text(learner.client.get("/"))


# The time


def test_the_time_of_a_decision_leaves_pauses_out(attempt):
    pause(attempt, 10)
    resume(attempt, 100)
    pause(attempt, 110)
    resume(attempt, 115)
    decide(attempt, *best(1), at=120)
    decide(attempt, *best(2), at=125)
    one = loaded(attempt)
    assert [seconds_taken(one, position) for position in (2, 3)] == [25, 5]


def test_a_pause_is_taken_off_one_decision_only(attempt):
    decide(attempt, *best(1), at=10)
    pause(attempt, 20)
    decide(attempt, *best(2), at=50)
    decide(attempt, *best(3), at=60)
    one = loaded(attempt)
    assert [seconds_taken(one, position) for position in (2, 3, 4)] == [10, 10, 10]


def test_a_clock_set_back_makes_no_negative_time(attempt):
    decide(attempt, *best(1), at=100)
    pause(attempt, 20)
    resume(attempt, 5)
    decide(attempt, *best(2), at=1)
    one = loaded(attempt)
    assert [seconds_taken(one, position) for position in (2, 3)] == [100, 0]


def test_a_pause_that_crossed_a_decision_is_no_pause_afterwards(attempt):
    before = loaded(attempt)
    pause(attempt, 10)
    record_decision(playing=before, intent=Intent(uuid4(), before.position, tuple(best(1))), at=after(20))
    assert loaded(attempt).paused_since is None
    pause(attempt, 30)
    assert loaded(attempt).paused_since == after(30)
    resume(attempt, 40)
    decide(attempt, *best(2), at=50)
    one = loaded(attempt)
    assert [seconds_taken(one, position) for position in (2, 3)] == [10, 20]


def test_giving_up_ends_the_pause(guest):
    guest.decide()
    form = {"key": uuid4(), "position": 2}
    press(guest, "pause")
    assert guest.client.post(guest.url("abandon"), form)["Location"] == guest.url("debrief")
    assert Pause.objects.get().resumed_at is not None


def test_the_service_says_no_to_an_assessed_attempt(made, lena):
    player = begun(made, lena, at=AT, minutes=None)
    with pytest.raises(NotPaused):
        pause_attempt(playing=loaded(player.attempt), at=AT)


@pytest.mark.parametrize("seconds", [-1, None])
def test_the_database_refuses_what_cannot_be(attempt, seconds):
    Pause.objects.create(attempt=attempt, paused_at=AT)
    resumed = None if seconds is None else after(seconds)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(attempt=attempt, paused_at=AT, resumed_at=resumed)
