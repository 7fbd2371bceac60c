"""Fills the site's database with a program of any size, whose director is signed in."""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from importlib import import_module
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Attempt, AttemptState
from cases.programs.models import Cohort, Membership
from cases.programs.services.assigning import set_assignment
from cases.programs.views import files
from cases.selectors.scenarios import scenario_of
from content.editorial.public import live, live_of_kind
from npcsite.accounts.models import User
from tests.benchmarks.sessions import signed_in
from tests.benchmarks.statements import counted
from tests.programs.bulk import Pile, ways
from tests.programs.copied import copied
from tests.programs.founding import founded
from tests.programs.setting import wanted

WAYS, AT_ONCE, SET = 60, 20, 5
DAY = timedelta(days=1)
SUMMARY = """
CREATE TABLE bench_summary AS
SELECT a.learner_id, a.document_id, MAX(r.score) AS score, COUNT(*) AS n
FROM cases_attempt a JOIN cases_result r ON r.attempt_id = a.id WHERE a.mode = 'assessed'
GROUP BY a.learner_id, a.document_id
"""


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`learners`, `cases`, `decisions`: how many. Answers with the director's pages, what each costs, and cookies."""
    dice, now = Random(11), timezone.now()  # noqa: S311 - dice that a run can throw again
    director = User.objects.create(email="director@example.org", name="Director")
    with transaction.atomic():
        cohort = _cohort(director, task, now)
        stored = _decide(cohort, task, dice, now)
        with connection.cursor() as cursor:
            cursor.execute(SUMMARY)
            cursor.execute("CREATE UNIQUE INDEX bench_summary_of ON bench_summary (learner_id, document_id)")
    if connection.vendor == "postgresql":
        # As autovacuum would have done by the time somebody looks.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    pages = dict(_pages(cohort))
    return {
        "decisions": stored,
        "attempts": Attempt.objects.count(),
        "cookies": _director(director),
        "pages": pages,
        "counted": _counted(director, pages),
        "files": list(_files(cohort)),
    }


def _cohort(director: User, task: dict[str, Any], now: Any) -> Cohort:
    copied(
        live("case", task["case"]),
        [f"copy-{number:04}" for number in range(task["cases"] - len(live_of_kind("case")))],
    )
    cohort = founded(director, at=now - 200 * DAY)
    people = User.objects.bulk_create(
        User(email=f"resident{number}@example.org", name=f"Resident {number:04}")
        for number in range(task["learners"])
    )
    Membership.objects.bulk_create(
        Membership(cohort=cohort, learner=one, agreed_at=cohort.created_at, started_at=cohort.created_at)
        for one in people
    )
    documents = [one.document_id for one in live_of_kind("case")[:SET]]
    asked = wanted(*documents, opens=-60, due=-20)
    set_assignment(cohort=cohort, wanted=asked, actor=director, at=now)
    return cohort


def _decide(cohort: Cohort, task: dict[str, Any], dice: Random, now: Any) -> int:
    """Until so many decisions are stored; every learner about as many, each case at most once."""
    published = [one for one in live_of_kind("case") if one.slug.startswith("copy-")]
    scenario = scenario_of(live("case", task["case"]))
    told = {"states": (AttemptState.COMPLETED,)}
    kinds = [
        *ways(scenario, dice, WAYS, **told, mode="assessed", certainty_asked=True),
        *ways(scenario, dice, WAYS // 3, **told),
    ]
    learners = list(cohort.memberships.values_list("learner", flat=True))
    stored, pile = 0, Pile(dice)
    for number, learner in enumerate(learners, start=1):
        played = dice.sample(published, len(published))
        while stored < task["decisions"] * number // len(learners) and played:
            way = dice.choice(kinds)
            pile.add(way, learner, played.pop(), now - dice.uniform(1, 190) * DAY)
            stored += len(way.moves)
        if number % AT_ONCE == 0:
            pile.write()
    pile.write()
    return stored


def _pages(cohort: Cohort) -> Iterator[tuple[str, str]]:
    """What a director opens, by a word for it."""
    program, of = cohort.program_id, [cohort.program_id, cohort.pk]
    attempt = _an_attempt(cohort)
    roster = reverse("programs:cohort", args=of)
    yield "roster", roster
    yield "roster, by mean", f"{roster}?sort=mean&page=2"
    yield "roster, by domain", f"{roster}?by=domain"
    yield "attention", reverse("programs:attention", args=of)
    yield "figures of a case", f"{reverse('programs:items', args=of)}?case={attempt.document.slug}"
    yield "members", reverse("programs:members", args=of)
    yield "learner", reverse("programs:learner", args=[program, attempt.learner_id])
    yield "attempt", reverse("programs:trail", args=[program, attempt.learner_id, attempt.pk])
    assignment = cohort.assignments.get()
    yield "assignment", reverse("programs:assignment", args=[program, assignment.pk])
    yield "program", reverse("programs:program", args=[program])


def _files(cohort: Cohort) -> Iterator[str]:
    """The exports of a cohort, of ten learners and of one case: whole ones take many minutes each."""
    asked = {"items": f"case={_an_attempt(cohort).document.slug}"}
    for what in files.FILES:
        for kind in files.KINDS:
            address = reverse(f"programs:{what}_{kind}", args=[cohort.program_id, cohort.pk])
            yield f"{address}?{asked.get(what, 'name=Resident+000')}"


def _an_attempt(cohort: Cohort) -> Attempt:
    return Attempt.objects.filter(learner__memberships__cohort=cohort).order_by("pk").first()


def _counted(director: User, pages: dict[str, str]) -> dict[str, Any]:
    """Each after this process has seen it."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(director)
    found = {}
    for word, address in pages.items():
        ask: partial[HttpResponse] = partial(client.get, address)
        ask()
        began = time.monotonic()
        told = counted(ask)
        found[word] = {name: told[name] for name in ("status", "bytes", "statements")}
        found[word]["seconds"] = time.monotonic() - began
    return found


def _director(person: User) -> str:
    """Signed in a moment from now, so that the exports of a long run ask for no password again."""
    cookies = signed_in(person)
    key = cookies.split(f"{settings.SESSION_COOKIE_NAME}=")[1].split(";")[0]
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 86_400}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return cookies
