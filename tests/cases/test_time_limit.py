"""A time limit: in the terms from the start, told without scripts, kept to the second, and an end like any other."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from cases.engine.state import Mode
from cases.models import Attempt, AttemptEvent, Owner, Result
from cases.models.attempt import GRACE
from cases.selectors import playing
from cases.selectors.assessed import assessed_of
from cases.services.attempts import (
    Intent,
    Stale,
    TimeIsUp,
    abandon_attempt,
    expire_attempt,
    expire_overdue,
    record_decision,
)
from cases.services.results import recompute_results
from cases.services.starting import Conditions, start_attempt
from npcsite.accounts.models import ExtraTime
from npcsite.accounts.services.standing import set_extra_time
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story
from tests.cases.timed import MINUTES, begun

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
DEADLINE = AT + timedelta(minutes=MINUTES)
SECOND = timedelta(seconds=1)


@pytest.fixture
def player(made, lena):
    """Lena's attempt, begun at AT, with the story told and the first question answered."""
    player = begun(made, lena, at=AT)
    for n in (0, 1):
        decide(player, *(best(n) if n else ()), at=AT + timedelta(minutes=n))
    return player


def loaded(player):
    return playing.load(Attempt.objects.with_rendering().get(pk=player.attempt_id))


def decide(player, *picks, at, key=None):
    one = loaded(player)
    certainty = 3 if picks else None
    intent = Intent(key or uuid4(), one.position, picks=tuple(picks), certainty=certainty)
    return record_decision(playing=one, intent=intent, at=at)


def log(player):
    return list(player.attempt.events.values_list("position", "kind", "data", "at"))


# How long


def test_without_a_limit_there_is_no_deadline(made, lena):
    one = begun(made, lena, at=AT, minutes=None)
    assert one.attempt.deadline_at is None
    assert one.attempt.events.get().started().time_limit_seconds is None
    assert 'class="clock"' not in text(one.look())


def test_the_limit_is_in_the_terms_and_the_deadline_on_the_row(player):
    assert player.attempt.events.first().started().time_limit_seconds == MINUTES * 60
    assert player.attempt.deadline_at == DEADLINE


def test_a_case_may_set_a_limit_for_assessed_attempts_only(lena):
    publish_story(story() | {"assessed_minutes": 7})
    client = Client()
    client.force_login(lena)
    practice = Player(client).start()
    assert practice.attempt.deadline_at is None
    attempt = Player(client).start(mode="assessed").attempt
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=7)


def test_whoever_sets_the_case_may_set_another_limit(lena):
    published = publish_story(story() | {"assessed_minutes": 7})
    assert begun(published, lena, at=AT, minutes=30).attempt.deadline_at == AT + timedelta(minutes=30)


def test_practice_has_no_limit_whoever_asks_for_one(made, lena):
    conditions = Conditions(Mode.PRACTICE, 30)
    owner = Owner(user_id=lena.pk)
    attempt = start_attempt(published=made, owner=owner, key=uuid4(), at=AT, conditions=conditions)
    assert attempt.deadline_at is None


@pytest.mark.parametrize(("extra", "seconds"), [(0, 420), (25, 525), (50, 630), (100, 840)])
def test_extra_time_is_part_of_the_terms_when_the_attempt_starts(lena, sam, extra, seconds):
    published = publish_story(story() | {"assessed_minutes": 7})
    if extra:
        set_extra_time(person=lena, extra_time=ExtraTime(extra), actor=sam)
    attempt = begun(published, lena, at=AT, minutes=None).attempt
    started = attempt.events.get().started()
    assert (started.time_limit_seconds, started.extra_time_percent) == (seconds, extra)
    assert attempt.deadline_at == AT + timedelta(seconds=seconds)


def test_extra_time_given_later_changes_no_attempt_under_way(player, lena, sam):
    set_extra_time(person=lena, extra_time=ExtraTime.DOUBLE, actor=sam)
    assert player.attempt.deadline_at == DEADLINE


def test_the_page_before_the_start_says_how_long_with_the_extra_time(lena, sam):
    publish_story(story() | {"assessed_minutes": 7})
    client = Client()
    client.force_login(lena)
    assert "a time limit: 7 minutes from the start." in text(client.get("/cases/made/"))
    set_extra_time(person=lena, extra_time=ExtraTime.HALF, actor=sam)
    told = text(client.get("/cases/made/"))
    assert "10 minutes from the start and 30 seconds, your 50&nbsp;% of extra time included" in told


def test_the_page_before_the_start_says_that_a_case_without_a_limit_stays_open(made, lena):
    client = Client()
    client.force_login(lena)
    assert "There is no time limit: an attempt that you leave stays open" in text(client.get("/cases/made/"))
    assert "time limit" not in text(Client().get("/cases/made/"))


