"""Fills the site's database: learners who are signed in, each with attempts that stand at their first step."""

from random import Random
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.engine import play
from cases.engine.paths import answers
from cases.engine.reference import played
from cases.engine.scenario import Scenario
from cases.models import Owner
from cases.selectors.scenarios import scenario_of
from cases.services.starting import start_attempt
from content.editorial.public import Published, live, live_of_kind
from npcsite.accounts.models import User
from tests.benchmarks.dice import dice_of
from tests.benchmarks.sent import fields
from tests.benchmarks.sessions import signed_in

PATHS = 100


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`attempts` tells for each learner how many, `keepers` how many may sign in by password.

    The paths are ways through `case`, told for each position."""
    published = live("case", task["case"])
    if published is None:
        raise ValueError(f"There is no case {task['case']}.")
    with transaction.atomic():
        learners = [_learner(published, number, count) for number, count in enumerate(task["attempts"])]
    article = live_of_kind("article")[0]
    return {
        "learners": learners,
        "keepers": [_keeper(number) for number in range(task.get("keepers", 0))],
        "paths": _paths(published),
        "cases": [reverse("cases:case", args=[case.slug]) for case in live_of_kind("case")],
        "article": reverse("content:article", args=[article.slug]),
    }


def _paths(published: Published) -> list[list[dict[str, Any]]]:
    """The reference path, and others played with dice: learners do not all go the same way."""
    scenario = scenario_of(published)
    ways = [played(scenario), *(_wandered(scenario, dice_of(number)) for number in range(1, PATHS))]
    return [[_move(scenario, decided) for decided in way.decisions] for way in ways]


def _wandered(scenario: Scenario, dice: Random) -> play.State:
    state = play.begin(scenario, play.Started())
    while not state.over:
        state = play.decide(scenario, state, dice.choice(answers(scenario, scenario.step(state.step))))
    return state


def _move(scenario: Scenario, decided: play.Decided) -> dict[str, Any]:
    return {"fields": fields(decided), "asks": scenario.step(decided.step).asks}


def _learner(published: Published, number: int, count: int) -> dict[str, Any]:
    person = User.objects.create(email=f"bench{number}@example.org", name=f"Learner {number}")
    started = [_attempt(published, person) for _ in range(count)]
    return {"email": person.email, "cookies": signed_in(person), "attempts": started}


def _keeper(number: int) -> dict[str, str]:
    """Somebody with a confirmed address, who signs in by password."""
    email, password = f"keeper{number}@example.org", uuid4().hex
    person = User.objects.create_user(email, password, name=f"Keeper {number}")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return {"email": email, "password": password}


def _attempt(published: Published, person: User) -> str:
    owner = Owner(user_id=person.pk)
    return str(start_attempt(published=published, owner=owner, key=uuid4(), at=timezone.now()).pk)
