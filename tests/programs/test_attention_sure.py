"""Who is often wrong when most certain is named by the figures of their calibration, from eight such decisions on."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Decided, Started
from cases.models import AttemptEvent
from cases.models.event import choice, terms
from cases.programs.selectors.attention import attention
from cases.programs.selectors.attention_rules import Certain
from cases.programs.selectors.sums import sums_by
from cases.programs.selectors.sure import certain_by
from cases.programs.selectors.work import known_to
from cases.selectors.own_certainty import own_certainty
from cases.selectors.own_work import work_in
from content.editorial.public import live
from tests.cases.kinds import ORDER, OVERDOSE_ABOVE, VALUE, kinds_story
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.founding import founded
from tests.programs.scored import scored

pytestmark = pytest.mark.django_db

ASKED = 10
BOUNDS = [(8, 2, True), (8, 1, False), (7, 7, False), (9, 2, False), (9, 3, True)]


@pytest.fixture
def cohort(dora, lena):
    publish_story(story(asked=ASKED))
    return founded(dora, lena)


def sure(learner, count, wrong, *, mode="assessed", left_out=(), state="completed"):
    """An attempt from before results kept certainty, with so many decisions at certainty 3, of which so many are wrong;
    all others are at 2.
    """
    attempt = scored(learner, 50, mode=mode, sure=None)
    if state == "in-progress":
        type(attempt).objects.filter(pk=attempt.pk).update(state=state, ended_at=None)
    decided = [
        Decided("arrival"),
        Decided("q-1", ("a", "e"), 2),
        *(
            Decided(f"q-{n + 2}", ("c" if n < wrong else "a",), 3 if n < count else 2)
            for n in range(ASKED - 1)
        ),
    ]
    started = Started(mode=mode, certainty_asked=True, left_out=frozenset(left_out))
    written(attempt, started, decided)
    return attempt


def written(attempt, started, decided):
    data = [("started", terms(started)), *(("decided", choice(one)) for one in decided)]
    AttemptEvent.objects.bulk_create(
        AttemptEvent(attempt=attempt, position=n, key=uuid4(), kind=kind, data=told, at=attempt.started_at)
        for n, (kind, told) in enumerate(data)
    )


def named(cohort):
    entries = attention(cohort, timezone.now()).entries
    return next(((one.wrong, one.n) for one in entries if one.rule == "sure"), None)


@pytest.mark.parametrize(("count", "wrong", "told"), BOUNDS)
def test_a_quarter_wrong_of_eight_at_certainty_three_is_told(cohort, lena, count, wrong, told):
    sure(lena, count, wrong)
    assert named(cohort) == ((wrong, count) if told else None)


def test_decisions_of_several_attempts_count_together_practice_too(cohort, lena):
    sure(lena, 4, 1)
    assert named(cohort) is None
    sure(lena, 4, 1, mode="practice")
    assert named(cohort) == (2, 8)


@pytest.mark.parametrize(("order", "value", "wrong"), [(ORDER, VALUE, 0), (ORDER[::-1], OVERDOSE_ABOVE, 2)])
def test_an_order_and_a_number_of_an_older_attempt_are_worth_what_they_come_to(
    cohort, lena, order, value, wrong
):
    publish_story(kinds_story())
    attempt = scored(lena, 50, of=live("case", "kinds"), sure=None)
    decided = [
        Decided("q-3", certainty=3, ranking=order),
        Decided("q-4", certainty=3, number=Decimal(value + 1 if wrong else value), unit="mg"),
    ]
    written(attempt, Started(mode="assessed", certainty_asked=True), decided)
    assert certain_by(cohort.program_id, sums_by(cohort.program_id, [lena.pk]))[lena.pk] == Certain(2, wrong)


def test_what_results_keep_and_what_events_say_of_older_ones_is_added(cohort, lena):
    sure(lena, 5, 1)
    scored(lena, 50, sure=3)
    assert named(cohort) == (4, 8)


def test_what_is_under_way_is_not_counted(cohort, lena):
    sure(lena, 8, 8, state="in-progress")
    assert named(cohort) is None


def test_what_the_terms_leave_out_is_not_counted(cohort, lena):
    sure(lena, 8, 8, left_out=["k-2"])
    assert named(cohort) is None
    sure(lena, 1, 1)
    assert named(cohort) == (8, 8)


def test_the_values_are_those_of_the_learners_page(cohort, lena):
    sure(lena, 9, 3, left_out=["k-4"])
    sure(lena, 5, 2, mode="practice")
    work = work_in(known_to(cohort.program_id).filter(learner=lena), timezone.now())
    told = own_certainty(work).report
    assert named(cohort) == (told.sure_wrong, told.sure) == (4, 13)


def test_its_entry_says_values_and_limits_and_opens_the_calibration(cohort, dora, lena):
    sure(lena, 8, 3)
    client = Client()
    client.force_login(dora)
    html = text(client.get(reverse("programs:attention", args=[cohort.program_id, cohort.pk])))
    assert "Wrong in 3 of 8 decisions at certainty 3, which is 37&nbsp;%" in html
    assert "25&nbsp;% or more wrong of at least 8 decisions" in html
    evidence = reverse("programs:learner", args=[cohort.program_id, lena.pk])
    assert f'href="{evidence}#certainty"' in html
    assert 'id="certainty"' in text(client.get(evidence))
