"""A cohort's table: every number equals the one counted by hand from what was played, for its directors alone."""

from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt
from cases.programs.models import Membership, Post, Program, Viewing
from cases.programs.selectors import roster as table_of
from cases.programs.selectors import roster_domains
from cases.programs.selectors.members import Wanted
from cases.programs.services.belonging import leave
from cases.programs.services.founding import appoint
from cases.programs.services.simulating import Learner, play_case
from content.editorial.public import live_of_kind
from npcsite.accounts.models import User
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded

pytestmark = pytest.mark.django_db

CASES, LEARNERS = 4, 6


def roster(cohort, wanted=None):
    return table_of.roster(cohort, wanted or Wanted(), timezone.now())


def by_domain(cohort, wanted=None):
    return roster_domains.by_domain(cohort, wanted or Wanted(), timezone.now())


@pytest.fixture
def cases(db):
    for number in range(CASES):
        publish_story(story(slug=f"made-{number}"))
    return sorted(live_of_kind("case"), key=lambda one: one.slug)


@pytest.fixture
def cohort(dora, cases):
    """Learners of several skills, who practise, are assessed, repeat, give up, and one of whom leaves in between."""
    learners = [UserFactory(name=f"Learner {number}") for number in range(LEARNERS)]
    cohort = founded(dora, *learners)
    play(learners, cases)
    leave(membership=Membership.objects.get(learner=learners[-1]), actor=None, at=THEN + timedelta(days=30))
    play(learners, cases, days=40)
    return cohort


def play(learners, cases, *, days=1):
    dice = Random(days)  # noqa: S311 - dice that a test can throw again
    for number, user in enumerate(learners):
        learner = Learner(user, skill=0.3 + number / 10, gives_up=0.05)
        for published in dice.sample(cases, 3):
            for mode in dice.sample([Mode.PRACTICE, Mode.ASSESSED, Mode.ASSESSED], 2):
                at = THEN + timedelta(days=days, minutes=dice.randint(1, 20_000))
                play_case(learner=learner, published=published, mode=mode, at=at, dice=dice)


def known(cohort, user) -> list[Attempt]:
    """By hand: begun and ended while a member, the first started first."""
    [stay] = Membership.objects.filter(cohort=cohort, learner=user)
    mine = user.attempts.order_by("started_at")
    return [
        one
        for one in mine
        if one.started_at >= stay.started_at and (stay.ended_at is None or one.ended_at <= stay.ended_at)
    ]


def own(attempt):
    return attempt.results.get(publication=attempt.publication_id)


def test_every_cell_is_the_first_assessed_attempt_counted_by_hand(cohort, cases):
    table = roster(cohort, Wanted(former=True))
    assert [column.slug for column in table.columns] == [one.slug for one in cases]
    assert len(table.rows) == LEARNERS
    for row in table.rows:
        mine = known(cohort, User.objects.get(pk=row.learner_id))
        for published, cell in zip(cases, row.cells, strict=True):
            at_case = [one for one in mine if one.document_id == published.document_id]
            assessed = [one for one in at_case if one.mode == "assessed"]
            practised = [own(one).score for one in at_case if one.mode == "practice"]
            assert cell.score == (round(own(assessed[0]).score) if assessed else None)
            assert cell.unsafe == (bool(assessed) and own(assessed[0]).unsafe)
            assert bool(cell.end) == (bool(assessed) and assessed[0].state != "completed")
            assert cell.practice == (round(max(practised)) if practised else None)
            assert cell.count == len(at_case)
        firsts = {one.document_id: one for one in reversed(mine) if one.mode == "assessed"}
        scores = [Fraction(own(one).score) for one in firsts.values()]
        decisions = sum(
            key["reached"] for one in firsts.values() for key in own(one).parts()["key_decisions"]
        )
        assert (row.n, row.decisions) == (len(scores), decisions)
        assert row.mean == (round(sum(scores) / len(scores)) if decisions >= 5 else None)
        assert row.last_active == max((one.ended_at for one in mine), default=None)


