"""Fills the site's database: learners who are signed in, each with attempts that stand at their first step."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.engine.reference import played
from cases.models import Owner
from cases.selectors.scenarios import scenario_of
from cases.services.attempts import start_attempt
from content.editorial.public import Published, live, live_of_kind
from npcsite.accounts.models import User
from tests.benchmarks.sessions import signed_in


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`attempts` tells for each learner how many; the path is the reference path of `case`, told for each position."""
    published = live("case", task["case"])
    if published is None:
        raise ValueError(f"There is no case {task['case']}.")
    with transaction.atomic():
        learners = [_learner(published, number, count) for number, count in enumerate(task["attempts"])]
    article = live_of_kind("article")[0]
    return {
        "learners": learners,
        "path": _path(published),
        "cases": [reverse("cases:case", args=[case.slug]) for case in live_of_kind("case")],
        "article": reverse("content:article", args=[article.slug]),
    }


def _path(published: Published) -> list[dict[str, Any]]:
    scenario = scenario_of(published)
    asked = [(decided, scenario.step(decided.step).asks) for decided in played(scenario).decisions]
    return [{"picks": list(decided.picks), "asks": asks} for decided, asks in asked]


def _learner(published: Published, number: int, count: int) -> dict[str, Any]:
    person = User.objects.create(email=f"bench{number}@example.org", name=f"Learner {number}")
    started = [_attempt(published, person) for _ in range(count)]
    return {"cookies": signed_in(person), "attempts": started}


def _attempt(published: Published, person: User) -> str:
    owner = Owner(user_id=person.pk)
    return str(start_attempt(published=published, owner=owner, key=uuid4(), at=timezone.now()).pk)
