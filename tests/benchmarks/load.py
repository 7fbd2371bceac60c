"""Connections that ask again and again until time is up, and what that cost the server."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.servers import Server, log_of
from tests.benchmarks.wire import Wire

Operation = Callable[[Wire], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """`cpu` is what the workers used, in seconds; so is `seconds`, by the clock on the wall."""

    done: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.done / self.seconds

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.done


@dataclass(slots=True)
class Tally:
    """What one slice's connections have done between them."""

    done: int = 0
    faults: list[Exception] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def run_slice(server: Server, operations: Sequence[Operation], seconds: float) -> Slice:
    """Raises the first fault of a connection: a measure of wrong answers is none."""
    tally = Tally()
    cpu, began = server.cpu_seconds(), time.monotonic()
    until = began + seconds
    threads = [threading.Thread(target=_repeat, args=(server, one, until, tally)) for one in operations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if tally.faults:
        tally.faults[0].add_note(
            f"{server.place.settings} said last:\n{log_of(server.place).read_text()[-2000:]}"
        )
        raise tally.faults[0]
    return Slice(tally.done, time.monotonic() - began, server.cpu_seconds() - cpu)


def _repeat(server: Server, operation: Operation, until: float, tally: Tally) -> None:
    done = 0
    try:
        wire = Wire(server.port)
        try:
            while time.monotonic() < until:
                operation(wire)
                done += 1
        finally:
            wire.close()
    except Exception as fault:
        # Told to the thread that asked, which raises it.
        tally.faults.append(fault)
    with tally.lock:
        tally.done += done
