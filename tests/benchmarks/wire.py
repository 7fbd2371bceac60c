"""A client that costs little: requests are bytes made beforehand, answers are cut where their length says."""

import re
import socket
from dataclasses import dataclass

from tests.processes import HOST

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)
PIECE = 1 << 18
# Django takes a cookie of 32 letters, and in the form the same secret as it stands.
CSRF_SECRET = "benchmarkbenchmarkbenchmarkbench"


class Broken(OSError):
    """The server closed the connection before the answer was complete."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""

    @property
    def etag(self) -> str:
        found = _ETAG.search(self.head)
        return found[1].decode() if found else ""


class Wire:
    """One connection that is kept open."""

    def __init__(self, port: int, *, seconds: float = 60) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> Answer:
        self._socket.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._receive()
        head, body = received[:end], received[end + 4 :]
        length = _LENGTH.search(head)
        pieces, missing = [body], (int(length[1]) if length else 0) - len(body)
        while missing > 0:
            pieces.append(self._receive())
            missing -= len(pieces[-1])
        return Answer(int(head[9:12]), head, b"".join(pieces))

    def _receive(self) -> bytes:
        piece = self._socket.recv(PIECE)
        if not piece:
            raise Broken("the connection was closed")
        return piece

    def close(self) -> None:
        self._socket.close()


def get(path: str, cookies: str = "", **headers: str) -> bytes:
    return _request("GET", path, cookies, headers, b"")


def post(path: str, cookies: str, body: bytes, **headers: str) -> bytes:
    return _request(
        "POST", path, cookies, {"Content-Type": "application/x-www-form-urlencoded", **headers}, body
    )


def _request(method: str, path: str, cookies: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Cookie: {cookies}"] if cookies else []
    lines += [f"Content-Length: {len(body)}"] if method == "POST" else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
