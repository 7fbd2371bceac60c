"""Moves the site's epoch from outside, as an editorial act somewhere else would: every kept page is then an old one."""

import sqlite3
import urllib.parse
from dataclasses import dataclass
from typing import Any

import psycopg

MOVE = "UPDATE editorial_epoch SET number = number + 1"


@dataclass(frozen=True, slots=True)
class Mover:
    """Used by one thread; each call is a transaction of its own."""

    connection: Any

    def __call__(self) -> None:
        self.connection.execute(MOVE)


def mover(database_url: str) -> Mover:
    url = urllib.parse.urlsplit(database_url)
    if url.scheme != "sqlite":
        return Mover(psycopg.connect(database_url, autocommit=True))
    connection = sqlite3.connect(
        url.path.removeprefix("/") if url.path.startswith("//") else url.path,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA busy_timeout = 20000")
    # What this costs is not the site's; it need not wait for the disk.
    connection.execute("PRAGMA synchronous = OFF")
    return Mover(connection)
