"""A result says how many key decisions were reached and count; rows that are there are filled from their breakdowns.

Adding the column rebuilds the table on SQLite and drops its triggers, so they are made again at the end.
"""

from django.db import migrations, models
from django.db.models.functions import Length, Replace

TABLE = "cases_result"
ACTS = ("update", "delete")

# A breakdown is canonical JSON, which writes each of these once for each key decision it is true of, and nowhere else.
REACHED, LEFT_OUT = '"reached":true', '"left_out":true'
LEFT_OUT_UNREACHED = f'{LEFT_OUT},"picks":[],"reached":false'


def make(apps, schema_editor):
    for act in ACTS:
        head = f"CREATE TRIGGER {TABLE}_refuses_{act} BEFORE {act.upper()} ON {TABLE}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION cases_append_only()")
        else:
            schema_editor.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END")


def drop(apps, schema_editor):
    of_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ACTS:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_refuses_{act}{of_table}")


def times(words):
    without = Replace("breakdown", models.Value(words), models.Value(""))
    return (Length("breakdown") - Length(without)) / len(words)


def count_decisions(apps, schema_editor):
    counted = times(REACHED) - (times(LEFT_OUT) - times(LEFT_OUT_UNREACHED))
    apps.get_model("cases", "Result").objects.update(decision_count=counted)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_emptied_notes'),
    ]

    operations = [
        migrations.RunPython(drop, make),
        migrations.AddField(
            model_name='result',
            name='decision_count',
            field=models.PositiveSmallIntegerField(default=0, help_text='Key decisions that were reached and count.', verbose_name='decisions'),
            preserve_default=False,
        ),
        migrations.RunPython(count_decisions, migrations.RunPython.noop),
        migrations.RunPython(make, drop),
    ]
