"""Databases of this run alone: a file in its folder, or one on the PostgreSQL server, dropped afterwards."""

import os
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ENGINES = (SQLITE, POSTGRESQL)
SERVER = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def chosen(word: str) -> tuple[str, ...]:
    """`both` means each of them."""
    return ENGINES if word == "both" else (word,)


@contextmanager
def database(engine: str, folder: Path, name: str) -> Iterator[str]:
    """The DATABASE_URL of an empty database; its name carries the process, so that two runs do not meet."""
    if engine == SQLITE:
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    called = f"npcsite_{name}_{os.getpid()}"
    _tell_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", called)
    _tell_server("CREATE DATABASE {}", called)
    try:
        yield _address(called)
    finally:
        _tell_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", called)


def _address(name: str) -> str:
    return urllib.parse.urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def _tell_server(statement: str, name: str) -> None:
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))
