"""The recall queue; its answers are inserted and read, nothing else, and triggers say so on both databases."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


TABLE = 'cases_recallanswer'
ACTS = ('update', 'delete')


def make(apps, schema_editor):
    """PostgreSQL's function came with the guards of events and results."""
    for act in ACTS:
        head = f'CREATE TRIGGER {TABLE}_refuses_{act} BEFORE {act.upper()} ON {TABLE}'
        if schema_editor.connection.vendor == 'postgresql':
            schema_editor.execute(f'{head} FOR EACH ROW EXECUTE FUNCTION cases_append_only()')
        else:
            schema_editor.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END")


def drop(apps, schema_editor):
    of_table = f' ON {TABLE}' if schema_editor.connection.vendor == 'postgresql' else ''
    for act in ACTS:
        schema_editor.execute(f'DROP TRIGGER {TABLE}_refuses_{act}{of_table}')


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_time_limits'),
        ('editorial', '0003_workflow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecallItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key_decision', models.CharField(max_length=64, verbose_name='key decision')),
                ('step', models.CharField(max_length=64, verbose_name='step')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position in the attempt')),
                ('stability', models.FloatField(help_text='In days.', verbose_name='stability')),
                ('difficulty', models.FloatField(verbose_name='difficulty')),
                ('reviewed_at', models.DateTimeField(verbose_name='last answered')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('answer_count', models.PositiveIntegerField(default=0, verbose_name='answers')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='dropped by the learner')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recall_items', to='cases.attempt', verbose_name='attempt')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.document', verbose_name='case')),
                ('learner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recall_items', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.publication', verbose_name='publication it was missed under')),
            ],
            options={
                'verbose_name': 'recall item',
            },
        ),
        migrations.CreateModel(
            name='RecallAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='position')),
                ('key', models.UUIDField(help_text='Chosen by the form, so that a repeated post is known.', unique=True, verbose_name='key')),
                ('source', models.CharField(choices=[('attempt', 'Attempt'), ('queue', 'Recall')], max_length=8, verbose_name='source')),
                ('attempt_position', models.PositiveSmallIntegerField(verbose_name='position in the attempt')),
                ('data', models.TextField(help_text="Canonical JSON, as in an attempt's event.", verbose_name='data')),
                ('credit', models.CharField(help_text='An exact fraction.', max_length=24, verbose_name='credit')),
                ('rating', models.PositiveSmallIntegerField(choices=[(1, 'Again'), (2, 'Hard'), (3, 'Good'), (4, 'Easy')], verbose_name='rating')),
                ('at', models.DateTimeField(verbose_name='time')),
                ('was_due_at', models.DateTimeField(blank=True, null=True, verbose_name='was due')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.attempt', verbose_name='attempt')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.publication', verbose_name='publication')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='cases.recallitem', verbose_name='item')),
            ],
            options={
                'verbose_name': 'recall answer',
                'ordering': ['item_id', 'position'],
            },
        ),
        migrations.AddIndex(
            model_name='recallitem',
            index=models.Index(condition=models.Q(('dropped_at', None)), fields=['learner', 'due_at'], name='recall_queue_of_a_learner'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.UniqueConstraint(fields=('learner', 'document', 'key_decision'), name='a_key_decision_is_once_in_a_queue'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='what_is_recalled_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.CheckConstraint(condition=models.Q(('key_decision', ''), _negated=True), name='what_is_recalled_is_a_key_decision'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.CheckConstraint(condition=models.Q(('stability__gt', 0)), name='a_stability_is_above_0'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.CheckConstraint(condition=models.Q(('difficulty__gte', 1), ('difficulty__lte', 10)), name='a_difficulty_lies_between_1_and_10'),
        ),
        migrations.AddConstraint(
            model_name='recallitem',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('reviewed_at'))), name='a_decision_comes_back_after_its_answer'),
        ),
        migrations.AddConstraint(
            model_name='recallanswer',
            constraint=models.UniqueConstraint(fields=('item', 'position'), name='a_recall_item_has_one_answer_a_position'),
        ),
        migrations.AddConstraint(
            model_name='recallanswer',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', [1, 2, 3, 4])), name='a_recall_answer_has_a_rating_we_know'),
        ),
        migrations.AddConstraint(
            model_name='recallanswer',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['attempt', 'queue'])), name='a_recall_answer_has_a_source_we_know'),
        ),
        migrations.AddConstraint(
            model_name='recallanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('position', 1), ('source', 'attempt'), ('was_due_at', None)), models.Q(('position__gt', 1), ('was_due_at__isnull', False)), _connector='OR'), name='the_first_recall_answer_is_the_one_missed_in_an_attempt'),
        ),
        migrations.AddConstraint(
            model_name='recallanswer',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('at'))), name='a_recall_answer_sets_a_later_date'),
        ),
        migrations.RunPython(make, drop),
    ]
