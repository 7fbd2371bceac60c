"""A note that was emptied keeps its row; going back, such rows go."""

from django.db import migrations


def delete_emptied(apps, schema_editor):
    apps.get_model("cases", "StepNote").objects.filter(text="", flagged=False).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0009_pauses"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="stepnote",
            name="a_note_says_something_or_flags",
        ),
        migrations.RunPython(migrations.RunPython.noop, delete_emptied),
    ]
