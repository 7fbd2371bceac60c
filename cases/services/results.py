"""Results computed again: a score is a function of publication and events, so nothing may differ from the stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.models import Attempt, Result
from cases.models.result import fields_of
from cases.selectors import playing

BATCH = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a stored result that its events do not give, or a result that is missing."""

    attempt: str
    field: str
    stored: str
    computed: str


def recompute_results() -> Iterator[Difference]:
    """Reads every attempt that is over; writes nothing."""
    ended = Attempt.objects.over().with_rendering().order_by("pk").prefetch_related("events", "results")
    for attempt in ended.iterator(chunk_size=BATCH):
        yield from _differences(attempt)


def _differences(attempt: Attempt) -> Iterator[Difference]:
    """A regrade's result is computed on the publication it was made on."""
    stored = list(attempt.results.all())
    if not any(result.publication_id == attempt.publication_id for result in stored):
        again = playing.load(attempt)
        computed = fields_of(again.scenario, again.state)
        yield Difference(str(attempt.pk), "result", "missing", str(computed["score"]))
    for result in stored:
        again = playing.on(attempt, result.publication_id)
        yield from _compare(result, fields_of(again.scenario, again.state))


def _compare(result: Result, computed: dict[str, object]) -> Iterator[Difference]:
    for field, value in computed.items():
        found = getattr(result, field)
        # None on rows from before the field was kept, which are counted from their events.
        if found is not None and found != value:
            yield Difference(str(result.attempt_id), field, str(found), str(value))
