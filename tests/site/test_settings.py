"""Settings: the environment is read, nonsense is refused, and what is promised is what is live."""

import pytest
from django.conf import settings
from django.db import connection

from tests.processes import manage


def check(tmp_path, *arguments, **environment):
    return manage("check", *arguments, data=tmp_path, **environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "yes please"),
        ("HSTS_SECONDS", "a year"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "oracle-ish://x"),
        ("CACHE_URL", "abacus://"),
        ("REQUIRE_SECOND_FACTOR", "maybe"),
    ],
)
def test_nonsense_in_the_environment_stops_the_site(tmp_path, name, value):
    run = check(tmp_path, **{name: value})
    assert run.returncode != 0
    assert name in run.stderr


def test_with_production_settings_the_deployment_check_is_clean(tmp_path):
    run = check(
        tmp_path, "--deploy", "--fail-level", "WARNING",
        HTTPS="true", SECRET_KEY="k" * 20 + "0123456789abcdefghijABCDEFGHIJ-_+", ALLOWED_HOSTS="npc.example.org",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PRAGMA values are SQLite's; this run is on another database"
)
def test_the_live_connection_has_the_pragmas_that_were_asked_for():
    """A misplaced option is silently ignored by Django."""
    with connection.cursor() as cursor:
        live = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert live == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 20_000,
    }
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_second_factor_is_required_unless_somebody_says_otherwise(tmp_path):
    code = "from django.conf import settings; print(settings.REQUIRE_SECOND_FACTOR)"
    told = [
        manage("shell", "-v0", "-c", code, data=tmp_path, **more).stdout.strip()
        for more in ({}, {"REQUIRE_SECOND_FACTOR": "false"})
    ]
    assert told == ["True", "False"]


def test_sessions_lie_in_a_cache_only_where_every_process_shares_it(tmp_path):
    code = "from django.conf import settings; print(settings.SESSION_ENGINE)"
    shared = manage("shell", "-v0", "-c", code, data=tmp_path, CACHE_URL="redis://127.0.0.1:6379/1")
    assert shared.stdout.strip() == "django.contrib.sessions.backends.cached_db"
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def test_the_markdown_editors_own_addresses_are_not_mounted(client):
    assert client.post("/markdownx/upload/").status_code == 404
    assert client.post("/markdownx/markdownify/").status_code == 404
