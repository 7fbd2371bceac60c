"""Notices on the integrity of references, inserted and never changed; a DOI is one reference's, whatever its case."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

TABLE = "content_integritynotice"
ACTS = ("update", "delete")


def make(apps, schema_editor):
    for act in ACTS:
        head = f"CREATE TRIGGER {TABLE}_refuses_{act} BEFORE {act.upper()} ON {TABLE}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION editorial_append_only()")
        else:
            schema_editor.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END")


def drop(apps, schema_editor):
    for act in ACTS:
        of_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {TABLE}_refuses_{act}{of_table}")


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0002_markdown_and_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IntegrityNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('integrity', models.CharField(choices=[('ok', 'No notice known'), ('corrected', 'Corrected'), ('concern', 'Expression of concern'), ('retracted', 'Retracted')], max_length=12, verbose_name='integrity')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published')),
                ('noted_at', models.DateTimeField(verbose_name='noted')),
            ],
            options={
                'verbose_name': 'notice on integrity',
                'verbose_name_plural': 'notices on integrity',
                'ordering': ['-noted_at', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='reference',
            name='a_doi_belongs_to_one_reference',
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('doi'), condition=models.Q(('doi', ''), _negated=True), name='a_doi_belongs_to_one_reference_whatever_its_case'),
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.CheckConstraint(condition=models.Q(('integrity', 'ok'), models.Q(models.Q(('integrity_source', ''), _negated=True), ('integrity_on__isnull', False)), _connector='OR'), name='a_notice_on_integrity_names_its_source_and_day'),
        ),
        migrations.AddField(
            model_name='integritynotice',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by'),
        ),
        migrations.AddField(
            model_name='integritynotice',
            name='reference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='content.reference', verbose_name='reference'),
        ),
        migrations.AddConstraint(
            model_name='integritynotice',
            constraint=models.CheckConstraint(condition=models.Q(('integrity__in', ['ok', 'corrected', 'concern', 'retracted'])), name='a_notice_is_of_an_integrity_we_know'),
        ),
        migrations.AddConstraint(
            model_name='integritynotice',
            constraint=models.CheckConstraint(condition=models.Q(('integrity', 'ok'), models.Q(models.Q(('source', ''), _negated=True), ('published_on__isnull', False)), _connector='OR'), name='a_notice_names_its_source_and_day'),
        ),
        migrations.RunPython(make, drop),
    ]
