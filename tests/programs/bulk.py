"""Work of many learners put in at once: rows as the services write them, folded and scored by the engine beforehand.

A way through a case is played once and given to many attempts, which is what makes thousands of them cheap.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connection, models

from cases.engine import play
from cases.engine.paths import answers
from cases.engine.scenario import Scenario
from cases.models import Attempt, AttemptEvent, AttemptState, Result
from cases.models.event import OUT_OF_TIME, choice, read_choice, terms
from cases.models.result import fields_of
from content.editorial.public import Published

MINUTE = timedelta(minutes=1)
ENDS = {AttemptState.ABANDONED: "{}", AttemptState.EXPIRED: OUT_OF_TIME}


@dataclass(frozen=True, slots=True)
class Way:
    """How an attempt went: its terms, what was decided, how it ended, and its result, None while it is under way."""

    mode: str
    state: str
    terms: str
    moves: tuple[str, ...]
    result: dict | None


def ways(scenario: Scenario, dice: Random, count: int, *, states: Sequence[str], **told) -> list[Way]:
    """`told` are terms, such as the mode; the answers are thrown, each with a certainty."""
    return [_way(scenario, dice, dice.choice(states), play.Started(**told)) for _ in range(count)]


def _way(scenario: Scenario, dice: Random, state: str, started: play.Started) -> Way:
    now, moves = play.begin(scenario, started), []
    while not now.over:
        if state != AttemptState.COMPLETED and len(moves) > 1 and dice.random() < 0.4:
            break
        step = scenario.step(now.step)
        # Harm ends a case early, so the dice are loaded for the first two options.
        given = dice.choice(answers(scenario, step)[: dice.choice((2, None))])
        decided = replace(
            given, certainty=dice.randint(1, 3) if step.asks and started.certainty_asked else None
        )
        now = play.decide(scenario, now, decided)
        moves.append(choice(decided))
    state = AttemptState.COMPLETED if now.over else state
    result = None if state == AttemptState.IN_PROGRESS else fields_of(scenario, now)
    return Way(started.mode, state, terms(started), tuple(moves), result)


def regraded(scenario: Scenario, way: Way) -> dict:
    """What the same decisions come to on another publication."""
    told = json.loads(way.terms)
    started = play.Started(**{**told, "left_out": frozenset(told["left_out"])})
    return fields_of(scenario, play.replay(scenario, (started, *map(read_choice, way.moves))))


@dataclass
class Pile:
    """Rows that wait to be written; `dice` make the keys, so that the same ones make the same rows."""

    dice: Random
    attempts: list[tuple] = field(default_factory=list)
    events: list[tuple] = field(default_factory=list)
    results: list[tuple] = field(default_factory=list)

    def add(
        self, way: Way, learner_id: int, published: Published, at: datetime, *, apart: timedelta = MINUTE
    ) -> UUID:
        """Begun `at`, each event `apart` from the one before; returns the attempt."""
        pk, end = self._uuid(), ENDS.get(way.state)
        moves = [("decided", data) for data in way.moves] + ([(way.state, end)] if end else [])
        last = at + apart * len(moves)
        over = None if way.state == AttemptState.IN_PROGRESS else last
        deadline = last if way.state == AttemptState.EXPIRED else None
        self.attempts.append(
            (pk, published.id, published.document_id, learner_id, "", way.state, way.mode, deadline, at, over)
        )
        for position, (kind, data) in enumerate([("started", way.terms), *moves]):
            self.events.append((pk, position, self._uuid(), kind, data, at + apart * position))
        if way.result is not None:
            self.results.append((pk, published.id, *way.result.values(), last))
        return pk

    def regrade(self, attempt_id: UUID, publication_id: int, result: dict, at: datetime) -> None:
        """A result on another publication beside the attempt's own."""
        self.results.append((attempt_id, publication_id, *result.values(), at))

    def write(self) -> None:
        put(Attempt, ATTEMPT, self.attempts)
        put(AttemptEvent, EVENT, self.events)
        put(Result, RESULT, self.results)
        self.attempts, self.events, self.results = [], [], []

    def _uuid(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)


ATTEMPT = (
    "id", "publication", "document", "learner", "guest_token", "state", "mode", "deadline_at", "started_at", "ended_at",
)  # fmt: skip
EVENT = ("attempt", "position", "key", "kind", "data", "at")
RESULT = (
    "attempt", "publication", "score", "unsafe", "harm", "ending", "day", "decision_count", "sure_count", "sure_wrong",
    "breakdown", "at",
)  # fmt: skip


def put(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """By COPY on PostgreSQL and by executemany on SQLite, past the ORM."""
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        into = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
        cursor.executemany(into, ([_plain(value) for value in row] for row in rows))


def _plain(value: object) -> object:
    """As Django writes it into SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
