"""Where the name of a person who has left may not be found: tables, sessions, the cache, and every file of the site."""

from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

CANARIES = ("zebrafink", "zebrafink@example.org", "zebrafink.two@example.org")


def everywhere() -> list[str]:
    """Every place that holds a canary: all tables cell by cell, sessions decoded, the cache."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(sings(row) for row in cursor.fetchall()):
                found.append(table)
    found += ["a session" for session in Session.objects.all() if sings(session.get_decoded())]
    found += ["the cache" for entry in cache._cache.values() if sings(entry)]
    return found


def files() -> list[Path]:
    """What the site keeps on disk: everything in its folder, of databases only the one of this test."""
    database = str(connection.settings_dict["NAME"])
    others = [path for path in Path(settings.DATA_DIR).rglob("*") if ".sqlite3" not in path.name]
    ours = [Path(database + ending) for ending in ("", "-wal", "-shm") if connection.vendor == "sqlite"]
    return [path for path in (*others, *ours) if path.is_file()]


def sings_on_disk() -> list[str]:
    return [
        path.name for path in files() if any(bird.encode() in path.read_bytes().lower() for bird in CANARIES)
    ]


def sings(thing) -> bool:
    return any(canary in str(thing).lower() for canary in CANARIES)
