"""What the site has stored, with every result computed again and every state held against its events."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from cases.engine.recall import rated
from cases.models import (
    Attempt,
    AttemptEvent,
    AttemptMode,
    EventKind,
    Pause,
    ProblemReport,
    RecallAnswer,
    RecallSource,
)
from cases.selectors import playing
from cases.selectors.assessed import assessed_of
from cases.services.results import recompute_results


def run(task: dict[str, Any]) -> dict[str, Any]:
    attempts = (
        Attempt.objects.select_related("publication", "learner")
        .prefetch_related("events", "results")
        .order_by("pk")
    )
    rows = {str(attempt.pk): _row(attempt) for attempt in attempts}
    return {
        "attempts": rows,
        "counting": _counting(attempts),
        **_beside(attempts),
        "results": sum(row["results"] for row in rows.values()),
        "differences": [
            *_recomputed(),
            *_damaged(),
            *_not_queued_once(attempts),
            *(told for row in rows.values() for told in row.pop("told")),
        ],
    }


def _beside(attempts: Iterable[Attempt]) -> dict[str, Any]:
    """Notes and flags by position, reports and recall answers by key, pauses with how many are open."""
    pauses: dict[str, list[int]] = {}
    for attempt_id, resumed_at in Pause.objects.values_list("attempt", "resumed_at"):
        held = pauses.setdefault(str(attempt_id), [0, 0])
        held[0], held[1] = held[0] + 1, held[1] + (resumed_at is None)
    recalled = RecallAnswer.objects.filter(source=RecallSource.QUEUE)
    return {
        "notes": [found for attempt in attempts for found in _notes(attempt)],
        "reports": [[str(one.key), str(one.attempt_id)] for one in ProblemReport.objects.all()],
        "recalled": [[str(one.key), [str(one.item_id), sorted(one.decided().picks)]] for one in recalled],
        "pauses": pauses,
    }


def _notes(attempt: Attempt) -> Iterator[tuple[str, int, str, bool]]:
    one = playing.load(attempt)
    for note in attempt.notes.all():
        for position, visit in enumerate(one.state.visits, start=1):
            if visit.step == note.step:
                yield str(attempt.pk), position, note.text, note.flagged


def _counting(attempts: Iterable[Attempt]) -> dict[str, str]:
    """By assessed attempt, the one that counts for its learner in its case, as the site tells it."""
    found = {}
    for attempt in attempts:
        if attempt.mode == AttemptMode.ASSESSED and attempt.learner_id is not None:
            counting = assessed_of(attempt.publication.document_id, attempt.learner_id).counting
            found[str(attempt.pk)] = str(counting.attempt_id) if counting else ""
    return found


def _not_queued_once(attempts: Iterable[Attempt]) -> Iterator[str]:
    """What an attempt missed enters its learner's recall queue in the transaction that ends it: once, or never."""
    answers = RecallAnswer.objects.filter(source=RecallSource.ATTEMPT)
    kept = Counter(answers.values_list("attempt_id", "attempt_position"))
    for attempt in attempts:
        if attempt.learner_id is None or not attempt.is_over:
            continue
        one = playing.load(attempt)
        for found in rated(one.scenario, one.state):
            times = kept.pop((attempt.pk, found.position), 0)
            if times != 1 if found.rating.is_missed else times > 1:
                yield f"recall: position {found.position} of {attempt.pk} was queued {times} times"
    yield from (
        f"recall: position {position} of {attempt} was queued for no reason" for attempt, position in kept
    )


def _recomputed() -> Iterator[str]:
    for found in recompute_results():
        yield f"result: {found.attempt} {found.field}: stored {found.stored}, computed {found.computed}"


def _damaged() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (f"damaged: {line}" for (line,) in cursor.fetchall() if line != "ok")


def _row(attempt: Attempt) -> dict[str, Any]:
    first, *rest = attempt.events.all()
    results, over = len(attempt.results.all()), playing.load(attempt).is_over
    told = (
        []
        if results == over == attempt.is_over
        else [f"state: {attempt.pk} {attempt.state}, over {over}, {results} results"]
    )
    return {
        "key": str(first.key),
        "owner": attempt.learner.email if attempt.learner else "",
        "events": [_event(event) for event in rest],
        "results": results,
        "told": told,
    }


def _event(event: AttemptEvent) -> dict[str, Any]:
    data = json.loads(event.data) if event.kind == EventKind.DECIDED else {}
    return {
        "key": str(event.key),
        "position": event.position,
        "kind": event.kind,
        "picks": data.get("picks", []),
        "certainty": data.get("certainty"),
    }
