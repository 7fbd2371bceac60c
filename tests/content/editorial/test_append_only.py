"""Revisions, verdicts, publications and citations are inserted and read, nothing else; the database itself refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from content.editorial.checks import guards_exist
from content.editorial.models import AuditEvent, Citation, InterestStatement, Publication, Revision, Verdict
from npcsite.lib.guards import append_only_models, missing_guards, trigger_names
from tests.content.editorial.toys import AT, item, publish

pytestmark = pytest.mark.django_db

TABLES = {
    Revision: "content_hash",
    Verdict: "actor",
    Publication: "sha256",
    Citation: "place",
    AuditEvent: "verb",
    InterestStatement: "name",
}


@pytest.fixture
def published(rita):
    publish(item())
    AuditEvent.objects.create(number=1, actor=rita, verb="submit", subject="editorial.document:1", at=AT)
    InterestStatement.objects.create(
        user=rita, name="Rita", capacity="Oncologist", interests="None", made_at=AT, expires_on=AT.date()
    )


def rows(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_the_orm_cannot_change_or_remove_a_row(published, model):
    before, first = rows(model), model.objects.first()
    setattr(first, TABLES[model], "changed")
    acts = (
        first.save,
        lambda: model.objects.update(**{TABLES[model]: "changed"}),
        lambda: model.objects.bulk_update([first], [TABLES[model]]),
        lambda: model.objects.filter(pk=first.pk)._raw_delete(using="default"),
        lambda: model.objects.all().delete(),
        first.delete,
    )
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert rows(model) == before != []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET {column} = 'changed'", "UPDATE {table} SET id = id", "DELETE FROM {table}"],
)
def test_raw_sql_cannot_either(published, model, statement):
    before = rows(model)
    sql = statement.format(table=model._meta.db_table, column=TABLES[model])
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert rows(model) == before != []


def test_sqlites_replace_is_no_way_round():
    """INSERT OR REPLACE deletes past delete triggers, unless the settings make triggers recursive."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    publish(item())
    before = rows(Verdict)
    columns = ", ".join(field.column for field in Verdict._meta.fields)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO editorial_verdict ({columns}) SELECT {columns} FROM editorial_verdict"
        )
    assert rows(Verdict) == before


def test_these_are_the_append_only_tables_of_the_spine():
    ours = {model for model in append_only_models() if model._meta.app_label == "editorial"}
    assert ours == set(TABLES)


def test_every_append_only_table_of_the_site_is_guarded():
    assert guards_exist(databases=["default"]) == []
    assert set(TABLES) < set(append_only_models())


@pytest.mark.parametrize("model", append_only_models(), ids=lambda model: model.__name__)
def test_the_check_fails_when_a_guard_is_dropped_by_hand(model):
    table = model._meta.db_table
    for name in trigger_names(table):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )
            (error,) = guards_exist(databases=["default"])
            assert error.id == "editorial.E001"
            assert name in error.msg
            with pytest.raises(CommandError, match=name):
                call_command("check", databases=["default"], stderr=StringIO())
            transaction.set_rollback(True)
    assert missing_guards(connection, append_only_models()) == []


def test_a_guard_that_is_switched_off_counts_as_missing():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL can switch a trigger off")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE editorial_verdict DISABLE TRIGGER editorial_verdict_refuses_update")
        assert missing_guards(connection, [Verdict]) == ["editorial_verdict_refuses_update"]
        transaction.set_rollback(True)


def test_a_table_not_made_yet_needs_no_guard(monkeypatch):
    monkeypatch.setattr(Verdict._meta, "db_table", "not_made_yet")
    assert missing_guards(connection, [Verdict]) == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_tables_and_leaves_the_guards():
    publish(item())
    call_command("flush", interactive=False, verbosity=0)
    assert not Revision.objects.exists()
    assert missing_guards(connection, append_only_models()) == []


@pytest.mark.django_db(transaction=True)
def test_the_next_test_after_a_flush_still_meets_the_guards():
    publish(item())
    with pytest.raises(DatabaseError):
        Revision.objects.all().update(number=2)
