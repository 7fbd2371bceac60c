"""Learners who are assessed while the server dies: the first assessed attempt started counts, and no later one replaces
it, whatever is given up, killed or sent again in between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.kill.beside import RECALLS
from tests.benchmarks.kill.browser import Fields, Form
from tests.benchmarks.kill.writers import Writer

IS_ASSESSED, SENDS_AGAIN, GIVES_UP_ASSESSED = 0.6, 0.3, 0.12


@dataclass(slots=True)
class Learner(Writer):
    """Signed in. `sent` is the start of the attempt under way: its address, its fields and its mode."""

    gives_up: float = GIVES_UP_ASSESSED
    sent: tuple[str, Fields, str] = field(default_factory=lambda: ("", [], ""))

    def _begin(self, form: Form) -> Fields:
        modes = form.choices("mode")
        mode = "assessed" if "assessed" in modes and self.dice.random() < IS_ASSESSED else "practice"
        fields = [*form.hidden(), *([("mode", mode)] if modes else [])]
        self.sent = (form.action, fields, mode)
        return fields

    def _start(self) -> str:
        attempt = Writer._start(self)
        action, _fields, mode = self.sent
        if mode == "assessed":
            self.journal.assessed.setdefault((id(self), action), []).append(attempt.split("/")[2])
        if self.dice.random() < SENDS_AGAIN:
            self._send_again(attempt, "under way")
        return attempt

    def _play(self) -> None:
        """Afterwards the start is sent once more, as by the Back button: its key knows the attempt it began."""
        if self.dice.random() < RECALLS:
            self.recall()
        attempt = self._start()
        self._go_through(attempt)
        if not self.stopped.is_set() and self.dice.random() < SENDS_AGAIN:
            self._send_again(attempt, "over")

    def _send_again(self, attempt: str, state: str) -> None:
        action, fields, mode = self.sent
        reply = self.browser.insist(action, fields)
        if (reply.status, reply.leads_to) != (303, attempt):
            told = f"{reply.status} {reply.leads_to}"
            self.journal.fault(f"{mode} start of {attempt}, {state}, sent again was answered with {told}")


def replaced(assessed: Mapping[tuple[int, str], list[str]], stored: Mapping[str, Any]) -> Iterator[str]:
    """Faults where another attempt counts than the one the learner was told first, or a decision came uncertain."""
    for attempts in assessed.values():
        for attempt in attempts:
            counting = stored["counting"].get(attempt)
            if counting != attempts[0]:
                yield f"replaced: {attempts[0]} was started first, beside {attempt} counts {counting}"
    for attempt in stored.get("counting", {}):
        for event in stored["attempts"][attempt]["events"]:
            if event["kind"] == "decided" and event["picks"] and event["certainty"] is None:
                yield f"uncertain: position {event['position']} of {attempt}"
