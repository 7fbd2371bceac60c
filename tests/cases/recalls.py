"""Recalling as a browser does: an attempt with misses, days that pass, the form on the page, its answer."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.models import RecallItem
from tests.cases.players import Player, hidden, text
from tests.cases.stories import best

QUEUE = "/recall/"
WRONG, UNSURE = ("c",), ("b",)


def missing(
    player: Player, *missed: int, picks: tuple[str, ...] = WRONG, asked: int = 4, **more: Any
) -> Player:
    """Plays the made case to its end, missing the questions named; `more` goes with every answer."""
    player.decide()
    for n in range(1, asked + 1):
        player.decide(*(picks if n in missed else best(n)), **more)
    return player


def days_pass(days: float = 400) -> None:
    """All items were last answered, and are due, that much earlier; their log, which nothing changes, stays."""
    back = timedelta(days=days)
    for item in RecallItem.objects.all():
        RecallItem.objects.filter(pk=item.pk).update(
            due_at=item.due_at - back, reviewed_at=item.reviewed_at - back
        )


@dataclass
class Recaller:
    """One browser at one item of its queue."""

    client: Client
    item_id: UUID
    seen: list[HttpResponse] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{QUEUE}{self.item_id}/"

    @property
    def item(self) -> RecallItem:
        return RecallItem.objects.get(pk=self.item_id)

    def look(self) -> HttpResponse:
        return self.client.get(self.url)

    def form(self) -> dict[str, Any]:
        html = text(self.look())
        return {"key": hidden(html, "key"), "position": hidden(html, "position")}

    def send(self, form: dict[str, Any], *picks: str, **more: Any) -> HttpResponse:
        return self.client.post(f"{self.url}answer/", {**form, "pick": picks, **more})

    def answer(self, *picks: str, **more: Any) -> HttpResponse:
        return self.send(self.form(), *picks, **more)


def recaller(client: Client, key_decision: str) -> Recaller:
    return Recaller(client, RecallItem.objects.get(key_decision=key_decision).pk)


def is_due(item: RecallItem) -> bool:
    return item.due_at <= timezone.now()


def led_to_the_queue(answer: HttpResponse, said: str) -> bool:
    """And whether the queue says so; call it in an `assert`."""
    assert (answer.status_code, answer["Location"]) == (303, QUEUE)
    return said in text(answer.client.get(QUEUE))


def every_row_but(*tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Cell by cell; sessions change with every visit."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table not in (*tables, "django_session"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found
