"""What a connection does again and again: a decision with and without JavaScript, the bare step, a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.benchmarks.epochs import Mover
from tests.benchmarks.wire import CSRF_SECRET, Answer, Wire, get, post


class WrongAnswer(AssertionError):
    """The server answered something else than what is measured."""


def expect(answer: Answer, *statuses: int) -> Answer:
    if answer.status not in statuses:
        raise WrongAnswer(
            f"{answer.status} instead of {statuses}: {answer.body[-2000:].decode(errors='replace')}"
        )
    return answer


@dataclass(slots=True)
class Decisions:
    """A learner's posts, each attempt along another of the paths; prepared attempts come to an end."""

    learner: dict[str, Any]
    paths: list[list[dict[str, Any]]]
    first: int
    posts: Iterator[tuple[str, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.posts = self._posts()

    def with_htmx(self, wire: Wire) -> None:
        """One request; only where a case ends without a question the answer leads elsewhere."""
        address, body = next(self.posts)
        expect(wire.ask(post(address, self.learner["cookies"], body, HX_Request="true")), 200, 303)

    def without_javascript(self, wire: Wire) -> None:
        """The post, and the page it leads to."""
        address, body = next(self.posts)
        answer = expect(wire.ask(post(address, self.learner["cookies"], body)), 303)
        expect(wire.ask(get(answer.location, self.learner["cookies"])), 200, 302)

    def _posts(self) -> Iterator[tuple[str, bytes]]:
        for number, attempt in enumerate(self.learner["attempts"], start=self.first):
            for position, move in enumerate(self.paths[number % len(self.paths)], start=1):
                yield f"/attempts/{attempt}/decide/", _form(position, move)
        raise WrongAnswer("no attempt is left: prepare more")


def _form(position: int, move: dict[str, Any]) -> bytes:
    fields = {"csrfmiddlewaretoken": CSRF_SECRET, "key": uuid4(), "position": position, **move["fields"]}
    return urlencode(fields | ({"certainty": 2} if move["asks"] else {}), doseq=True).encode()


@dataclass(frozen=True, slots=True)
class BareDecisions:
    """The limit's step; the same attempt takes as many as are sent."""

    learner: dict[str, Any]

    def __call__(self, wire: Wire) -> None:
        fields = {"csrfmiddlewaretoken": CSRF_SECRET, "key": uuid4(), "pick": "option-1", "position": 1}
        address = f"/attempts/{self.learner['attempts'][0]}/decide/"
        expect(wire.ask(post(address, self.learner["cookies"], urlencode(fields).encode())), 200)


@dataclass(frozen=True, slots=True)
class UncachedPage:
    """A page that nobody has asked for since the last editorial act."""

    request: bytes
    move: Mover

    def __call__(self, wire: Wire) -> None:
        self.move()
        expect(wire.ask(self.request), 200)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has to be answered with `status`, over and over."""

    request: bytes
    status: int = 200

    def __call__(self, wire: Wire) -> None:
        expect(wire.ask(self.request), self.status)
