"""What the clients know: every form they sent, and every answer they got. It lives outside of what is killed."""

import threading
from dataclasses import dataclass, field

from tests.benchmarks.kill.beside import Beside


@dataclass(slots=True)
class Sent:
    """A form as it was first sent. `told` is the position the answer named, None when it named none."""

    key: str
    attempt: str
    position: int
    kind: str
    picks: list[str]
    certainty: int | None
    acknowledged: bool = False
    refused: bool = False
    told: int | None = None


@dataclass(slots=True)
class Journal:
    """`started` leads from the key of a start to the attempt the answer named, `starters` to who sent it ("": a guest).

    `kept` leads from a guest's attempt to the account that keeps it. `assessed` are, for each writer and case, the
    assessed attempts in the order in which their starts were answered.
    """

    started: dict[str, str | None] = field(default_factory=dict)
    starters: dict[str, str] = field(default_factory=dict)
    assessed: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    beside: Beside = field(default_factory=Beside)
    faults: list[str] = field(default_factory=list)
    acknowledged: int = 0
    again: int = 0
    sign_ins_lost: int = 0
    double_clicks: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, form: Sent) -> None:
        with self.lock:
            self.sent.append(form)

    def acknowledge(self, form: Sent, told: int | None) -> None:
        with self.lock:
            form.acknowledged, form.told = True, told
            self.acknowledged += 1

    def sent_again(self) -> None:
        with self.lock:
            self.again += 1

    def clicked_twice(self) -> None:
        with self.lock:
            self.double_clicks += 1

    def fault(self, text: str) -> None:
        with self.lock:
            self.faults.append(text)
