"""What every test stands on: guards that survive a flush, plain static files, a memory cache, nothing remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from content.editorial.public import forget, forget_readings
from content.page_cache import forget_pages

# The cast: the same people in every test.
pytest_plugins = ["tests.cast"]

# A busy machine is no fault of an example.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests() -> Iterator[None]:
    """The manifest needs a collectstatic and the database cache a table; the browser's server has both of its own.

    `force_login` shows no second factor; the tests that are about it switch it on.
    """
    plain = {**site_settings.STORAGES, "staticfiles": PLAIN}
    with override_settings(STORAGES=plain, CACHES=MEMORY, REQUIRE_SECOND_FACTOR=False):
        yield


@pytest.fixture(scope="session", autouse=True)
def guards_outlive_a_flush() -> Iterator[None]:
    """A flush deletes rows, which the guards refuse: on SQLite they are dropped before and made again after it."""
    flush = DatabaseOperations.sql_flush

    def sql_flush(self, *args, **options) -> list[str]:
        statements = flush(self, *args, **options)
        with self.connection.cursor() as cursor:
            triggers = cursor.execute(TRIGGERS).fetchall()
        drop = [f"DROP TRIGGER {self.quote_name(name)}" for name, _sql in triggers]
        return [*drop, *statements, *(sql for _name, sql in triggers)] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """The test database of SQLite is a file in the data folder, which a fresh clone does not have yet."""
    Path(site_settings.DATA_DIR).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test starts with an empty database, whose ids name something else than the last test's did."""
    forget()
    # An epoch of another test's database may have the same number.
    forget_readings()
    forget_pages()
    cache.clear()
