"""A learner's domains on a director's page: assessed work in order over time, practice apart from it."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Mode
from cases.programs.selectors.learner import learner_page
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.roster_domains import by_domain
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.scripted import answered
from tests.cases.stories import story
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora, lena):
    return founded(dora, lena)


def cases(count):
    return [publish_story(story(slug=f"made-{number}")) for number in range(count)]


def domain_of(cohort, learner):
    """The first domain that was decided in."""
    found = learner_page(cohort.program, learner, timezone.now()).domains
    return next(one for one in found if one.every_n)


def test_practice_stands_apart_and_the_assessed_mean_is_the_one_of_the_cohorts_table(cohort, lena):
    for published in cases(6):
        answered(lena, published)
        answered(
            lena, published, {"q-4": ["c"], "q-1": ["c"], "q-2": ["c"], "q-3": ["c"]}, mode=Mode.PRACTICE
        )
    one = domain_of(cohort, lena)
    assert (one.n, one.practice_n) == (6, 6)
    assert one.mean != one.practice_mean is not None
    [row] = by_domain(cohort, Wanted(by="domain"), timezone.now()).rows
    page = learner_page(cohort.program, lena, timezone.now())
    assert [(cell.n, cell.mean) for cell in row.cells] == [(one.n, one.mean) for one in page.domains]


@pytest.mark.parametrize(("count", "parts"), [(9, []), (10, [5, 5]), (13, [6, 7]), (16, [5, 5, 6])])
def test_what_was_assessed_is_told_over_time_in_parts_of_five_or_more(cohort, lena, count, parts):
    for published in cases(count):
        answered(lena, published)
    one = domain_of(cohort, lena)
    assert [part.n for part in one.stretches] == parts
    assert all(a.until <= b.since for a, b in pairwise(one.stretches))


def test_a_learner_who_got_better_shows_it_on_the_page(client, cohort, dora, lena):
    for number, published in enumerate(cases(10)):
        wrong = {f"q-{step}": ["d"] for step in range(1, 5)}
        answered(lena, published, wrong if number < 5 else {})
    first, last = domain_of(cohort, lena).stretches
    assert first.mean < last.mean
    client.force_login(dora)
    html = text(client.get(reverse("programs:learner", args=[cohort.program_id, lena.pk])))
    for part in (first, last):
        assert f"{part.mean}&nbsp;<span" in html
