"""Running the site as its own process, for tests that need the real thing: a fresh data folder, real static files."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


def environment(data: Path, **changes: str) -> dict[str, str]:
    """A stranger's environment: SQLite in `data`, none of this machine's settings for the site."""
    ours = {"DATABASE_URL", "CACHE_URL", "SECRET_KEY", "DEBUG", "REQUIRE_SECOND_FACTOR"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"DATA_DIR": str(data)} | changes


def manage(*arguments: str, data: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(data, **changes), capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def start(*command: str, data: Path, **changes: str) -> subprocess.Popen[str]:
    """In a group of its own, so that `stop` reaches the workers too."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT, env=environment(data, **changes), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def wait_until_served(process: subprocess.Popen[str], port: int, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the server ended: {process.stdout.read()}")
        try:
            get(port, "/help/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing is served on port {port} after {seconds} s")


def get(port: int, path: str) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        connection.close()


def stop(process: subprocess.Popen[str]) -> str:
    """Ends the group; returns what it printed."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        return process.communicate(timeout=20)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0]
