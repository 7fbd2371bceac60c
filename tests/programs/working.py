"""Cohorts that have worked: learners of several skills, who play by dice that a test can throw again."""

from datetime import timedelta
from random import Random

from cases.engine.state import Mode
from cases.models import Attempt
from cases.programs.services.simulating import Learner, play_case
from npcsite.accounts.models import User
from tests.factories import UserFactory
from tests.programs.founding import THEN

MANY = 24


def people(count=MANY, **more) -> list[User]:
    return [UserFactory(name=f"Learner {number:02}", **more) for number in range(count)]


def work(learners, published, *, mode=Mode.ASSESSED, days=1, gives_up=0.05) -> list[Attempt]:
    """One attempt of each at a case, some days after THEN, an hour apart."""
    dice = Random(days)  # noqa: S311 - dice that a test can throw again
    return [
        play_case(
            learner=Learner(user, skill=0.3 + 0.5 * number / len(learners), gives_up=gives_up),
            published=published,
            mode=mode,
            at=THEN + timedelta(days=days, hours=number),
            dice=dice,
        )
        for number, user in enumerate(learners)
    ]
