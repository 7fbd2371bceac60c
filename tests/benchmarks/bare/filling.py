"""Fills the limit's database: learners who are signed in, an attempt for each, and pages as long as ours."""

import json
import os
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.template.loader import render_to_string

from tests.benchmarks.bare.models import Attempt, Page
from tests.benchmarks.sessions import signed_in

FILLED_AT_MOST = 0.4


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`people` learners, `page` under the slug "page", the step in its file; answers with cookies and attempts."""
    call_command("migrate", verbosity=0)
    # The limit has no migrations; its tables point to people, who have to be there first.
    call_command("migrate", run_syncdb=True, verbosity=0)
    page = _as_long("bare/article.html", task["page"], task["page_bytes"])
    Page.objects.create(slug="page", data=json.dumps(page))
    step = Path(os.environ["BARE_STEP"])
    shown = _as_long("bare/step.html", json.loads(step.read_text(encoding="utf-8")), task["step_bytes"])
    step.write_text(json.dumps(shown), encoding="utf-8")
    return {"learners": [_learner(number) for number in range(task["people"])]}


def _as_long(template: str, page: dict[str, Any], wanted: int) -> dict[str, Any]:
    """Filled up with text to the length of ours; a limit that lacks much of our page would be none."""
    missing = wanted - len(render_to_string(template, {"page": page, "attempt_id": 1}).encode())
    if abs(missing) > FILLED_AT_MOST * wanted:
        raise ValueError(f"{template} is {missing} bytes shorter than our page of {wanted}: mend the limit.")
    return page | {"filler": "x" * max(missing, 0)}


def _learner(number: int) -> dict[str, Any]:
    person = get_user_model().objects.create(username=f"learner{number}")
    attempt = Attempt.objects.create(learner=person)
    return {"cookies": signed_in(person), "attempts": [attempt.pk]}
