"""What a director's pages cost over a large program, beside a bare page of a summary table in the same database."""

import http.client
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.operations import Page, WrongAnswer
from tests.benchmarks.places import BARE, OURS, Place, place, prepare_ours
from tests.benchmarks.report import Found, say
from tests.benchmarks.rounds import Work, measure, throughput
from tests.benchmarks.servers import Server, serve, workers
from tests.benchmarks.wire import get
from tests.processes import HOST

GOALS: Final = {"P10", "P10s", "P11", "P12", "P12g"}
LEARNERS, CASES, DECISIONS = 1_000, 1_000, 1_000_000
MIXED, FEWEST, CONNECTIONS = 1_000, 100, 4
SUMMARY: Final = "/summary/"


@dataclass(frozen=True, slots=True)
class Size:
    """`scale` makes learners and cases fewer, and decisions by its square; `mixed` requests are made for P12."""

    scale: float = 1
    mixed: int = MIXED


def dashboards(engine: str, case: str, size: Size, seconds: float, folder: Path) -> list[Found]:
    with ExitStack() as stack:
        ours = stack.enter_context(place(OURS, engine, folder))
        prepare_ours(ours)
        ours = replace(ours, extra={"REQUIRE_SECOND_FACTOR": "false"})
        filled = _filled(ours, case, size.scale)
        limit = _beside(ours, folder / f"{engine}-summary")
        servers = serve(ours), serve(limit)
        for server in servers:
            stack.callback(server.stop)
        timed = _timed(servers, filled, seconds)
        return [*_counted(filled["counted"]), *timed, *_remembered(servers, filled, size)]


def _filled(ours: Place, case: str, scale: float) -> dict[str, Any]:
    asked = {"learners": round(LEARNERS * scale), "cases": round(CASES * scale)}
    asked["decisions"] = round(DECISIONS * scale * scale)
    say(f"  filling with {asked} …")
    filled: dict[str, Any] = ours.tell("tests.benchmarks.residents", case=case, **asked)
    say(f"  {filled['attempts']} attempts with {filled['decisions']} decisions")
    for word, found in filled["counted"].items():
        say(
            f"  {word:<24} {found['status']}  {found['statements']:3} statements  {found['bytes']:8} bytes"
            f"  {1000 * found['seconds']:7.0f} ms"
        )
    return filled


def _beside(ours: Place, folder: Path) -> Place:
    """The limit on the database of ours, in a folder of its own for its log."""
    folder.mkdir()
    return Place(BARE, folder, ours.database_url)


def _counted(counted: dict[str, Any]) -> list[Found]:
    wrong = {word: found["status"] for word, found in counted.items() if found["status"] != 200}
    if wrong:
        raise WrongAnswer(f"not answered: {wrong}")
    dearest, largest = (
        max(counted, key=lambda word: counted[word][what]) for what in ("statements", "bytes")
    )
    return [
        Found("P10s", counted[dearest]["statements"], dearest),
        Found("P11", counted[largest]["bytes"] / 1000, largest),
    ]


def _timed(servers: tuple[Server, Server], filled: dict[str, Any], seconds: float) -> list[Found]:
    """By the clock on the wall, one connection each, because the database's own work counts as well."""
    ours, bare = servers
    limit = Work("bare summary page", bare, [Page(get(SUMMARY))])
    works = [
        Work(word, ours, [Page(get(address, filled["cookies"]))]) for word, address in filled["pages"].items()
    ]
    measure([limit, *works], seconds)
    # How many times as long as the limit's page.
    ratios = [(throughput("P10", limit, work), work) for work in works]
    worst, work = max(ratios, key=lambda pair: pair[0].value)
    return [replace(worst, detail=f"{work.name}, {worst.detail}")]


def _remembered(servers: tuple[Server, Server], filled: dict[str, Any], size: Size) -> list[Found]:
    """Memory of the workers that no other process shares, and its share of what they share."""
    ours, bare = servers
    count = max(FEWEST, round(size.mixed * min(1, size.scale * 4)))
    mixed = _mixed([*filled["pages"].values(), "/", "/cases/"], filled["files"], count)
    _ask(bare, [SUMMARY] * count, "")
    limit = _megabytes(bare)
    _ask(ours, mixed, filled["cookies"])
    once = _megabytes(ours)
    _ask(ours, mixed, filled["cookies"])
    twice = _megabytes(ours)
    detail = f"{once:.0f} MB against {limit:.0f} MB after {count} requests, {len(filled['files'])} files among them"
    return [
        Found("P12", once / limit, detail),
        Found("P12g", 100 * (twice / once - 1), f"{twice:.0f} MB after {count} more"),
    ]


def _mixed(pages: Sequence[str], files: Sequence[str], count: int) -> list[str]:
    """So many requests: the pages in turn, and among them each file once, because it takes as long as many pages."""
    every = list(islice(cycle(pages), count - len(files)))
    for number, file in enumerate(files, start=1):
        every.insert(number * count // (len(files) + 1), file)
    return every


def _ask(server: Server, addresses: Sequence[str], cookies: str) -> None:
    """In turn, over a few connections at once."""

    def some(mine: Iterator[str]) -> None:
        wire = http.client.HTTPConnection(HOST, server.port, timeout=300)
        for address in mine:
            wire.request("GET", address, headers={"Cookie": cookies})
            answer = wire.getresponse()
            answer.read()
            if answer.status != 200:
                raise WrongAnswer(f"{answer.status} at {address}")
        wire.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(some, (iter(addresses[one::CONNECTIONS]) for one in range(CONNECTIONS))))


def _megabytes(server: Server) -> float:
    """Proportional set size of the workers."""
    told = (Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii") for pid in workers(server))
    return sum(int(re.search(r"^Pss:\s+(\d+)", one, re.MULTILINE)[1]) for one in told) / 1000
