"""Works measured in turns, round after round, so that what else the machine does falls on all of them alike."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.benchmarks.load import Operation, Slice, run_slice
from tests.benchmarks.report import Found, say
from tests.benchmarks.servers import Server

SLICE_SECONDS = 0.75
WARM_SECONDS = 0.4


@dataclass(slots=True)
class Work:
    """What is measured at which server, with one operation for each connection."""

    name: str
    server: Server
    operations: Sequence[Operation]
    slices: list[Slice] = field(default_factory=list)

    @property
    def cpu_each(self) -> float:
        """Seconds of CPU for one, over all rounds: single slices are too short for a clock of hundredths."""
        return sum(one.cpu for one in self.slices) / sum(one.done for one in self.slices)

    @property
    def rate(self) -> float:
        return sum(one.done for one in self.slices) / sum(one.seconds for one in self.slices)


def measure(works: Sequence[Work], seconds: float) -> None:
    """`seconds` for each work, after a short run that fills the caches of both workers."""
    for work in works:
        run_slice(work.server, work.operations, WARM_SECONDS)
    for turn in range(max(3, round(seconds / SLICE_SECONDS))):
        # Turned round each time, so that none is always the one after the dearest.
        for work in works if turn % 2 == 0 else reversed(works):
            work.slices.append(run_slice(work.server, work.operations, SLICE_SECONDS))
    for work in works:
        say(f"  {work.name:<44} {work.rate:8.1f} /s  {1000 * work.cpu_each:7.2f} ms CPU each")


def throughput(goal: str, ours: Work, limit: Work) -> Found:
    """The median over rounds, each compared with the limit of the same round."""
    ratios = [mine.rate / theirs.rate for mine, theirs in zip(ours.slices, limit.slices, strict=True)]
    return Found(goal, statistics.median(ratios), f"rounds {min(ratios):.2f}–{max(ratios):.2f}")


def cpu(goal: str, ours: Work, limit: Work) -> Found:
    detail = f"{1000 * ours.cpu_each:.2f} ms against {1000 * limit.cpu_each:.2f} ms"
    return Found(goal, ours.cpu_each / limit.cpu_each, detail)
