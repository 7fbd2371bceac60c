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
    """`keeper` is the account it keeps its attempts in; `mine` are those it began since it was a new visitor.

    Until it keeps them they are nobody's, so `email` stays empty.
    """

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
        browser's back, which then holds nothing; its cookie does, so whoever is signed in in the end is offered all.
        """
        if not any(self._signed_in() for _try in range(TRIES)):
            return
        form = form_of(self.browser.insist("/"), "/keep/")
        if form:
            reply = self.browser.insist(form.action, form.hidden())
            if reply.status == 303:
                self.journal.kept |= dict.fromkeys(self.mine, self.keeper["email"])
            else:
                self.journal.fault(f"keeping {self.mine} was answered with {reply.status}")
        else:
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
            self.journal.sign_ins_lost += 1
            return False


def astray(starters: Mapping[str, str], kept: Mapping[str, str], stored: Mapping[str, Any]) -> Iterator[str]:
    """Faults where an attempt belongs to a stranger: a kept one to its keeper, any other to who sent its start."""
    for attempt in kept.keys() - stored["attempts"].keys():
        yield f"kept: {attempt} is not stored"
    for attempt, row in stored["attempts"].items():
        owner = kept.get(attempt, starters.get(row["key"]))
        held = row.get("owner", "")
        if owner is not None and held != owner:
            yield f"astray: {attempt} is {owner or 'a guest'}'s and belongs to {held or 'nobody'}"
