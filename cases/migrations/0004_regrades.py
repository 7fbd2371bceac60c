"""The reason of a regrade gets a table of its own; what earlier ones have in the audit chain is told there as well."""

import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def take_reasons_from_the_chain(apps, schema_editor):
    """The chain itself stays as it is: nothing in it can be changed."""
    lines = apps.get_model('editorial', 'AuditEvent').objects.filter(verb='regrade', actor__isnull=False)
    for line in lines.order_by('number'):
        said = json.loads(line.data)
        if said.get('reason'):
            apps.get_model('cases', 'Regrade').objects.create(
                old_id=said['from'],
                new_id=int(line.subject.rpartition(':')[2]),
                reason=said['reason'],
                regraded_by_id=line.actor_id,
                at=line.at,
            )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_modes'),
        ('editorial', '0003_workflow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Regrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='Learners read it beside their new result.', verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='time')),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.publication', verbose_name='scored on')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.publication', verbose_name='played on')),
                ('regraded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='regraded by')),
            ],
            options={
                'verbose_name': 'regrade',
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_regrade_gives_a_reason'), models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='a_regrade_is_from_one_publication_to_another')],
            },
        ),
        migrations.RunPython(take_reasons_from_the_chain, migrations.RunPython.noop),
    ]
