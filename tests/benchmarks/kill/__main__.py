"""`python -m tests.benchmarks.kill`: exit status 0 when nothing acknowledged was lost, doubled or invented.

With `--naive` the same is done to a view that is made badly on purpose, and the exit status is 0 only when that is noticed.
"""

import argparse
import random
import tempfile
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from tests.benchmarks import databases
from tests.benchmarks.kill.browser import Browser
from tests.benchmarks.kill.compare import faults
from tests.benchmarks.kill.journal import Journal
from tests.benchmarks.kill.writers import Writer
from tests.benchmarks.places import NAIVE, OURS, Place, place, prepare_ours
from tests.benchmarks.report import say
from tests.benchmarks.servers import serve

WRITERS = 8
CASE = "de-novo-bone-mets"
# The group is killed at a random moment of this span, counted from the first decision it has acknowledged.
SPAN_SECONDS = 1.0
SHOWN_AT_MOST = 10


def main() -> int:
    wanted = _arguments()
    with tempfile.TemporaryDirectory(prefix="npcsite-kill-") as folder:
        held = [_run(engine, wanted, Path(folder)) for engine in databases.chosen(wanted.database)]
    return 0 if all(held) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kill", description=__doc__)
    parser.add_argument("--database", choices=[*databases.ENGINES, "both"], default="both")
    parser.add_argument(
        "--cycles", type=int, default=30, help="how often the group is killed; 30 unless given"
    )
    parser.add_argument("--naive", action="store_true", help="the control: a view that has to be caught")
    parser.add_argument(
        "--seed", type=int, default=None, help="of all dice; by default another one each time"
    )
    return parser.parse_args()


def _run(engine: str, wanted: argparse.Namespace, folder: Path) -> bool:
    """Whether what was expected was found."""
    seed, began = random.randrange(1 << 32) if wanted.seed is None else wanted.seed, time.monotonic()
    with place(NAIVE if wanted.naive else OURS, engine, folder) as where:
        journal = Journal()
        stored = _torment(where, wanted, journal, random.Random(seed))
    found = faults(journal, stored)
    for fault in found[:SHOWN_AT_MOST]:
        say(f"  {fault}")
    say(
        f"{engine}{' (naive control)' if wanted.naive else ''}: {wanted.cycles} kills, {journal.acknowledged} decisions "
        f"acknowledged, {journal.again} requests sent again, {journal.double_clicks} double clicks, "
        f"{len(stored['attempts'])} attempts, {stored['results']} results; "
        f"{len(found) or 'no'} faults ({time.monotonic() - began:.0f} s, seed {seed})"
    )
    return bool(found) == wanted.naive and _was_real(journal, wanted.cycles)


def _torment(
    where: Place, wanted: argparse.Namespace, journal: Journal, dice: random.Random
) -> dict[str, Any]:
    """Kills and starts again under load, lets every writer come to an end, and reads what is stored."""
    filled = _prepare(where)
    server = serve(where)
    writers = [_writer(number, server.port, filled, journal, dice) for number in range(WRITERS)]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for _cycle in range(wanted.cycles):
            _wait_for_progress(journal)
            time.sleep(dice.random() * SPAN_SECONDS)
            server.kill()
            server.again()
        _wait_for_progress(journal)
        _let_finish(writers, threads, journal)
    finally:
        server.stop()
    return where.tell(f"tests.benchmarks.{'naive' if wanted.naive else 'kill'}.stored")


def _prepare(where: Place) -> dict[str, Any]:
    if where.settings == NAIVE:
        return where.tell("tests.benchmarks.naive.filling")
    prepare_ours(where)
    return where.tell("tests.benchmarks.filling", case=CASE, attempts=[0] * (WRITERS // 2))


def _writer(number: int, port: int, filled: dict[str, Any], journal: Journal, dice: random.Random) -> Writer:
    """The first half are signed in as far as there are people, the rest guests; every other one has htmx."""
    learners = filled["learners"]
    cookies = SimpleCookie(learners[number]["cookies"] if number < len(learners) else "")
    browser = Browser(port, journal.sent_again, cookies, {"HX-Request": "true"} if number % 2 else {})
    return Writer(browser, filled["cases"], journal, random.Random(dice.random()))


def _wait_for_progress(journal: Journal, *, seconds: float = 60) -> None:
    before, end = journal.acknowledged, time.monotonic() + seconds
    while journal.acknowledged == before:
        if time.monotonic() > end or journal.faults:
            return
        time.sleep(0.02)


def _let_finish(writers: list[Writer], threads: list[threading.Thread], journal: Journal) -> None:
    for writer in writers:
        writer.stopped.set()
    for thread in threads:
        thread.join(timeout=90)
        if thread.is_alive():
            journal.fault("a writer was not answered any more")


def _was_real(journal: Journal, cycles: int) -> bool:
    """A run in which next to nothing was written or lost on the way has proved nothing."""
    if journal.acknowledged >= cycles * WRITERS and journal.again >= cycles:
        return True
    say("  void: too little happened")
    return False