@pytest.mark.parametrize(
    "row",
    [
        {"mode": "practice", "deadline_at": DEADLINE},
        {"mode": "assessed", "deadline_at": AT},
        {"mode": "assessed", "deadline_at": AT - SECOND},
        {"mode": "assessed", "state": "expired", "ended_at": AT},
    ],
)
def test_the_database_refuses_what_cannot_be(made, lena, row):
    own = {"publication_id": made.id, "document_id": made.document_id, "learner": lena, "started_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**own, **row)


@pytest.mark.parametrize(
    ("kind", "data"), [("expired", "{}"), ("expired", '{"reason":"mood"}'), ("left", "{}")]
)
def test_the_log_takes_an_end_by_the_clock_with_its_reason_only(player, kind, data):
    with pytest.raises(IntegrityError), transaction.atomic():
        AttemptEvent.objects.create(
            attempt=player.attempt, position=3, key=uuid4(), kind=kind, data=data, at=DEADLINE
        )


# In time, and too late


@pytest.mark.parametrize("late", [-SECOND, 0 * SECOND, SECOND, GRACE])
def test_a_decision_counts_to_the_deadline_and_for_the_seconds_on_its_way(player, late):
    assert decide(player, *best(2), at=DEADLINE + late).position == 3
    assert player.attempt.state == "in-progress"


def test_a_decision_after_that_is_not_stored_and_ends_the_attempt_with_what_was_reached(player, lena, made):
    before = log(player)
    with pytest.raises(TimeIsUp) as late:
        decide(player, *best(2), at=DEADLINE + GRACE + SECOND)
    assert late.value.playing.is_over
    assert log(player) == [*before, (3, "expired", '{"reason":"time-limit"}', DEADLINE)]
    attempt = player.attempt
    assert (attempt.state, attempt.ended_at) == ("expired", DEADLINE)
    result = attempt.results.get()
    assert (result.score, result.at) == (25, DEADLINE)
    counting = assessed_of(made.document_id, lena.pk).counting
    assert (counting.attempt_id, counting.score, counting.end) == (attempt.pk, 25, "out of time")


def test_a_decision_that_is_stored_is_told_again_however_late_it_is_sent_again(player):
    key = uuid4()
    decide(player, *best(2), at=DEADLINE, key=key)
    one = loaded(player)
    intent = Intent(key, 3, picks=("a",), certainty=3)
    assert record_decision(playing=one, intent=intent, at=DEADLINE + timedelta(days=1)).position == 3
    assert player.attempt.state == "in-progress"


def test_giving_up_too_late_is_an_end_by_the_clock(player):
    recorded = abandon_attempt(playing=loaded(player), intent=Intent(uuid4(), 1), at=DEADLINE + 2 * GRACE)
    assert (recorded.position, player.attempt.state) == (3, "expired")


def test_giving_up_in_time_is_giving_up(player):
    abandon_attempt(playing=loaded(player), intent=Intent(uuid4(), 3), at=DEADLINE)
    assert player.attempt.state == "abandoned"


def test_a_clock_set_back_gives_no_time_again(player):
    decide(player, *best(2), at=DEADLINE + GRACE)
    with pytest.raises(Stale):
        record_decision(playing=loaded(player), intent=Intent(uuid4(), 1), at=AT)
    # Its last event was at the very end of the grace, so nothing earlier can be now.
    assert decide(player, *best(3), at=AT).playing.events[-1].at == DEADLINE + GRACE


def test_an_end_in_the_grace_is_dated_no_earlier_than_the_last_decision(player):
    decide(player, *best(2), at=DEADLINE + GRACE)
    assert expire_overdue(at=DEADLINE + 2 * GRACE) == 1
    assert player.attempt.ended_at == DEADLINE + GRACE


# Who notices


def test_tick_ends_what_is_overdue_once_and_nothing_else(player, made, otto, dora):
    other = begun(made, otto, at=AT, minutes=60)
    endless = begun(made, dora, at=AT, minutes=None)
    assert expire_overdue(at=DEADLINE + GRACE) == 0
    assert [expire_overdue(at=DEADLINE + GRACE + SECOND) for _ in range(3)] == [1, 0, 0]
    assert [one.attempt.state for one in (player, other, endless)] == [
        "expired",
        "in-progress",
        "in-progress",
    ]
    assert player.attempt.results.count() == 1
    assert [kind for _, kind, _, _ in log(player)].count("expired") == 1


def test_the_command_says_how_many(player):
    for count in (1, 0):
        said = StringIO()
        call_command("tick", stdout=said)
        assert f"attempts out of time: {count}" in said.getvalue()


def test_whoever_notices_first_the_end_is_the_same(made, lena, otto):
    one, other = (begun(made, learner, at=AT) for learner in (lena, otto))
    expire_overdue(at=DEADLINE + GRACE + SECOND)
    assert one.attempt.ended_at == other.attempt.ended_at == DEADLINE
    again = expire_attempt(playing=loaded(one), at=DEADLINE + timedelta(days=9))
    assert again.events[-1].at == DEADLINE


def test_two_who_notice_at_once_make_one_end(player):
    both, late = [loaded(player) for _ in range(2)], DEADLINE + GRACE + SECOND
    ends = [expire_attempt(playing=one, at=late).events[-1].pk for one in both]
    assert len(set(ends)) == 1
    assert Result.objects.count() == 1


def test_a_decision_in_time_beats_an_end_that_was_about_to_be_written(player):
    early = loaded(player)
    decide(player, *best(2), at=DEADLINE)
    assert expire_attempt(playing=early, at=DEADLINE + GRACE + SECOND).position == 5
    assert [kind for _, kind, _, _ in log(player)][-2:] == ["decided", "expired"]
    assert player.attempt.results.get().score > 25


def test_an_expired_result_equals_its_recomputation(player):
    expire_overdue(at=DEADLINE + timedelta(hours=1))
    assert list(recompute_results()) == []
