"""Reporting a problem as a browser does."""

from django.http import HttpResponse

from tests.cases.players import Player, hidden, text

REPORT = {"kind": "wrong"}


def report(player: Player, words: str, position: int = 2, **more: str) -> HttpResponse:
    """The form of the step at `position`, filled in and sent."""
    address = player.url("report", position)
    key = hidden(text(player.client.get(address)), "key")
    return player.client.post(address, {"key": key, "words": words, **REPORT, **more})
