"""A case's key decisions in a cohort: every figure equals one worked out here by other means, from the stored rows."""

import json
from datetime import timedelta
from fractions import Fraction
from statistics import correlation, covariance, mean, stdev, variance

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt
from cases.programs.models import Membership, Post, Viewing
from cases.programs.selectors.cohort_items import items_page
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.programs.services.belonging import leave
from cases.programs.services.founding import appoint
from cases.selectors.item_statistics import item_statistics
from content.editorial.models import Document, ImpactItem
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.test_quarantine import flag, teaching_it_once
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded
from tests.programs.working import MANY, people, work

pytestmark = pytest.mark.django_db

WEIGHTS = {"k-1": 2, "k-2": 3, "k-3": 1, "k-4": 2}


@pytest.fixture
def published():
    return publish_story(teaching_it_once())


@pytest.fixture
def cohort(dora, published):
    """Firsts of 24, some given up; repeats and practice; four more to whom a decision did not count; three who left."""
    learners = people()
    late = [UserFactory(name=f"Late {number}") for number in range(4)]
    cohort = founded(dora, *learners, *late)
    work(learners[:20], published)
    work(learners[:6], published, days=10)
    work(learners, published, days=20, mode=Mode.PRACTICE)
    for one in Membership.objects.filter(learner__in=[*learners[:2], learners[-1]]):
        leave(membership=one, actor=None, at=THEN + timedelta(days=25))
    work(learners[20:], published, days=30)
    flag()
    work(late, published, days=40, gives_up=0)
    ImpactItem.objects.all().delete()
    return cohort


def statistics(cohort, published, **more):
    return item_statistics(published, work_of_cohort(cohort), **more)


def by_hand(cohort, mode="assessed"):
    """The breakdown and the events of each learner's first attempt, if it was completed while they were members."""
    for stay in Membership.objects.filter(cohort=cohort):
        mine = stay.learner.attempts.filter(mode=mode).order_by("started_at")
        within = [one for one in mine if stay.ended_at is None or one.ended_at <= stay.ended_at]
        if within and within[0].state == "completed":
            parts = within[0].results.get().parts()["key_decisions"]
            yield (
                {one["slug"]: one for one in parts},
                [json.loads(one.data) for one in within[0].events.all()[1:]],
            )


def counted(parts, slug):
    return parts[slug]["reached"] and not parts[slug]["left_out"]


def earned(parts, slug):
    return float(Fraction(parts[slug]["credit"]) * Fraction(parts[slug]["timing"]))


def others(parts, slug):
    rest = [key for key in WEIGHTS if key != slug and counted(parts, key)]
    return sum(WEIGHTS[key] * earned(parts, key) for key in rest) / sum(WEIGHTS[key] for key in rest)


@pytest.mark.parametrize("mode", ["assessed", "practice"])
def test_facility_discrimination_and_efficiency_are_those_worked_out_by_other_means(cohort, published, mode):
    attempts = [parts for parts, _events in by_hand(cohort, mode)]
    found = statistics(cohort, published, mode=mode)
    assert found.n == len(attempts) > 15
    for key in found.keys:
        reached = [parts for parts in attempts if counted(parts, key.slug)]
        beside = [
            parts for parts in reached if any(counted(parts, one) for one in WEIGHTS if one != key.slug)
        ]
        xs, ys = [earned(parts, key.slug) for parts in beside], [others(parts, key.slug) for parts in beside]
        assert key.item.n == len(reached)
        assert float(key.item.facility) == pytest.approx(100 * mean(earned(one, key.slug) for one in reached))
        assert key.item.discrimination == pytest.approx(100 * correlation(xs, ys))
        most = covariance(sorted(xs), sorted(ys))
        assert key.item.efficiency == pytest.approx(100 * covariance(xs, ys) / most)
        assert key.late == sum(Fraction(parts[key.slug]["timing"]) < 1 for parts in reached)


def test_the_whole_is_over_those_to_whom_every_decision_counted(cohort, published):
    attempts = [
        parts for parts, _events in by_hand(cohort) if not any(one["left_out"] for one in parts.values())
    ]
    columns = {key: [WEIGHTS[key] * earned(parts, key) for parts in attempts] for key in WEIGHTS}
    totals = [sum(column) for column in zip(*columns.values(), strict=True)]
    consistency = 100 * 4 / 3 * (1 - sum(map(variance, columns.values())) / variance(totals))
    ratio = 100 * (1 - consistency / 100) ** 0.5
    whole = statistics(cohort, published).whole
    assert whole.n == len(attempts) < statistics(cohort, published).n
    assert float(whole.consistency) == pytest.approx(consistency)
    assert whole.error_ratio == pytest.approx(ratio)
    assert whole.standard_error == pytest.approx(ratio * stdev(totals) / 100)


