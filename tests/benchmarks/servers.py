"""Gunicorn as production runs it, one group for each server, with the CPU time its workers have used."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from npcsite.pages.services.serving import ARGUMENTS
from tests.benchmarks.places import Place
from tests.processes import HOST, ROOT, free_port

APPLICATION = "django.core.wsgi:get_wsgi_application()"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Server:
    """A running group; it can be killed and started again at the same port."""

    place: Place
    port: int
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """User and system time of all workers since they began."""
        return sum(_cpu_seconds(worker) for worker in _children(self.process.pid))

    def kill(self) -> None:
        """The whole group at once and without a word, as a power cut would; every process it had is gone on return."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def again(self) -> None:
        self.process = _begin(self.place, self.port)

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()


def serve(place: Place, *, seconds: float = 30) -> Server:
    """Returns once it answers; raises RuntimeError with its log when it does not."""
    port = free_port()
    server = Server(place, port, _begin(place, port))
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server
    server.stop()
    raise RuntimeError(f"the server did not start:\n{log_of(place).read_text(encoding='utf-8')}")


def workers(server: Server) -> list[int]:
    """Their process ids."""
    return _children(server.process.pid)


def log_of(place: Place) -> Path:
    return place.folder / "server.log"


def _begin(place: Place, port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        APPLICATION,
        "--chdir",
        str(ROOT),
        "--bind",
        f"{HOST}:{port}",
    ]
    with log_of(place).open("ab") as log:
        return subprocess.Popen(
            [*command, *ARGUMENTS],
            cwd=ROOT,
            env=place.environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _children(master: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    ]


def _cpu_seconds(pid: int) -> float:
    # The name in the second field may hold spaces; count from its closing bracket.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
