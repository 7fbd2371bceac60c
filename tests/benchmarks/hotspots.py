"""Where the time goes: one kind of answer, many times over, under cProfile in this process."""

import cProfile
import io
import pstats
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from cases.engine.reference import played
from cases.models import Owner
from cases.selectors.scenarios import scenario_of
from cases.services.starting import start_attempt
from content import access
from content.editorial.public import live
from npcsite.accounts.models import User
from tests.benchmarks.sent import fields

LINES = 45


def run(task: dict[str, Any]) -> dict[str, Any]:
    """`what` is `decision`, `article` or `cached`; answers with the table of the dearest functions."""
    client = Client(SERVER_NAME="127.0.0.1")
    requests = (
        _decisions(client, task["case"]) if task["what"] == "decision" else _pages(client, task["what"])
    )
    profile, done = cProfile.Profile(), 0
    next(requests)()
    for ask in requests:
        profile.runcall(ask)
        done += 1
    table = io.StringIO()
    pstats.Stats(profile, stream=table).strip_dirs().sort_stats(task["by"]).print_stats(LINES)
    return {"done": done, "table": table.getvalue()}


def _decisions(client: Client, slug: str) -> Iterator[Callable[[], Any]]:
    person, _made = User.objects.get_or_create(email="profiled@example.org", defaults={"name": "Profiled"})
    client.force_login(person)
    case = live("case", slug)
    if case is None:
        raise ValueError(f"There is no case {slug}.")
    for _attempt in range(12):
        owner = Owner(user_id=person.pk)
        attempt = start_attempt(published=case, owner=owner, key=uuid4(), at=timezone.now())
        address = f"{attempt.get_absolute_url()}decide/"
        for position, decided in enumerate(played(scenario_of(case)).decisions, start=1):
            form = {"key": uuid4(), "position": position, **fields(decided)}
            yield partial(client.post, address, form, headers={"HX-Request": "true"})


def _pages(client: Client, what: str) -> Iterator[Callable[[], Any]]:
    """A session cookie that names no session is enough to be answered with a page of one's own."""
    if what == "article":
        client.cookies["sessionid"] = "none"
    address = f"/articles/{access.main_article()}/"
    for _time in range(20 if what == "article" else 400):
        yield partial(client.get, address)
