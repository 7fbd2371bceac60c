"""System checks of the spine: the database's own guards are where the migrations put them."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from npcsite.lib.guards import append_only_models, missing_guards


@register(Tags.database)
def guards_exist(*, databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Run by `check --database default` and before every `migrate`."""
    return [
        Error(
            f"The trigger “{name}” is missing, so append-only rows could be changed.",
            hint="Create it again as the migration that made its table does; rebuilding a table on SQLite drops it.",
            id="editorial.E001",
        )
        for alias in databases or ()
        for name in missing_guards(connections[alias], append_only_models())
    ]
