"""Review rounds, comments, drafts, impact, the audit chain; verdicts and revisions learn which round and what they cite.

Altering revisions and verdicts rebuilds their tables on SQLite and drops their triggers, so they are made again at the end.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ALTERED = ("editorial_revision", "editorial_verdict")
NEW = ("editorial_auditevent", "editorial_intereststatement")
ACTS = ("update", "delete")


def _make(tables):
    def make(apps, schema_editor):
        for table in tables:
            for act in ACTS:
                head = f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act.upper()} ON {table}"
                if schema_editor.connection.vendor == "postgresql":
                    schema_editor.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION editorial_append_only()")
                else:
                    schema_editor.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")

    return make


def _drop(tables):
    def drop(apps, schema_editor):
        for table in tables:
            for act in ACTS:
                of_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
                schema_editor.execute(f"DROP TRIGGER {table}_refuses_{act}{of_table}")

    return drop


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0002_append_only_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_drop(ALTERED), _make(ALTERED)),
        migrations.AddField(
            model_name='revision',
            name='cited',
            field=models.TextField(default='{}', verbose_name='what it cites'),
        ),
        migrations.AddField(
            model_name='revision',
            name='wording_reason',
            field=models.TextField(blank=True, help_text='Given, the claims keep their identity; two people confirm it.', verbose_name='why only the wording has changed'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='capacity',
            field=models.CharField(blank=True, max_length=120, verbose_name='role as shown'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='is_demo',
            field=models.BooleanField(default=False, verbose_name='given by a demo person'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                ('verb', models.CharField(max_length=40, verbose_name='act')),
                ('subject', models.CharField(db_index=True, max_length=80, verbose_name='of what')),
                ('data', models.TextField(default='{}', help_text='Canonical JSON, ids only.', verbose_name='data')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('prev_hash', models.CharField(blank=True, max_length=64, verbose_name='hash before')),
                ('hash', models.CharField(max_length=64, verbose_name='hash')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'audit event',
                'verbose_name_plural': 'audit events',
            },
        ),
        migrations.CreateModel(
            name='AuditHead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='number')),
                ('hash', models.CharField(blank=True, max_length=64, verbose_name='hash')),
            ],
            options={
                'verbose_name': 'end of the audit chain',
                'verbose_name_plural': 'end of the audit chain',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='there_is_one_audit_head')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block', models.CharField(blank=True, max_length=200, verbose_name='block')),
                ('body', models.TextField(verbose_name='comment')),
                ('required', models.BooleanField(default=False, verbose_name='to be resolved before approval')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='editorial.revision', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=120, verbose_name='form')),
                ('text', models.TextField(help_text='Canonical JSON: field name to what was typed.', verbose_name='text')),
                ('seen_lock', models.PositiveIntegerField(default=0, verbose_name='lock version seen')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='editorial.document', verbose_name='document')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'draft',
                'verbose_name_plural': 'drafts',
            },
        ),
        migrations.CreateModel(
            name='ImpactItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=120, verbose_name='what it cites')),
                ('change_class', models.CharField(choices=[('grade', 'Grade changed'), ('substantive', 'Claim changed'), ('retired', 'Retired'), ('retracted', 'Source retracted')], max_length=12, verbose_name='class')),
                ('state', models.CharField(choices=[('open', 'Open'), ('acknowledged', 'Acknowledged'), ('resolved', 'Resolved'), ('waived', 'Waived')], default='open', max_length=14, verbose_name='state')),
                ('due_on', models.DateField(verbose_name='due')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('opened_at', models.DateTimeField(verbose_name='opened')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('cause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='impact', to='editorial.publication', verbose_name='cause')),
                ('dependent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='impact_items', to='editorial.document', verbose_name='dependent')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'impact item',
                'verbose_name_plural': 'impact items',
            },
        ),
        migrations.CreateModel(
            name='InterestStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name as shown')),
                ('capacity', models.CharField(help_text='For example: medical oncologist.', max_length=120, verbose_name='role as shown')),
                ('interests', models.TextField(help_text='“None” where there are none.', verbose_name='interests')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('expires_on', models.DateField(verbose_name='expires')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interest_statements', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'conflict-of-interest statement',
                'verbose_name_plural': 'conflict-of-interest statements',
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BooleanField(default=True, verbose_name='a digest of what waits for me')),
                ('at_once', models.BooleanField(default=True, verbose_name='at once when a claim I teach or review has changed')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choice', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'mail choice',
                'verbose_name_plural': 'mail choices',
            },
        ),
        migrations.CreateModel(
            name='Retirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='Readers see it on the page that stands in its place.', verbose_name='reason')),
                ('retired_at', models.DateTimeField(verbose_name='retired')),
                ('revived_at', models.DateTimeField(blank=True, null=True, verbose_name='revived')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retirements', to='editorial.document', verbose_name='document')),
                ('retired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retired by')),
            ],
            options={
                'verbose_name': 'retirement',
                'verbose_name_plural': 'retirements',
            },
        ),
        migrations.CreateModel(
            name='ReviewRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('change', 'Change'), ('reaffirm', 'Reviewed, no change'), ('rollback', 'Back to an earlier text')], max_length=10, verbose_name='kind')),
                ('state', models.CharField(choices=[('submitted', 'Submitted'), ('under_review', 'Under review'), ('changes_requested', 'Changes requested'), ('approved', 'Approved'), ('withdrawn', 'Withdrawn')], max_length=20, verbose_name='state')),
                ('approvals_needed', models.PositiveSmallIntegerField(default=1, verbose_name='approvals needed')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='claimed')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                ('opened_at', models.DateTimeField(verbose_name='opened')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('claimed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claimed_rounds', to=settings.AUTH_USER_MODEL, verbose_name='claimed by')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='editorial.document', verbose_name='document')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='editorial.reviewround', verbose_name='follows')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='editorial.revision', verbose_name='revision')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'verbose_name': 'review round',
                'verbose_name_plural': 'review rounds',
            },
        ),
        migrations.CreateModel(
            name='News',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=30, verbose_name='what')),
                ('once', models.CharField(max_length=120, verbose_name='once')),
                ('urgent', models.BooleanField(default=False, verbose_name='at once')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.document', verbose_name='document')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='news', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.reviewround', verbose_name='review round')),
            ],
            options={
                'verbose_name': 'news',
                'verbose_name_plural': 'news',
            },
        ),
        migrations.AddField(
            model_name='verdict',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='editorial.reviewround', verbose_name='review round'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', True), ('submitted_by__isnull', True), models.Q(('user', models.F('submitted_by')), _negated=True), _connector='OR'), name='nobody_judges_what_they_submitted'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'loaded'), ('round__isnull', False), _connector='OR'), name='a_persons_verdict_belongs_to_a_round'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'approve')), fields=('round', 'user'), name='a_person_approves_a_round_once'),
        ),
        migrations.AddConstraint(
            model_name='auditevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verb', ''), _negated=True), models.Q(('subject', ''), _negated=True)), name='an_audit_event_says_what_was_done'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='a_comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='a_resolved_comment_says_when_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('user', 'place'), name='a_person_has_one_draft_of_a_form'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('place', ''), _negated=True), name='a_draft_names_its_form'),
        ),
        migrations.AddIndex(
            model_name='impactitem',
            index=models.Index(fields=['dependent', 'state'], name='editorial_impact_by_dependent'),
        ),
        migrations.AddConstraint(
            model_name='impactitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'acknowledged'))), fields=('dependent', 'target', 'change_class'), name='a_dependent_has_one_open_item_for_a_target_and_class'),
        ),
        migrations.AddConstraint(
            model_name='impactitem',
            constraint=models.CheckConstraint(condition=models.Q(('change_class__in', ['grade', 'substantive', 'retired', 'retracted'])), name='an_impact_is_of_a_class_we_know'),
        ),
        migrations.AddConstraint(
            model_name='impactitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state__in', ('open', 'acknowledged'))), models.Q(('settled_at__isnull', False), ('state', 'resolved')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('state', 'waived'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='an_impact_item_is_open_or_settled_and_a_waiver_gives_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='intereststatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('capacity', ''), _negated=True), models.Q(('interests', ''), _negated=True)), name='a_statement_gives_name_role_and_interests'),
        ),
        migrations.AddConstraint(
            model_name='retirement',
            constraint=models.UniqueConstraint(condition=models.Q(('revived_at__isnull', True)), fields=('document',), name='a_document_is_retired_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='retirement',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_retirement_gives_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='retirement',
            constraint=models.CheckConstraint(condition=models.Q(('revived_at__isnull', True), ('revived_at__gte', models.F('retired_at')), _connector='OR'), name='a_document_is_revived_after_it_was_retired'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('submitted', 'under_review'))), fields=('document',), name='a_document_has_one_open_round'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['change', 'reaffirm', 'rollback'])), name='a_round_is_of_a_kind_we_know'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'under_review', 'changes_requested', 'approved', 'withdrawn'])), name='a_round_is_in_a_state_we_know'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state__in', ('submitted', 'under_review'))), models.Q(models.Q(('state__in', ('submitted', 'under_review')), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='a_round_is_closed_when_it_is_over'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'under_review'), _negated=True), models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='a_round_under_review_is_claimed_and_due'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'submitted'), _negated=True), ('claimed_by__isnull', True), _connector='OR'), name='a_submitted_round_is_claimed_by_nobody'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'reaffirm'), ('submitted_by__isnull', False), _connector='OR'), name='a_change_is_submitted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('claimed_by__isnull', True), ('submitted_by__isnull', True), models.Q(('claimed_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='nobody_reviews_what_they_submitted'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('approvals_needed__gte', 1)), name='a_round_needs_an_approval'),
        ),
        migrations.AddConstraint(
            model_name='news',
            constraint=models.UniqueConstraint(fields=('user', 'once'), name='a_person_is_told_a_thing_once'),
        ),
        migrations.AddConstraint(
            model_name='news',
            constraint=models.CheckConstraint(condition=models.Q(('mailed_at__isnull', True), ('mailed_at__gte', models.F('at')), _connector='OR'), name='news_is_mailed_after_it_happened'),
        ),
        migrations.RunPython(_make(ALTERED + NEW), _drop(ALTERED + NEW)),
    ]
