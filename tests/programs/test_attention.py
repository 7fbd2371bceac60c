"""The attention list names current members by stated rules, each held against its threshold, for directors alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Extension, Membership, Post, Viewing
from cases.programs.selectors.attention import attention
from cases.programs.services.belonging import join, leave
from cases.programs.services.founding import appoint
from content.editorial.public import live
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded
from tests.programs.scored import scored
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


def rules(cohort, at=None):
    return [(one.rule.value, one.learner_id) for one in attention(cohort, at or timezone.now()).entries]


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("beyond", "told"), [(-SECOND, True), (0 * SECOND, True), (SECOND, False)])
def test_critical_harm_is_told_for_thirty_days_the_last_moment_included(cohort, lena, beyond, told):
    attempt = scored(lena, 30, ago=1, unsafe=True)
    at = attempt.ended_at + 30 * DAY + beyond
    assert (("unsafe", lena.pk) in rules(cohort, at)) is told


def test_harm_in_practice_or_in_a_repeat_is_not_told(cohort, lena):
    scored(lena, 30, ago=9, unsafe=True, mode="practice")
    scored(lena, 90, ago=8)
    scored(lena, 30, ago=7, unsafe=True)
    assert rules(cohort) == []


@pytest.mark.parametrize(("beyond", "told"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_who_did_nothing_for_twenty_one_days_is_quiet_once_they_are_full(cohort, lena, beyond, told):
    attempt = scored(lena, 90, ago=1)
    assert (("quiet", lena.pk) in rules(cohort, attempt.ended_at + 21 * DAY + beyond)) is told


def test_who_never_began_is_quiet_since_joining(cohort, lena):
    assert rules(cohort) == [("quiet", lena.pk)]
    joined_at = timezone.now() - 3 * DAY
    Membership.objects.update(started_at=joined_at, agreed_at=joined_at)
    assert rules(cohort) == []


@pytest.mark.parametrize(("beyond", "told"), [(-SECOND, False), (0 * SECOND, False), (SECOND, True)])
def test_an_assignment_is_told_once_it_is_overdue_for_more_than_seven_days(cohort, dora, lena, beyond, told):
    due = late(cohort, dora, 1).due_at
    assert (("overdue", lena.pk) in rules(cohort, due + 7 * DAY + beyond)) is told


def late(cohort, dora, ago):
    """An assignment that was due so many days ago."""
    assignment = set_to(cohort, dora)
    assignment.opens_at, assignment.due_at = (timezone.now() - days * DAY for days in (ago + 5, ago))
    assignment.save()
    return assignment


def test_an_extension_moves_it_and_who_joined_after_it_was_due_is_not_late(cohort, dora, lena):
    assignment = late(cohort, dora, 9)
    now = timezone.now()
    Extension.objects.create(
        assignment=assignment, learner=lena, due_at=now - DAY, reason="ill", granted_at=now
    )
    assert ("overdue", lena.pk) not in rules(cohort)
    Extension.objects.all().delete()
    assert ("overdue", lena.pk) in rules(cohort)
    Membership.objects.update(started_at=now - 2 * DAY, agreed_at=now - 2 * DAY)
    assert ("overdue", lena.pk) not in rules(cohort)


def test_who_is_far_below_is_told_from_eight_learners_on(dora, cohort, lena):
    others = [UserFactory() for _ in range(7)]
    for one in others[:6]:
        Membership.objects.create(cohort=cohort, learner=one, agreed_at=THEN, started_at=THEN)
        scored(one, 80, ago=2)
    scored(lena, 40, ago=2)
    assert rules(cohort) == []
    Membership.objects.create(cohort=cohort, learner=others[6], agreed_at=THEN, started_at=THEN)
    scored(others[6], 80, ago=2)
    assert rules(cohort) == [("below", lena.pk)]
    entry = attention(cohort, timezone.now()).entries[0]
    # Seven times 80 and once 40: mean 75, squares 7 * 25 + 1225 = 1400, over 7 gives 200, whose root is 14.1.
    assert (entry.own, entry.others, entry.sd) == (40, 75, 14)


def test_who_has_too_few_decisions_for_a_mean_is_held_against_nobody_and_nobody_against_them(cohort, lena):
    for _ in range(8):
        other = UserFactory()
        Membership.objects.create(cohort=cohort, learner=other, agreed_at=THEN, started_at=THEN)
        scored(other, 80, ago=2)
    scored(lena, 20, ago=2, decisions=4)
    found = attention(cohort, timezone.now())
    assert (found.scored, found.entries) == (8, ())
    publish_story(story(slug="made-2"))
    scored(lena, 20, ago=1, decisions=1, of=live("case", "made-2"))
    assert rules(cohort) == [("below", lena.pk)]


def test_nobody_who_has_left_is_told(cohort, lena):
    scored(lena, 30, ago=2, unsafe=True)
    assert rules(cohort)
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    assert rules(cohort) == []


def page(person, cohort):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:attention", args=[cohort.program_id, cohort.pk]))


def test_each_entry_says_its_rule_and_leads_to_its_evidence(cohort, dora, lena):
    attempt = scored(lena, 30, ago=2, unsafe=True)
    html = text(page(dora, cohort))
    assert reverse("programs:trail", args=[cohort.program_id, lena.pk, attempt.pk]) in html
    assert "any within 30 days" in html
    assert "needs 8 members" in html
    assert list(Viewing.objects.values_list("learner", "what")) == [(lena.pk, "attention")]


def test_coordinators_learners_and_other_directors_see_nothing_of_it(cohort, dora, lena, otto, eddie):
    founded(otto, name="Program B")
    appoint(program=cohort.program, person=eddie, post=Post.COORDINATOR, actor=dora, at=THEN)
    for person in (lena, otto, eddie):
        answer = page(person, cohort)
        assert answer.status_code == 404
        assert "Program A" not in text(answer)


def test_it_costs_the_same_for_ten_times_the_learners(cohort, dora, lena, django_assert_num_queries):
    late(cohort, dora, 9)
    scored(lena, 30, ago=2)
    with django_assert_num_queries(6):
        attention(cohort, timezone.now())
    for _ in range(10):
        learner = UserFactory()
        Membership.objects.create(cohort=cohort, learner=learner, agreed_at=THEN, started_at=THEN)
        scored(learner, 30, ago=2)
    with django_assert_num_queries(6):
        attention(cohort, timezone.now())


def test_who_comes_back_is_quiet_since_then_and_not_since_their_last_time(cohort, lena):
    now = timezone.now()
    membership = cohort.memberships.get()
    scored(lena, 80, ago=100)
    leave(membership=membership, actor=None, at=now - 90 * DAY)
    join(cohort=cohort, learner=lena, at=now - 20 * DAY)
    assert rules(cohort, now) == []
    assert rules(cohort, now + DAY) == [("quiet", lena.pk)]
