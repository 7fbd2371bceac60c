"""Playing a case as a browser does: read the form on the page, send it, follow the answer."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.models import Attempt
from tests.cases.stories import best

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "main#main"}


def hidden(html: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no field {name}"
    return unescape(found[1])


@dataclass
class Player:
    """One browser at one attempt; `seen` are all answers it got, in order."""

    client: Client
    attempt_id: UUID | None = None
    seen: list[HttpResponse] = field(default_factory=list)

    def start(self, slug: str = "made", **more: str) -> "Player":
        """`more` is what else the form sends, such as the mode."""
        page = self.keep(self.client.get(reverse("cases:case", args=[slug])))
        answer = self.keep(
            self.client.post(reverse("cases:start", args=[slug]), {"key": hidden(text(page), "key"), **more})
        )
        assert answer.status_code == 303
        self.attempt_id = UUID(answer["Location"].split("/")[2])
        return self

    @property
    def attempt(self) -> Attempt:
        return Attempt.objects.get(pk=self.attempt_id)

    def url(self, name: str = "attempt", *more: Any) -> str:
        return reverse(f"cases:{name}", args=[self.attempt_id, *more])

    def look(self) -> HttpResponse:
        return self.keep(self.client.get(self.url()))

    def form(self) -> dict[str, Any]:
        """Key and position as the page has them now."""
        html = text(self.look())
        return {"key": hidden(html, "key"), "position": hidden(html, "position")}

    def send(self, form: dict[str, Any], picks: Any = (), *, htmx: bool = False, **more: Any) -> HttpResponse:
        headers = HTMX if htmx else {}
        return self.keep(
            self.client.post(self.url("decide"), {**form, "pick": picks, **more}, headers=headers)
        )

    def decide(self, *picks: str, htmx: bool = False, **more: Any) -> HttpResponse:
        return self.send(self.form(), picks, htmx=htmx, **more)

    def play(self, asked: int = 4) -> "Player":
        """The reference path of a made story to its end."""
        self.decide()
        for n in range(1, asked + 1):
            self.decide(*best(n))
        return self

    def give_up(self) -> HttpResponse:
        html = text(self.look())
        form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": hidden(html, "position")}
        return self.keep(self.client.post(self.url("abandon"), form))

    def keep(self, answer: HttpResponse) -> HttpResponse:
        self.seen.append(answer)
        return answer


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def lasting(answer: HttpResponse) -> str:
    """Without the tokens of its forms, which differ each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", text(answer))
