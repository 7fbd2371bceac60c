"""The demo's program: simulated through and through, played by the learners' own services, and founded once."""

from collections import Counter
from random import Random

import pytest
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt, AttemptEvent
from cases.programs.models import AssignedAttempt, Membership, Program
from cases.programs.selectors.work import known_to
from cases.programs.services.demo import found_demo
from cases.programs.services.simulating import Learner, play_case
from cases.services.results import recompute_results
from content.editorial.public import live
from npcsite.accounts.models import User
from tests.cases.publishing import publish_story
from tests.cases.stories import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(db):
    for number in range(7):
        publish_story(story(slug=f"made-{number}"))


def test_it_has_two_cohorts_of_twelve_simulated_residents_who_played(cases, dora, lena):
    program = found_demo(director=dora, learners=[lena], at=timezone.now())
    assert program.cohorts.count() == 2
    members = Membership.objects.exclude(learner=lena)
    assert sorted(Counter(members.values_list("cohort", flat=True)).values()) == [12, 12]
    assert set(User.objects.filter(memberships__in=members).values_list("is_simulated", flat=True)) == {True}
    assert not any(user.has_usable_password() for user in User.objects.filter(is_simulated=True))
    assert known_to(program.pk).count() == Attempt.objects.count() == AssignedAttempt.objects.count() > 60
    assert not Attempt.objects.filter(ended_at__gt=timezone.now()).exists()
    assert list(recompute_results()) == []


def test_a_second_run_founds_nothing(cases, dora):
    assert found_demo(director=dora, learners=[], at=timezone.now())
    before = Attempt.objects.count()
    assert found_demo(director=dora, learners=[], at=timezone.now()) is None
    assert (Program.objects.count(), Attempt.objects.count()) == (1, before)


def test_without_a_case_there_is_no_program(dora):
    assert found_demo(director=dora, learners=[], at=timezone.now()) is None
    assert not Program.objects.exists()


def practised(learner, published, seed):
    dice = Random(seed)  # noqa: S311 - dice that a test can throw again
    play_case(learner=learner, published=published, mode=Mode.PRACTICE, at=timezone.now(), dice=dice)


def test_more_skill_does_better_and_full_skill_makes_no_mistake(cases, lena, otto):
    for person, skill in ((lena, 1.0), (otto, 0.2)):
        for number in range(7):
            published = live("case", f"made-{number}")
            practised(Learner(person, skill), published, number)
    scores = {
        person: [result.score for one in person.attempts.all() for result in one.results.all()]
        for person in (lena, otto)
    }
    assert set(scores[lena]) == {100}
    assert sum(scores[otto]) < sum(scores[lena])


def test_the_same_dice_give_the_same_decisions(cases, lena, otto):
    for person in (lena, otto):
        practised(Learner(person, 0.5), live("case", "made-0"), 7)
    texts = [
        sorted(
            AttemptEvent.objects.filter(attempt__learner=person, position__gt=0).values_list(
                "data", flat=True
            )
        )
        for person in (lena, otto)
    ]
    assert [len(one) for one in texts] == [5, 5]
