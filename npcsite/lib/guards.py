"""Append-only tables: a row, once written, is never changed or removed, and the database itself sees to it.

A model says so by inheriting `AppendOnly`; the migration that makes its table makes the two triggers as well, named
as `trigger_names` has them. SQLite drops triggers silently when it rebuilds a table, so a system check asks
`missing_guards` whether they are still there.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_READ_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # Disabled triggers ("D") guard nothing.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


class AppendOnly(models.Model):
    """Rows of this table are inserted and read, nothing else."""

    class Meta:
        abstract = True


def append_only_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def trigger_names(table: str) -> tuple[str, str]:
    return f"{table}_refuses_update", f"{table}_refuses_delete"


def missing_guards(connection: BaseDatabaseWrapper, guarded: Iterable[type[models.Model]]) -> list[str]:
    """Names of the triggers that should exist and do not; a table not made yet needs none. Two statements."""
    statement = _READ_TRIGGERS.get(connection.vendor)
    if statement is None:
        return [f"no guards are known for {connection.vendor}"]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(statement)
        present = {name for (name,) in cursor.fetchall()}
    wanted = [name for model in guarded if model._meta.db_table in tables for name in _names_of(model)]
    return [name for name in wanted if name not in present]


def _names_of(model: type[models.Model]) -> tuple[str, str]:
    return trigger_names(model._meta.db_table)
