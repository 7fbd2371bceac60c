"""One run: a site under eight writers whose server group is killed again and again, and what it stored in the end."""

import random
import threading
import time
from http.cookies import SimpleCookie
from typing import Any

from tests.benchmarks.dice import dice_of
from tests.benchmarks.kill.assessed import Learner
from tests.benchmarks.kill.browser import Browser
from tests.benchmarks.kill.guests import Guest
from tests.benchmarks.kill.journal import Journal
from tests.benchmarks.kill.writers import Writer
from tests.benchmarks.places import NAIVE, Place, prepare_ours
from tests.benchmarks.servers import serve

WRITERS = 8
CASE = "de-novo-bone-mets"
# The group is killed at a random moment of this span, counted from the first decision it has acknowledged.
SPAN_SECONDS = 1.0
# Between two kills all that was missed becomes due, or no decision would come back within a run.
DAYS_PASS_EVERY = 3


def torment(where: Place, cycles: int, journal: Journal, dice: random.Random) -> dict[str, Any]:
    """Kills and starts again under load, lets every writer come to an end, and reads what is stored."""
    filled = _prepare(where)
    server = serve(where)
    writers = [_writer(number, server.port, filled, journal, dice) for number in range(WRITERS)]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for cycle in range(1, cycles + 1):
            _wait_for_progress(journal)
            time.sleep(dice.random() * SPAN_SECONDS)
            server.kill()
            if cycle % DAYS_PASS_EVERY == 0 and where.settings != NAIVE:
                where.tell("tests.benchmarks.kill.days")
            server.again()
        _wait_for_progress(journal)
        _let_finish(writers, threads, journal)
    finally:
        server.stop()
    return where.tell(f"tests.benchmarks.{'naive' if where.settings == NAIVE else 'kill'}.stored")


def _prepare(where: Place) -> dict[str, Any]:
    if where.settings == NAIVE:
        return where.tell("tests.benchmarks.naive.filling")
    prepare_ours(where)
    return where.tell(
        "tests.benchmarks.filling", case=CASE, attempts=[0] * (WRITERS // 2), keepers=WRITERS // 2
    )


def _writer(number: int, port: int, filled: dict[str, Any], journal: Journal, dice: random.Random) -> Writer:
    """The first half are signed in as far as there are people, the rest guests; every other one has htmx."""
    learners = filled["learners"]
    cookies = SimpleCookie(learners[number]["cookies"] if number < len(learners) else "")
    browser = Browser(port, journal.sent_again, cookies, {"HX-Request": "true"} if number % 2 else {})
    own = (browser, filled["cases"], journal, dice_of(dice.getrandbits(32)))
    if number < len(learners):
        return Learner(*own, email=learners[number]["email"])
    keepers = filled.get("keepers", [])
    return Guest(*own, keeper=keepers[number % len(keepers)]) if keepers else Writer(*own)


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
