"""Account events are inserted and read, nothing else: triggers on both databases say so.

A later migration that alters this table on SQLite rebuilds it, which drops its triggers: make them again there.
"""

from django.db import migrations

TABLES = ("accounts_accountevent",)
ACTS = ("update", "delete")

REFUSE = """
CREATE FUNCTION accounts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23000'; END $$
"""


def make(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(REFUSE, params=None)
    for table in TABLES:
        for act in ACTS:
            head = f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act.upper()} ON {table}"
            if vendor == "postgresql":
                schema_editor.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION accounts_append_only()")
            else:
                schema_editor.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        for act in ACTS:
            of_table = f" ON {table}" if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_refuses_{act}{of_table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION accounts_append_only()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_account_events")]

    operations = [migrations.RunPython(make, drop)]
