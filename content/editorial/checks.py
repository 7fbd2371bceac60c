"""System checks of the spine: the database's own guards are where the migrations put them."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from npcsite.lib.guards import append_only_models, missing_guards


@register(Tags.database)
def guards_exist(*, databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Run by `check --database default` and before every `migrate`, which may be about to make them."""
    return [
        Error(
            f"The trigger “{name}” is missing, so append-only rows could be changed.",
            hint="Create it again as the migration that made its table does; rebuilding a table on SQLite drops it.",
            id="editorial.E001",
        )
        for alias in databases or ()
        for name in missing_guards(connections[alias], _migrated(connections[alias]))
    ]


def _migrated(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    """Append-only models of the apps that have no migration waiting."""
    loader = MigrationLoader(connection)
    waiting = {app for app, name in loader.graph.nodes if (app, name) not in loader.applied_migrations}
    return [model for model in append_only_models() if model._meta.app_label not in waiting]
