"""How many statements each answer takes, counted in this process: exact, and the same on any machine."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.engine.reference import played
from cases.models import Owner
from cases.selectors.scenarios import scenario_of
from cases.services.starting import start_attempt
from content import access
from content.editorial.models import Epoch
from content.editorial.public import Published, live_of_kind
from content.editorial.selectors.reading import forget
from npcsite.accounts.models import User
from tests.benchmarks.limits import article_row, step_row
from tests.benchmarks.sent import fields

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
HTMX = {"HX-Request": "true"}


def run(task: dict[str, Any]) -> dict[str, Any]:
    """Needs a filled database. Sizes are those of the answers, in bytes; `step` and `page` are for the limit."""
    client = Client(SERVER_NAME="127.0.0.1")
    person, _made = User.objects.get_or_create(email="counted@example.org", defaults={"name": "Counted"})
    decisions = [found for case in live_of_kind("case") for found in _decisions(case, client, person)]
    article = access.article(access.main_article())
    return {
        "decision": max(found["statements"] for found in decisions),
        "writes": max(found["writes"] for found in decisions),
        "decisions": decisions,
        **_article(f"/articles/{article.slug}/", client),
        "step": step_row(task["case"], person),
        "page": article_row(article),
    }


def counted(ask: Callable[[], HttpResponse]) -> dict[str, Any]:
    """Without BEGIN and COMMIT, which no count in this project includes."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    statements = [query["sql"] for query in captured if not query["sql"].startswith(TRANSACTION)]
    return {
        "status": answer.status_code,
        "bytes": len(answer.content),
        "statements": len(statements),
        "writes": sum(sql.startswith(WRITES) for sql in statements),
        "sql": statements,
    }


def _decisions(case: Published, client: Client, person: User) -> Iterator[dict[str, Any]]:
    """Along the reference path with htmx, then without JavaScript, both after this process has seen the case."""
    client.force_login(person)
    for headers in (HTMX, HTMX, {}):
        owner = Owner(user_id=person.pk)
        attempt = start_attempt(published=case, owner=owner, key=uuid4(), at=timezone.now())
        address = f"{attempt.get_absolute_url()}decide/"
        for position, decided in enumerate(played(scenario_of(case)).decisions, start=1):
            form = {"key": uuid4(), "position": position, **fields(decided)}
            found = counted(partial(client.post, address, form, headers=headers))
            yield found | {"case": case.slug, "position": position, "htmx": bool(headers)}


def _article(address: str, client: Client) -> dict[str, Any]:
    """Moving the epoch is what every editorial act does, and makes every kept page an old one."""
    reader = Client(SERVER_NAME="127.0.0.1")
    forget()
    cold = counted(partial(reader.get, address))
    Epoch.objects.move()
    uncached = counted(partial(reader.get, address))
    cached = counted(partial(reader.get, address))
    etag = reader.get(address).headers["ETag"]
    unchanged = counted(partial(reader.get, address, headers={"If-None-Match": etag}))
    signed_in = counted(partial(client.get, address))
    return {
        "cold": cold,
        "uncached": uncached,
        "cached": cached,
        "unchanged": unchanged,
        "signed_in": signed_in,
    }
