"""Attempts know their case and their deadline, and one whose time has run out says so in its log.

Altering the log rebuilds its table on SQLite and drops its triggers, so they are made again at the end.
"""

import json
from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models

TABLE = "cases_attemptevent"
ACTS = ("update", "delete")
OUT_OF_TIME = '{"reason":"time-limit"}'


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


def take_cases_from_publications(apps, schema_editor):
    attempts = apps.get_model("cases", "Attempt").objects
    documents = apps.get_model("editorial", "Publication").objects.filter(pk=models.OuterRef("publication"))
    attempts.update(document_id=models.Subquery(documents.values("document")[:1]))
    if schema_editor.connection.vendor == "postgresql":
        # It alters no table while the check of a key is still to be made.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def take_deadlines_from_terms(apps, schema_editor):
    """There is none the first time; after a step back the rows have lost what the terms still say."""
    attempts = apps.get_model("cases", "Attempt").objects
    terms = apps.get_model("cases", "AttemptEvent").objects.filter(position=0, attempt__mode="assessed")
    for attempt, data, at in list(terms.values_list("attempt_id", "data", "at")):
        if limit := json.loads(data)["time_limit_seconds"]:
            attempts.filter(pk=attempt).update(deadline_at=at + timedelta(seconds=limit))


def call_expired_again(apps, schema_editor):
    """What the step back had to call given up."""
    ends = apps.get_model("cases", "AttemptEvent").objects.filter(kind="abandoned", attempt__state="expired")
    ends.update(kind="expired", data=OUT_OF_TIME)


def call_abandoned(apps, schema_editor):
    """The log knew no other end without an ending; the attempt's own state still says what it was."""
    ends = apps.get_model("cases", "AttemptEvent").objects.filter(kind="expired")
    ends.update(kind="abandoned", data="{}")


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_regrades'),
        ('editorial', '0003_workflow'),
    ]

    operations = [
        migrations.RunPython(drop, make),
        migrations.AddField(
            model_name='attempt',
            name='document',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.document', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='attempt',
            name='deadline_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='time ends'),
        ),
        migrations.RunPython(take_deadlines_from_terms, migrations.RunPython.noop),
        migrations.RunPython(take_cases_from_publications, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='attempt',
            name='document',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.document', verbose_name='case'),
        ),
        migrations.RemoveConstraint(
            model_name='attemptevent',
            name='an_event_is_of_a_kind_we_know',
        ),
        migrations.AlterField(
            model_name='attemptevent',
            name='kind',
            field=models.CharField(choices=[('started', 'Started'), ('decided', 'Decided'), ('abandoned', 'Abandoned'), ('expired', 'Expired')], max_length=12, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='attemptevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['started', 'decided', 'abandoned', 'expired'])), name='an_event_is_of_a_kind_we_know'),
        ),
        migrations.RunPython(call_expired_again, call_abandoned),
        migrations.AddConstraint(
            model_name='attemptevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'expired'), _negated=True), ('data', OUT_OF_TIME), _connector='OR'), name='an_attempt_expires_for_a_reason_we_know'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('mode', 'assessed'), ('state', 'in-progress')), fields=('learner', 'document'), name='one_assessed_attempt_under_way_per_learner_and_case'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('deadline_at', None), models.Q(('deadline_at__gt', models.F('started_at')), ('mode', 'assessed')), _connector='OR'), name='only_an_assessed_attempt_has_a_deadline'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'expired'), _negated=True), ('deadline_at__isnull', False), _connector='OR'), name='only_an_attempt_with_a_deadline_expires'),
        ),
        migrations.RunPython(make, drop),
    ]
