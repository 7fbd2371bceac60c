"""When a missed decision comes back: the reference intervals, and dates that are the library's own."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import recall
from cases.services.scheduling import reviewed
from tests.engine.generated import quick

AT = datetime(2026, 11, 20, 21, 5, 30, 123456, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = recall.Rating


def on_the_due_date(*ratings):
    """Intervals in days, each answer given when it is due."""
    memory, at, intervals = None, AT, []
    for rating in ratings:
        memory = reviewed(memory, rating, at)
        intervals.append((memory.due_at - at).days)
        at = memory.due_at
    return intervals


@pytest.mark.parametrize(
    ("ratings", "days"),
    [
        ((GOOD, GOOD, GOOD, GOOD), [2, 11, 46, 163]),
        ((AGAIN, GOOD, GOOD, GOOD), [1, 2, 6, 17]),
        ((HARD, GOOD, GOOD), [1, 5, 17]),
    ],
)
def test_intervals_are_the_reference_values(ratings, days):
    assert on_the_due_date(*ratings) == days


def test_no_interval_is_longer_than_a_year_or_shorter_than_a_day():
    assert on_the_due_date(*[EASY] * 8)[-1] == 365
    assert on_the_due_date(*[AGAIN] * 8) == [1] * 8


@quick
@given(
    st.lists(
        st.tuples(st.sampled_from(list(recall.Rating)), st.integers(0, 900 * 24 * 60)), min_size=1, max_size=8
    )
)
def test_dates_are_the_librarys_own_whenever_the_answers_come(answers):
    """One card of the library that lives on, against what is stored and read back between answers."""
    scheduler = Scheduler(
        learning_steps=(),
        relearning_steps=(),
        desired_retention=0.9,
        maximum_interval=365,
        enable_fuzzing=False,
    )
    card, memory, at = Card(card_id=7, due=AT), None, AT
    for rating, minutes in answers:
        at += timedelta(minutes=minutes)
        card, _log = scheduler.review_card(card, Rating(rating.value), review_datetime=at)
        memory = reviewed(memory, rating, at)
        assert (memory.due_at, memory.stability, memory.difficulty) == (
            card.due,
            card.stability,
            card.difficulty,
        )
        assert memory.reviewed_at == card.last_review


def test_the_zone_of_a_time_changes_nothing():
    """The library takes UTC alone."""
    here = AT.astimezone(timezone(timedelta(hours=8)))
    assert reviewed(None, HARD, here) == reviewed(None, HARD, AT)


def test_a_clock_that_was_set_back_does_not_make_time_run_backwards():
    first = reviewed(None, AGAIN, AT)
    again = reviewed(first, GOOD, AT - timedelta(days=3))
    assert again.reviewed_at == AT
    assert again == reviewed(first, GOOD, AT)


def test_better_answers_come_back_later():
    days = [on_the_due_date(AGAIN, rating)[-1] for rating in recall.Rating]
    assert all(worse <= better for worse, better in pairwise(days))