def test_shares_and_certainty_are_counted_from_the_events(cohort, published):
    attempts = list(by_hand(cohort))
    for key in statistics(cohort, published).keys:
        (step,) = key.steps
        told = [
            data
            for parts, events in attempts
            for data in events
            if data.get("step") == step.step and counted(parts, key.slug)
        ]
        assert step.n == len(told)
        assert key.certainty == tuple(sum(data["certainty"] == level for data in told) for level in (1, 2, 3))
        for option in step.options:
            chosen = [data for data in told if option.slug in data["picks"]]
            assert option.picked == len(chosen)
            assert option.sure == sum(data["certainty"] == 3 for data in chosen)


def test_a_decision_left_out_by_quarantine_is_counted_by_nobody(cohort, published):
    left_out = [parts for parts, _events in by_hand(cohort) if parts["k-2"]["left_out"]]
    assert len(left_out) == 4
    found = {key.slug: key for key in statistics(cohort, published).keys}
    assert sum(step.n for step in found["k-2"].steps) == found["k-2"].item.n
    assert found["k-1"].item.n >= found["k-2"].item.n + len(left_out)


def test_what_was_played_after_leaving_is_in_no_figure(cohort, published):
    gone = Membership.objects.get(learner__name=f"Learner {MANY - 1:02}")
    assert gone.learner.attempts.filter(mode="assessed").exists()
    before = statistics(cohort, published).n
    gone.learner.attempts.get(mode="assessed")
    Membership.objects.filter(pk=gone.pk).update(ended_at=None)
    ended = gone.learner.attempts.get(mode="assessed").state == "completed"
    assert statistics(cohort, published).n == before + ended
    assert ended


def page(person, cohort, **asked):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:items", args=[cohort.program_id, cohort.pk]), asked)


def test_the_page_says_every_figure_its_n_and_how_far_to_trust_it(cohort, dora, published):
    html = text(page(dora, cohort, case="made"))
    shown = items_page(cohort, Document.objects.get(slug="made", kind="case"), practice=False).figures
    for key in shown.keys:
        assert key.facility in html
        assert key.note in html
        for step in key.steps:
            assert sum(option.share for option in step.options) >= 99
    assert any("provisional, n =" in key.note for key in shown.keys)
    assert "Late 0" not in html, "figures name nobody"
    assert not Viewing.objects.exists()
    assert len(html.encode()) < 100_000


def test_below_20_learners_discrimination_is_not_shown_and_what_is_undefined_is_a_dash(dora, published):
    learner = UserFactory()
    cohort = founded(dora, learner)
    work([learner], published, gives_up=0)
    shown = items_page(cohort, Document.objects.get(slug="made", kind="case"), practice=False).figures
    assert {key.discrimination for key in shown.keys} == {"–"}
    assert {key.note for key in shown.keys if key.n} == {"not enough data, n = 1"}
    assert (shown.sd, shown.consistency, shown.standard_error) == ("–", "–", "–")


def test_an_empty_cohort_and_no_case_say_what_would_stand_here(dora, published):
    cohort = founded(dora)
    assert "Choose a case" in text(page(dora, cohort))
    assert "Nobody has completed such an attempt yet" in text(page(dora, cohort, case="made"))
    assert page(dora, cohort, case="no-such-case").status_code == 404
    assert page(dora, cohort, case="no such case!").status_code == 200


def test_a_case_offered_no_more_is_there_for_who_played_it_alone(cohort, dora, otto, published):
    Document.objects.filter(pk=published.document_id).update(retired_at=timezone.now())
    assert page(dora, cohort, case="made").status_code == 200
    assert page(otto, founded(otto, name="Program B"), case="made").status_code == 404


def test_simulated_people_are_in_the_figures_of_a_demo_alone(dora, published):
    learners = people(3, is_simulated=True)
    cohort = founded(dora, *learners)
    work(learners, published, gives_up=0)
    case = Document.objects.get(slug="made", kind="case")
    assert items_page(cohort, case, practice=False).figures.is_empty
    cohort.program.is_demo = True
    assert items_page(cohort, case, practice=False).figures.n == 3
    cohort.program.save()
    assert "No figure here is a real person" in text(page(dora, cohort, case="made"))


def test_it_costs_the_same_statements_for_twice_the_learners(
    cohort, dora, published, django_assert_num_queries
):
    case = Document.objects.get(slug="made", kind="case")
    items_page(cohort, case, practice=False)
    with django_assert_num_queries(6):
        items_page(cohort, case, practice=False)
    more = people()
    for user in more:
        Membership.objects.create(cohort=cohort, learner=user, agreed_at=THEN, started_at=THEN)
    work(more, published, days=50)
    with django_assert_num_queries(6):
        items_page(cohort, case, practice=False)
    assert Attempt.objects.count() > 70


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, name="Program B")
    for person in (otto, lena):
        assert page(person, cohort, case="made").status_code == 404
    assert page(dora, theirs, case="made").status_code == 404
