"""A mail server of our own on the loopback, which takes mail, refuses some people, and can go away."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class MailServer(socketserver.ThreadingTCPServer):
    """`refused` are addresses it does not know; `taken` are those it took a mail for, in order."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refused: set[str], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.refused, self.taken = refused, []

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        wanted = ""
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "RCPT":
                wanted = line.partition("<")[2].rstrip(">")
                self._say("550 nobody here" if wanted in self.server.refused else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.taken.append(wanted)
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(settings, refused: set[str] = frozenset()) -> Iterator[MailServer]:
    """The site's mail goes there as long as this lasts; afterwards nobody listens at its port."""
    server = MailServer(set(refused))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
