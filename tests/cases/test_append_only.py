"""Events, results and recall answers are inserted and read, nothing else: SQLite and PostgreSQL themselves refuse."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import AttemptEvent, RecallAnswer, Result
from npcsite.lib.guards import append_only_models, missing_guards, trigger_names
from tests.cases.recalls import missing

pytestmark = pytest.mark.django_db

TABLES = (AttemptEvent, Result, RecallAnswer)


@pytest.fixture
def ended(learner):
    """A case played to its end with a miss, so that all tables hold rows."""
    return missing(learner, 2)


def rows(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("model", TABLES)
def test_the_orm_cannot_change_or_remove_a_row(ended, model):
    before = rows(model)
    first = model.objects.order_by("pk").first()
    for act in (
        lambda: model.objects.update(at="2020-01-01T00:00Z"),
        lambda: model.objects.all().delete(),
        first.save,
        first.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert rows(model) == before


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_raw_sql_cannot_either(ended, model, statement):
    before = rows(model)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))
    assert rows(model) == before


def test_an_attempt_with_events_cannot_be_deleted(ended):
    with pytest.raises(DatabaseError), transaction.atomic():
        ended.attempt.delete()
    assert ended.attempt.events.exists()


def test_all_tables_are_among_those_the_check_guards():
    assert set(TABLES) <= set(append_only_models())
    assert missing_guards(connection, TABLES) == []


def test_the_check_names_a_guard_that_is_gone(db):
    update, _delete = trigger_names(Result._meta.db_table)
    on = f" ON {Result._meta.db_table}" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {update}{on}")
        assert missing_guards(connection, [Result]) == [update]
        transaction.set_rollback(True)
