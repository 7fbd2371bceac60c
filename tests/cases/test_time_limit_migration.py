"""The migration that brings time limits goes back and forth over a log that holds an end by the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cases.models import Attempt, AttemptEvent, Result
from cases.services.attempts import expire_overdue
from npcsite.lib.guards import missing_guards
from tests.cases.publishing import publish_story
from tests.cases.timed import begun

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def migrate(*targets):
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_it_goes_back_and_forth_and_loses_nothing(lena, otto):
    published = publish_story()
    begun(published, lena, at=AT)
    expire_overdue(at=AT + timedelta(days=1))
    begun(published, otto, at=AT, minutes=None)
    before = list(Attempt.objects.order_by("pk").values()), list(AttemptEvent.objects.order_by("pk").values())
    try:
        migrate(("cases", "0004_regrades"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT kind, data FROM cases_attemptevent WHERE position = 1")
            assert cursor.fetchall() == [("abandoned", "{}")]
        assert missing_guards(connection, [AttemptEvent, Result]) == []
        migrate()
        after = (
            list(Attempt.objects.order_by("pk").values()),
            list(AttemptEvent.objects.order_by("pk").values()),
        )
        assert after == before
        assert missing_guards(connection, [AttemptEvent, Result]) == []
    finally:
        call_command("flush", interactive=False, verbosity=0)
        migrate()
