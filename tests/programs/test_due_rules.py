"""What an assignment is for a learner at a moment, whatever its dates and extensions."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.programs.selectors.due import SOON, Dates, Granted, Standing, extended, standing

ZERO = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
hours = st.integers(0, 1000)
moments = hours.map(lambda n: ZERO + n * HOUR)
grants = st.lists(st.builds(Granted, moments, moments), max_size=4)


@st.composite
def dates(draw):
    opens = draw(moments)
    due = opens + HOUR * draw(st.integers(1, 400))
    closes = draw(st.none() | st.integers(0, 200).map(lambda n: due + n * HOUR))
    return Dates(opens, due, closes)


ORDER = [Standing.COMING, Standing.OPEN, Standing.DUE_SOON, Standing.OVERDUE, Standing.CLOSED]


@given(dates(), moments, hours)
def test_time_moves_an_undone_assignment_forwards_only(one, at, later):
    now, then = (standing(one, done=False, at=moment) for moment in (at, at + later * HOUR))
    assert ORDER.index(now) <= ORDER.index(then)


@given(dates(), moments)
def test_what_is_done_is_done_at_every_moment_and_cancelled_wins(one, at):
    assert standing(one, done=True, at=at) is Standing.DONE
    cancelled = Dates(one.opens_at, one.due_at, one.closes_at, cancelled=True)
    assert standing(cancelled, done=True, at=at) is Standing.CANCELLED


@given(dates(), grants)
def test_an_extension_takes_nothing_away_and_keeps_the_dates_in_order(one, granted):
    mine = extended(one, granted)
    assert mine.due_at >= one.due_at
    assert mine.opens_at == one.opens_at
    assert (mine.closes_at is None) == (one.closes_at is None)
    assert mine.closes_at is None or mine.closes_at >= mine.due_at


def test_the_extension_granted_last_holds_and_not_the_longest():
    one = Dates(ZERO, ZERO + 10 * HOUR)
    granted = [Granted(ZERO + HOUR, ZERO + 90 * HOUR), Granted(ZERO + 2 * HOUR, ZERO + 20 * HOUR)]
    assert extended(one, granted).due_at == ZERO + 20 * HOUR


def test_the_last_48_hours_are_due_soon_and_the_due_moment_is_overdue():
    one = Dates(ZERO, ZERO + 100 * HOUR)
    told = [standing(one, done=False, at=one.due_at - left) for left in (SOON + HOUR, SOON, HOUR, 0 * HOUR)]
    assert told == [Standing.OPEN, Standing.DUE_SOON, Standing.DUE_SOON, Standing.OVERDUE]
