"""Serves the site on this machine with gunicorn."""

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
# gthread, two workers with two threads each: what two cores carry. Below "error" gunicorn notes every HEAD request.
# Its control socket would lie in the home folder, and the site writes to its data folder only.
ARGUMENTS = (
    *("--worker-class", "gthread", "--workers", "2", "--threads", "2"),
    *("--log-level", "error", "--no-control-socket"),
)


def port_is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As gunicorn does, or a port just left would look taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(port: int, folder: Path, **environment: str) -> None:
    """Replaces this process, so that Ctrl-C and kill reach the server itself; DEBUG is off whatever `.env` says.

    `environment` holds for names that are set neither by the caller nor in `.env`.
    """
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "npcsite.wsgi",
        "--chdir",
        str(folder),
        "--bind",
        f"{HOST}:{port}",
    ]
    os.execve(sys.executable, [*command, *ARGUMENTS], {**environment, **os.environ, "DEBUG": "false"})  # noqa: S606
