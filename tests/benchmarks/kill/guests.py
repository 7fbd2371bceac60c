"""Guests who sign in now and then and keep what they played, while the server dies under it."""

import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from tests.benchmarks.kill.browser import form_of
from tests.benchmarks.kill.writers import Writer

KEEPS, TRIES = 0.6, 6
LOGIN = "/accounts/login/"


@dataclass(slots=True)
class Guest(Writer):
    """`keeper` is the account it keeps its attempts in; `mine` are those it began since it was a new visitor."""

    keeper: Mapping[str, str] = field(default_factory=dict)
    mine: list[str] = field(default_factory=list)

    def _play(self) -> None:
        attempt = self._start()
        self.mine.append(attempt.split("/")[2])
        self._go_through(attempt)
        if not self.stopped.is_set() and self.dice.random() < KEEPS:
            self._keep()

    def _keep(self) -> None:
        """Afterwards it is a new visitor. A sign-in whose answer did not come may have changed the session behind the
        browser's back, which then holds nothing to keep: only one that was answered at once has to offer it.
        """
        tries = next((tries for tries in range(1, TRIES + 1) if self._signed_in()), None)
        form = form_of(self.browser.insist("/"), "/keep/") if tries else None
        if form:
            reply = self.browser.insist(form.action, form.hidden())
            if reply.status == 303:
                self.journal.kept |= dict.fromkeys(self.mine, self.keeper["email"])
            else:
                self.journal.fault(f"keeping {self.mine} was answered with {reply.status}")
        elif tries == 1:
            self.journal.fault(f"nothing is offered to be kept of {self.mine}")
        self.browser.cookies, self.mine = SimpleCookie(), []

    def _signed_in(self) -> bool:
        form = form_of(self.browser.insist(LOGIN), LOGIN)
        if form is None:
            return False
        fields = [*form.hidden(), ("login", self.keeper["email"]), ("password", self.keeper["password"])]
        try:
            return self.browser.once(LOGIN, fields).status == 302
        except (OSError, http.client.HTTPException):
            return False


def astray(kept: Mapping[str, str], stored: Mapping[str, Any]) -> Iterator[str]:
    """Faults where a kept attempt is not its keeper's."""
    for attempt, keeper in kept.items():
        owner = stored["attempts"].get(attempt, {}).get("owner")
        if owner != keeper:
            yield f"kept: {attempt} was kept by {keeper} and belongs to {owner}"
