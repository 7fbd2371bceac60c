"""A result says how many decisions were taken at certainty 3, and how many of them were wrong.

Rows that are there stay without: what a decision deserves only the engine knows, and no migration asks it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_counted_decisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='sure_count',
            field=models.PositiveSmallIntegerField(help_text='Without what the terms leave out.', null=True, verbose_name='decisions at certainty 3'),
        ),
        migrations.AddField(
            model_name='result',
            name='sure_wrong',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='wrong at certainty 3'),
        ),
    ]
