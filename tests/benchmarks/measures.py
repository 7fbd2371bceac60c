"""The measures themselves: which works are put beside which limit, and which statements are counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.benchmarks.epochs import mover
from tests.benchmarks.load import run_slice
from tests.benchmarks.operations import BareDecisions, Decisions, Page, UncachedPage, WrongAnswer, expect
from tests.benchmarks.report import Found
from tests.benchmarks.rounds import Work, cpu, measure, throughput
from tests.benchmarks.servers import Server
from tests.benchmarks.wire import Wire, get

CONNECTIONS: Final = 8
CROWD: Final = 32
CROWD_SECONDS: Final = 3
BARE_PAGE: Final = "page/"


@dataclass(frozen=True, slots=True)
class Bench:
    """Both servers, what their databases hold, and what was counted in-process."""

    engine: str
    seconds: float
    ours: Server
    bare: Server
    filled: dict[str, Any]
    bare_filled: dict[str, Any]
    counted: dict[str, Any]

    def learners(self) -> list[Decisions]:
        told = enumerate(self.filled["learners"])
        return [Decisions(learner, self.filled["paths"], first) for first, learner in told]


def decisions(bench: Bench) -> list[Found]:
    players = bench.learners()[:CONNECTIONS]
    limits = [BareDecisions(learner) for learner in bench.bare_filled["learners"][:CONNECTIONS]]
    step = Work("bare step", bench.bare, limits)
    htmx = Work("decision with htmx", bench.ours, [player.with_htmx for player in players])
    plain = Work("decision without JavaScript", bench.ours, [player.without_javascript for player in players])
    measure([step, htmx, plain], bench.seconds)
    return [
        throughput("P1", htmx, step),
        throughput("P1b", plain, step),
        cpu("P2", htmx, step),
        cpu("P2b", plain, step),
    ]


def uncached_article(bench: Bench) -> list[Found]:
    """One connection: of two that ask at once after an editorial act, the second would be answered with a kept page."""
    address, learners = bench.filled["article"], bench.filled["learners"][:CONNECTIONS]
    limit = Work("bare row and template", bench.bare, [Page(get(f"/articles/{BARE_PAGE}"))])
    move = mover(bench.ours.place.database_url)
    ours = Work("article uncached", bench.ours, [UncachedPage(get(address), move)])
    own = Work(
        "article for a signed-in reader",
        bench.ours,
        [Page(get(address, one["cookies"])) for one in learners[:1]],
    )
    measure([limit, ours, own], bench.seconds)
    return [cpu("P5", ours, limit)]


def cached_article(bench: Bench) -> list[Found]:
    limit = Work("cache_page", bench.bare, [Page(get(f"/cached/{BARE_PAGE}"))] * CONNECTIONS)
    ours = Work("article cached", bench.ours, [Page(get(bench.filled["article"]))] * CONNECTIONS)
    measure([limit, ours], bench.seconds)
    found = throughput("P6", ours, limit)
    return [replace(found, detail=f"{found.detail}, CPU {cpu('P6', ours, limit).detail}")]


def unchanged_article(bench: Bench) -> list[Found]:
    """Timed for the record only: the goal is a count."""
    wire = Wire(bench.ours.port)
    etag = expect(wire.ask(get(bench.filled["article"])), 200).etag
    wire.close()
    asked = get(f"/conditional/{BARE_PAGE}", If_None_Match='"unchanged"')
    limit = Work("bare 304 by condition()", bench.bare, [Page(asked, 304)] * CONNECTIONS)
    ours = Work(
        "article unchanged, 304",
        bench.ours,
        [Page(get(bench.filled["article"], If_None_Match=etag), 304)] * CONNECTIONS,
    )
    measure([limit, ours], bench.seconds)
    return [_counted_page("P7", bench.counted["unchanged"], 304, cpu("P7", ours, limit).detail)]


def statements(bench: Bench) -> list[Found]:
    counted = bench.counted
    dearest = max(counted["decisions"], key=lambda found: found["statements"])
    writing = max(counted["decisions"], key=lambda found: found["writes"])
    uncached = max(counted["uncached"]["statements"], counted["signed_in"]["statements"])
    return [
        Found("P4", dearest["statements"], f"{dearest['case']} at position {dearest['position']}"),
        Found("P4w", writing["writes"], f"{writing['case']} at position {writing['position']}"),
        _counted_page("P6s", counted["cached"], 200),
        Found("P7b", uncached, f"{counted['cold']['statements']} in a process that has read nothing yet"),
    ]


def crowd(bench: Bench) -> list[Found]:
    """Errors are counted by connection: one that met an error stops."""
    if bench.engine != "sqlite":
        return []
    errors: list[str] = []
    operations = [_noting(player.with_htmx, errors) for player in bench.learners()[-CROWD:]]
    done = run_slice(bench.ours, operations, CROWD_SECONDS).done
    return [
        Found("P13", len(errors), f"{done} decisions in {CROWD_SECONDS} s {' '.join(errors[:1])}".strip())
    ]


def _noting(operation: Callable[[Wire], None], errors: list[str]) -> Callable[[Wire], None]:
    def noted(wire: Wire) -> None:
        try:
            operation(wire)
        except (OSError, WrongAnswer) as error:
            errors.append(str(error)[:200])

    return noted


def _counted_page(goal: str, counted: dict[str, Any], status: int, detail: str = "") -> Found:
    if counted["status"] != status:
        raise WrongAnswer(f"{goal}: {counted['status']} instead of {status}")
    return Found(goal, counted["statements"], detail)


MEASURES: Final[dict[Callable[[Bench], list[Found]], set[str]]] = {
    statements: {"P4", "P4w", "P6s", "P7b"},
    decisions: {"P1", "P1b", "P2", "P2b"},
    uncached_article: {"P5"},
    cached_article: {"P6"},
    unchanged_article: {"P7"},
    crowd: {"P13"},
}
