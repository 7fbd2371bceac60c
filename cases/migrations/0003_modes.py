"""Attempts know their mode. Those made before were all practice, as their terms say."""

from django.conf import settings
from django.db import migrations, models


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
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['practice', 'assessed'])), name='an_attempt_is_in_a_mode_we_know'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('mode', 'practice'), ('guest_token', ''), _connector='OR'), name='a_guest_only_practises'),
        ),
    ]
