"""What a long piece of work wrote, kept as rows and written again: loading the real library takes seconds, this not.

Rows are read and written as the database has them, so that a copy says what the loader said and nothing else.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

Row = tuple[object, ...]
Tables = dict[type[models.Model], dict[object, Row]]


def every_row() -> Tables:
    """By model and primary key."""
    return {
        model: dict(_read(model)) for model in apps.get_models(include_auto_created=True) if _is_table(model)
    }


def _is_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy


def _columns(model: type[models.Model]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields]


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _read(model: type[models.Model]) -> list[tuple[object, Row]]:
    names = [field.column for field in model._meta.local_concrete_fields]
    key = names.index(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {_table(model)}")
        return [(row[key], row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Copy:
    """The rows that were added and the rows that were changed between two readings; nothing may have gone."""

    added: Tables
    changed: Tables

    @classmethod
    def between(cls, before: Tables, after: Tables) -> "Copy":
        assert not any(set(before[model]) - set(after[model]) for model in after), (
            "rows are gone: not to be copied"
        )
        added, changed = {}, {}
        for model, rows in after.items():
            old = before[model]
            added[model] = {key: row for key, row in rows.items() if key not in old}
            changed[model] = {key: row for key, row in rows.items() if key in old and old[key] != row}
        return cls(added, changed)

    def write(self) -> None:
        """Within the transaction of the caller, where the database holds foreign keys back until its end."""
        with connection.cursor() as cursor:
            for model, rows in self.added.items():
                marks = ", ".join(["%s"] * len(_columns(model)))
                if rows:
                    cursor.executemany(
                        f"INSERT INTO {_table(model)} ({', '.join(_columns(model))}) VALUES ({marks})",
                        list(rows.values()),
                    )
            for model, rows in self.changed.items():
                places = ", ".join(f"{column} = %s" for column in _columns(model))
                key = connection.ops.quote_name(model._meta.pk.column)
                for pk, row in rows.items():
                    cursor.execute(f"UPDATE {_table(model)} SET {places} WHERE {key} = %s", [*row, pk])
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [m for m, rows in self.added.items() if rows]
            ):
                cursor.execute(statement)
