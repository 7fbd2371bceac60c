"""The migration that counts key decisions beside the score goes back and forth over results of every kind."""

import pytest
from django.core.management import call_command
from django.db import connection

from cases.models import Result
from npcsite.lib.guards import missing_guards
from tests.cases.test_time_limit_migration import migrate
from tests.factories import UserFactory
from tests.programs.world import lived


@pytest.mark.django_db(transaction=True)
def test_it_fills_the_count_from_what_the_breakdowns_say():
    try:
        lived(UserFactory(), learners=20, cases=5)
        before = list(Result.objects.order_by("pk").values())
        assert any('"left_out":true' in row["breakdown"] for row in before)
        migrate(("cases", "0010_emptied_notes"))
        assert missing_guards(connection, [Result]) == []
        migrate()
        kept = ("sure_count", "sure_wrong")
        after = Result.objects.order_by("pk").values()
        assert list(after) == [row | dict.fromkeys(kept) for row in before]
        assert len({row["decision_count"] for row in before}) > 2
        assert missing_guards(connection, [Result]) == []
    finally:
        call_command("flush", interactive=False, verbosity=0)
        migrate()
