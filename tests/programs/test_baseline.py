"""Baseline against end of rotation: each learner's pair and the mean difference, as worked out here by hand."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import AssignedAttempt, Membership, Post, Viewing
from cases.programs.selectors.baseline import comparison
from cases.programs.services.belonging import leave
from cases.programs.services.founding import appoint
from content.editorial.public import live
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.scripted import answered
from tests.cases.stories import story
from tests.factories import UserFactory
from tests.programs.founding import founded
from tests.programs.setting import set_to

pytestmark = pytest.mark.django_db

CASES = ("made", "made-2", "made-3")


@pytest.fixture
def cases():
    return {slug: publish_story(story(slug=slug)) for slug in CASES}


@pytest.fixture
def cohort(dora, cases):
    return founded(dora, *(UserFactory(name=f"Learner {number}") for number in range(7)))


def learner(cohort, number):
    return cohort.memberships.get(learner__name=f"Learner {number}").learner


def set_case(cohort, dora, purpose, *slugs, **more):
    documents = tuple(live("case", slug).document_id for slug in slugs or ("made",))
    return set_to(cohort, dora, documents=documents, purpose=purpose, title=purpose, **more)


def does(who, assignment, slug="made", picks="a", last="a"):
    """The part of the case, by an attempt begun for it."""
    published = live("case", slug)
    attempt = answered(who, published, {"q-3": [picks], "q-4": [last]})
    AssignedAttempt.objects.create(item=assignment.items.get(document=published.document_id), attempt=attempt)
    return attempt


def score(attempt):
    return Fraction(attempt.results.get().score)


def did_both(cohort, before, after, count):
    """What the first `count` came to, with other answers each time."""
    answers = [("b", "b"), ("c", "a"), ("a", "b"), ("c", "b"), ("b", "a"), ("d", "a"), ("a", "a")]
    pairs = []
    for number in range(count):
        first, last = answers[number], answers[-number]
        who = learner(cohort, number)
        pairs.append((does(who, before, "made", *first), does(who, after, "made", *last)))
    return pairs


def signed(value):
    rounded = round(value * 10) / 10
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def test_pairs_and_the_mean_difference_are_those_worked_out_by_hand(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    pairs = did_both(cohort, before, after, 5)
    does(learner(cohort, 5), before)
    does(learner(cohort, 6), after)
    found = comparison(cohort)
    differences = [score(last) - score(first) for first, last in pairs]
    assert any(differences), "else this proves nothing"
    assert [pair.difference for pair in found.pairs] == [signed(float(one)) for one in differences]
    assert [(pair.cases[0].before_id, pair.cases[0].after_id) for pair in found.pairs] == [
        (first.pk, last.pk) for first, last in pairs
    ]
    assert (found.n, found.mean) == (5, signed(float(sum(differences) / 5)))
    assert (found.before_only, found.after_only) == (1, 1)


def test_below_five_pairs_no_mean_is_shown_and_what_it_needs_is_said(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    did_both(cohort, before, after, 4)
    assert (comparison(cohort).n, comparison(cohort).mean) == (4, None)
    assert "needs at least 5 learners with both, and there are 4" in text(page(dora, cohort))
    assert "Learner 3" in text(page(dora, cohort)), "each pair is there"


def test_only_cases_set_in_both_are_compared_and_of_several_their_means(cohort, dora):
    before = set_case(cohort, dora, "baseline", "made", "made-2", "made-3")
    after = set_case(cohort, dora, "end", "made", "made-2")
    who = learner(cohort, 0)
    first = [does(who, before, "made", "b"), does(who, before, "made-2", "c")]
    does(who, before, "made-3", "d")
    last = [does(who, after, "made", "a"), does(who, after, "made-2", "b")]
    (pair,) = comparison(cohort).pairs
    low, high = (sum(map(score, some)) / 2 for some in (first, last))
    assert comparison(cohort).cases == ("Made made", "Made made-2")
    assert pair.exact == high - low
    assert (float(pair.before), float(pair.after)) == pytest.approx((float(low), float(high)), abs=0.05)


def test_who_left_keeps_what_they_did_before_and_nothing_after(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    did_both(cohort, before, after, 2)
    assert comparison(cohort).n == 2
    stay = Membership.objects.get(learner=learner(cohort, 0))
    leave(membership=stay, actor=None, at=timezone.now() + timedelta(hours=1))
    assert comparison(cohort).n == 2
    first = learner(cohort, 0).attempts.order_by("ended_at").first()
    Membership.objects.filter(pk=stay.pk).update(ended_at=first.ended_at)
    assert (comparison(cohort).n, comparison(cohort).before_only) == (1, 1)


def test_simulated_people_are_compared_in_a_demo_alone(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    did_both(cohort, before, after, 1)
    who = learner(cohort, 0)
    who.is_simulated = True
    who.save()
    assert comparison(cohort).n == 0
    cohort.program.is_demo = True
    assert comparison(cohort).n == 1


def test_practice_cancelled_and_ordinary_assignments_are_not_offered_and_foreign_ids_are_not_taken(
    cohort, dora, otto
):
    theirs = founded(otto, name="Program B")
    foreign = set_case(theirs, otto, "baseline")
    older, newer = set_case(cohort, dora, "baseline", due=2), set_case(cohort, dora, "baseline", due=4)
    set_case(cohort, dora, "ordinary")
    after = set_case(cohort, dora, "end")
    gone = set_case(cohort, dora, "end", due=9)
    gone.cancelled_at = timezone.now()
    gone.save()
    found = comparison(cohort, before_id=foreign.pk, after_id=gone.pk)
    assert [(one.id, one.chosen) for one in found.befores] == [(newer.pk, True), (older.pk, False)]
    assert [one.id for one in found.afters] == [after.pk]
    assert [one.chosen for one in comparison(cohort, before_id=older.pk).befores] == [False, True]


def page(person, cohort, **asked):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:baseline", args=[cohort.program_id, cohort.pk]), asked)


def test_empty_states_say_what_they_need(cohort, dora):
    assert "Nothing to compare yet" in text(page(dora, cohort))
    set_case(cohort, dora, "baseline")
    set_case(cohort, dora, "end", "made-2")
    assert "no case in common" in text(page(dora, cohort, before="x", after="-1"))


def test_each_pair_leads_to_both_attempts_and_whoever_is_named_can_read_that_it_was_opened(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    pairs = did_both(cohort, before, after, 2)
    html = text(page(dora, cohort))
    for number, attempts in enumerate(pairs):
        for one in attempts:
            assert (
                reverse("programs:trail", args=[cohort.program_id, learner(cohort, number).pk, one.pk])
                in html
            )
    assert Viewing.objects.filter(what="items").count() == 2


def test_many_learners_stand_on_several_pages_under_the_mean_of_all(cohort, dora, monkeypatch):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    did_both(cohort, before, after, 5)
    whole = comparison(cohort)
    monkeypatch.setattr("cases.programs.selectors.baseline.PAGE", 2)
    pages = [comparison(cohort, page=number) for number in (1, 2, 3)]
    assert [len(one.rows) for one in pages] == [2, 2, 1]
    assert {(one.mean, one.n) for one in pages} == {(whole.mean, 5)}
    assert tuple(pair for one in pages for pair in one.rows) == whole.pairs
    html = text(page(dora, cohort, before=before.pk, page=2))
    assert f"?before={before.pk}&amp;page=3" in html
    assert [one.learner.name for one in Viewing.objects.order_by("learner__name")] == [
        "Learner 2",
        "Learner 3",
    ], "those of this page alone were looked at"


def test_one_attempt_that_answers_both_is_no_second_time(cohort, dora):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    once = does(learner(cohort, 0), before)
    AssignedAttempt.objects.create(item=after.items.get(), attempt=once)
    found = comparison(cohort)
    assert (found.n, found.before_only, found.after_only) == (0, 1, 1)


def test_it_costs_the_same_statements_for_more_learners(cohort, dora, django_assert_num_queries):
    before, after = set_case(cohort, dora, "baseline"), set_case(cohort, dora, "end")
    did_both(cohort, before, after, 1)
    comparison(cohort)
    with django_assert_num_queries(5):
        comparison(cohort)
    for number in range(1, 6):
        does(learner(cohort, number), before)
        does(learner(cohort, number), after)
    with django_assert_num_queries(5):
        assert comparison(cohort).n == 6


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, name="Program B")
    for person in (otto, lena, learner(cohort, 0)):
        assert page(person, cohort).status_code == 404
    assert page(dora, theirs).status_code == 404
