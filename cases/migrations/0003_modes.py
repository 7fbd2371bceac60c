"""Attempts know their mode, as their terms say it."""

import json

from django.conf import settings
from django.db import migrations, models


def take_modes_from_terms(apps, schema_editor):
    """There is none but practice the first time; after a step back the rows have lost what the terms still say."""
    terms = apps.get_model('cases', 'AttemptEvent').objects.filter(position=0).values_list('attempt_id', 'data')
    assessed = [attempt for attempt, data in terms.iterator() if json.loads(data)['mode'] == 'assessed']
    for attempt in assessed:
        apps.get_model('cases', 'Attempt').objects.filter(pk=attempt).update(mode='assessed')


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_append_only_guards'),
        ('editorial', '0003_workflow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='mode',
            field=models.CharField(choices=[('practice', 'Practice'), ('assessed', 'Assessed')], default='practice', editable=False, max_length=12, verbose_name='mode'),
        ),
        migrations.RunPython(take_modes_from_terms, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['practice', 'assessed'])), name='an_attempt_is_in_a_mode_we_know'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('mode', 'practice'), ('guest_token', ''), _connector='OR'), name='a_guest_only_practises'),
        ),
    ]
