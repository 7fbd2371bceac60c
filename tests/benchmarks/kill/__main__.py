"""`python -m tests.benchmarks.kill`: exit status 0 when nothing acknowledged was lost, doubled or invented.

With `--naive` the same is done to a view made badly on purpose, and the exit status is 0 only when that is noticed.
"""

import argparse
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import databases
from tests.benchmarks.dice import dice_of
from tests.benchmarks.kill.compare import faults
from tests.benchmarks.kill.journal import Journal
from tests.benchmarks.kill.torment import torment
from tests.benchmarks.places import NAIVE, OURS, place
from tests.benchmarks.report import say

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
        "--seed", type=int, default=secrets.randbits(32), help="of all dice; another each time unless given"
    )
    return parser.parse_args()


def _run(engine: str, wanted: argparse.Namespace, folder: Path) -> bool:
    """Whether what was expected was found."""
    began, journal = time.monotonic(), Journal()
    with place(NAIVE if wanted.naive else OURS, engine, folder) as where:
        stored = torment(where, wanted.cycles, journal, dice_of(wanted.seed))
    found = faults(journal, stored)
    for fault in found[:SHOWN_AT_MOST]:
        say(f"  {fault}")
    say(
        f"{engine}{', naive control' if wanted.naive else ''}: {wanted.cycles} kills, "
        f"{journal.acknowledged} decisions acknowledged, {journal.again} requests sent again, "
        f"{journal.double_clicks} double clicks, "
        f"{journal.beside.count} acts beside, {len(journal.kept)} kept, {journal.sign_ins_lost} sign-ins lost, "
        f"{len(stored['attempts'])} attempts, {stored['results']} results: "
        f"{len(found) or 'no'} faults ({time.monotonic() - began:.0f} s, seed {wanted.seed})"
    )
    return bool(found) == wanted.naive and _was_real(journal, wanted.cycles)


# Decisions acknowledged between two kills; a busy machine has seen as few as five.
ENOUGH_EACH = 2


def _was_real(journal: Journal, cycles: int) -> bool:
    """A run in which next to nothing was written or lost on the way has proved nothing."""
    if journal.acknowledged >= cycles * ENOUGH_EACH and journal.again >= cycles:
        return True
    say("  void: too little happened")
    return False


if __name__ == "__main__":
    sys.exit(main())
