"""A browser that does not give up: it keeps cookies, reads forms, and sends again until it is answered."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.processes import HOST

PATIENCE = 60
PAUSE = 0.05
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def leads_to(self) -> str:
        """Where the browser is after this answer, for a redirect and for htmx alike."""
        return self.headers.get("Location") or self.headers.get("HX-Push-Url") or ""


@dataclass(slots=True)
class Form:
    """`inputs` are (type, name, value), in the order of the page; a button's type is "button"."""

    action: str
    inputs: list[tuple[str, str, str]] = field(default_factory=list)

    def hidden(self) -> Fields:
        return [(name, value) for type_, name, value in self.inputs if type_ == "hidden"]

    def choices(self, name: str) -> list[str]:
        return [
            value for type_, called, value in self.inputs if called == name and type_ in {"radio", "checkbox"}
        ]

    def button(self, name: str) -> str:
        """The value that pressing it sends; empty when the form has no such button."""
        return next(
            (value for type_, called, value in self.inputs if (type_, called) == ("button", name)), ""
        )

    def takes_several(self, name: str) -> bool:
        return any(type_ == "checkbox" and called == name for type_, called, _value in self.inputs)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(got.get("action", "")))
        elif tag == "input" and self.found:
            self.found[-1].inputs.append((got.get("type", "text"), got.get("name", ""), got.get("value", "")))
        elif tag == "button" and self.found:
            self.found[-1].inputs.append(("button", got.get("name", ""), got.get("value", "")))


def forms_of(reply: Reply) -> list[Form]:
    """All forms of the page, in its order."""
    reader = _Forms()
    reader.feed(reply.text)
    return reader.found


def form_of(reply: Reply, ending: str) -> Form | None:
    """The first form of the page that is sent to an address with this ending."""
    return next((form for form in forms_of(reply) if form.action.endswith(ending)), None)


@dataclass(slots=True)
class Browser:
    """`lost` is called each time an answer did not come and the same is sent again."""

    port: int
    lost: Callable[[], None]
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    headers: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def insist(self, path: str, fields: Fields | None = None) -> Reply:
        """GET, or POST with fields, until somebody answers; raises TimeoutError when nobody does for a minute."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                return self.once(path, fields)
            except (OSError, http.client.HTTPException):
                self.lost()
                time.sleep(PAUSE)
        raise TimeoutError(f"no answer from {path} in {PATIENCE} s")

    def once(self, path: str, fields: Fields | None = None) -> Reply:
        """Raises OSError or HTTPException when the answer does not come whole."""
        connection = self.connection or http.client.HTTPConnection(HOST, self.port, timeout=30)
        self.connection = None
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        headers = self.headers | ({"Cookie": cookies} if cookies else {})
        if fields is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(line)
        self.connection = connection
        return Reply(answer.status, answer.headers, text)