def test_every_domain_is_the_mean_of_its_decisions_counted_by_hand(cohort):
    table = by_domain(cohort, Wanted(former=True))
    for row in table.rows:
        mine = known(cohort, User.objects.get(pk=row.learner_id))
        credits = [
            Fraction(key["credit"])
            for one in mine
            if one.mode == "assessed"
            for key in own(one).parts()["key_decisions"]
            if key["reached"]
        ]
        assert sum(cell.n for cell in row.cells) == len(credits)
        for cell in row.cells:
            assert (cell.mean is None) == (cell.n < 5)
        told = sum(cell.n * Fraction(cell.mean) for cell in row.cells if cell.mean is not None)
        assert told <= sum(credits) + Fraction(len(credits), 100)


def test_who_has_left_is_not_in_it_unless_asked_for(cohort):
    assert len(roster(cohort, Wanted()).rows) == LEARNERS - 1
    assert [row.until is not None for row in roster(cohort, Wanted(former=True)).rows][-1]


def test_simulated_people_are_in_it_in_a_demo_only(cohort):
    User.objects.update(is_simulated=True)
    assert roster(cohort, Wanted()).rows == ()
    Program.objects.update(is_demo=True)
    cohort.program.refresh_from_db()
    assert len(roster(cohort, Wanted()).rows) == LEARNERS - 1


def test_it_costs_the_same_statements_for_four_times_the_learners(
    cohort, cases, dora, django_assert_num_queries
):
    roster(cohort, Wanted())
    by_domain(cohort, Wanted())
    for select, cost in ((roster, 4), (by_domain, 4)):
        with django_assert_num_queries(cost):
            select(cohort, Wanted())
    more = [UserFactory() for _ in range(3 * LEARNERS)]
    for user in more:
        Membership.objects.create(cohort=cohort, learner=user, agreed_at=THEN, started_at=THEN)
    play(more, cases, days=3)
    for select, cost in ((roster, 4), (by_domain, 4)):
        with django_assert_num_queries(cost):
            assert len(select(cohort, Wanted()).rows) == 4 * LEARNERS - 1


def page(person, cohort, **asked):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:cohort", args=[cohort.program_id, cohort.pk]), asked)


def test_the_page_shows_the_numbers_links_to_what_is_behind_them_and_leaves_a_line_for_each(cohort, dora):
    table, html = roster(cohort, Wanted()), text(page(dora, cohort))
    for row in table.rows:
        assert row.name in html
        for cell in row.cells:
            if cell.only:
                assert reverse("programs:trail", args=[cohort.program_id, row.learner_id, cell.only]) in html
    assert Viewing.objects.filter(what="roster").count() == len(table.rows)
    assert len(html.encode()) < 200_000


@pytest.mark.parametrize("sort", ["name", "mean", "unsafe", "active", "nonsense"])
@pytest.mark.parametrize("by", ["case", "domain"])
def test_every_order_and_view_and_nonsense_show_a_table(cohort, dora, sort, by):
    answer = page(dora, cohort, sort=sort, by=by, page="-3")
    assert answer.status_code == 200
    assert text(answer).count('<th scope="row">') == LEARNERS - 1


def test_orders_put_first_what_they_promise(cohort):
    means = [row.mean for row in roster(cohort, Wanted(sort="mean")).rows]
    assert means == sorted(means, key=lambda mean: (mean is None, mean))
    unsafe = [row.unsafe_count for row in roster(cohort, Wanted(sort="unsafe")).rows]
    assert unsafe == sorted(unsafe, reverse=True)


def test_an_empty_cohort_says_what_it_needs(dora):
    assert "once they have joined" in text(page(dora, founded(dora)))


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena, sam):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, name="Program B")
    for person in (otto, lena, sam):
        assert page(person, cohort).status_code == 404
    assert page(dora, theirs).status_code == 404
    mixed = reverse("programs:cohort", args=[cohort.program_id, theirs.pk])
    client = Client()
    client.force_login(dora)
    assert client.get(mixed).status_code == 404
