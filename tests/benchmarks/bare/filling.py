"""Fills the limit's database: learners who are signed in, an attempt for each, and the page."""

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command

from tests.benchmarks.bare.models import Attempt, Page
from tests.benchmarks.sessions import signed_in


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`people` learners, and `page` under the slug "page"; answers with their cookies and attempts."""
    call_command("migrate", verbosity=0)
    # The limit has no migrations; its tables point to people, who have to be there first.
    call_command("migrate", run_syncdb=True, verbosity=0)
    Page.objects.create(slug="page", data=json.dumps(task["page"]))
    return {"learners": [_learner(number) for number in range(task["people"])]}


def _learner(number: int) -> dict[str, Any]:
    person = get_user_model().objects.create(username=f"learner{number}")
    attempt = Attempt.objects.create(learner=person)
    return {"cookies": signed_in(person), "attempts": [attempt.pk]}
