"""Reporting a problem as a browser does, and reading what became of it."""

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.services.building import By
from npcsite.accounts.models import User
from tests.cases.players import Player, hidden, text

REPORT = {"kind": "wrong"}
WORDS = "The interval is <b>wrong</b>"
SHOWN = "The interval is &lt;b&gt;wrong&lt;/b&gt;"


def report(player: Player, words: str, position: int = 2, **more: str) -> HttpResponse:
    """The form of the step at `position`, filled in and sent."""
    address = player.url("report", position)
    key = hidden(text(player.client.get(address)), "key")
    return player.client.post(address, {"key": key, "words": words, **REPORT, **more})


def mine(client: Client) -> str:
    """The page of one's own reports."""
    return text(client.get("/reports/"))


def now_by(person: User) -> By:
    return By(person, timezone.now())
