"""What is stored against what the clients know. Each fault is a sentence; none may be found."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.kill.assessed import replaced
from tests.benchmarks.kill.beside import strayed
from tests.benchmarks.kill.guests import astray
from tests.benchmarks.kill.journal import Journal, Sent

Stored = dict[str, Any]


def faults(journal: Journal, stored: Stored) -> list[str]:
    """`stored` is what the `stored` module of a place answers."""
    return [
        *journal.faults,
        *stored["differences"],
        *_starts(journal, stored),
        *_decisions(journal, stored),
        *_gaps(stored),
        *replaced(journal.assessed, stored),
        *astray(journal.starters, journal.kept, stored),
        *strayed(journal.beside, stored),
    ]


def _starts(journal: Journal, stored: Stored) -> Iterator[str]:
    keys = Counter(attempt["key"] for attempt in stored["attempts"].values())
    for key, attempt in journal.started.items():
        if attempt and attempt not in stored["attempts"]:
            yield f"lost: attempt {attempt}"
        if keys[key] > 1:
            yield f"doubled: start {key} made {keys[key]} attempts"
    yield from (f"invented: start {key}" for key in keys if key not in journal.started)


def _decisions(journal: Journal, stored: Stored) -> Iterator[str]:
    sent = {form.key: form for form in journal.sent}
    kept: Counter[str] = Counter()
    for attempt, row in stored["attempts"].items():
        for event in row["events"]:
            kept[event["key"]] += 1
            yield from _compare(sent.get(event["key"]), attempt, event)
    yield from (f"lost: {_name(form)}" for form in journal.sent if form.acknowledged and not kept[form.key])
    yield from (
        f"doubled: {_name(sent[key])} is stored {n} times" for key, n in kept.items() if n > 1 and key in sent
    )


def _compare(form: Sent | None, attempt: str, event: dict[str, Any]) -> Iterator[str]:
    if form is None or form.refused:
        yield f"invented: {event} of {attempt}"
        return
    # The answers of a menu are a set: their order says nothing.
    asked = (form.attempt, form.position, form.kind, sorted(form.picks), form.certainty)
    found = (attempt, event["position"], event["kind"], sorted(event["picks"]), event["certainty"])
    if asked != found:
        yield f"invented: sent {asked}, stored {found}"
    if form.told not in (None, event["position"]):
        yield f"moved: {_name(form)} was told position {form.told}, stored is {event['position']}"


def _gaps(stored: Stored) -> Iterator[str]:
    for attempt, row in stored["attempts"].items():
        positions = [event["position"] for event in row["events"]]
        if positions != list(range(1, len(positions) + 1)):
            yield f"gap: {attempt} has the positions {positions}"


def _name(form: Sent) -> str:
    return f"{form.kind} at position {form.position} of {form.attempt}"
