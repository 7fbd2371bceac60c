"""What may not exist is refused by the database, whoever writes."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from content.editorial.models import (
    AuditHead,
    Comment,
    Document,
    Draft,
    Edit,
    Epoch,
    ImpactItem,
    InterestStatement,
    News,
    OpenNote,
    Publication,
    Rendering,
    Retirement,
    ReviewRound,
    Revision,
    Verdict,
)
from npcsite.lib.guards import append_only_models, missing_guards
from tests.content.editorial.toys import AT, closed_round, item, publish, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    publish(item())
    return the()


def verdict(document, **fields):
    return Verdict(
        **{
            "revision": document.head,
            "round": ReviewRound.objects.first() or closed_round(document),
            "actor": "Rita",
            "verdict": "approve",
            "seen_hash": "",
            "at": AT,
        }
        | fields
    )


def revision(document, **fields):
    return Revision(
        **{"document": document, "number": 2, "payload": "{}", "content_hash": "", "created_at": AT} | fields
    )


def review(document, user, **fields):
    """Open and claimed by nobody; `user` submitted it."""
    return ReviewRound(
        **{
            "document": document,
            "revision": document.head,
            "kind": "change",
            "state": "submitted",
            "submitted_by": user,
            "opened_at": AT,
        }
        | fields
    )


def impact(document, **fields):
    return ImpactItem(
        **{
            "dependent": document,
            "target": "rec:a",
            "change_class": "grade",
            "due_on": AT.date(),
            "opened_at": AT,
        }
        | fields
    )


REFUSED = {
    "an_address_is_one_document_of_its_kind": lambda d, u: Document(kind="toy", slug="a", title="B"),
    "a_document_has_kind_address_title_and_language": lambda d, u: Document(kind="toy", slug="b", title=""),
    "a_live_document_has_a_revision": lambda d, u: Document(
        pk=d.pk, kind="toy", slug="a", title="A", live=d.live
    ),
    "a_revision_number_is_used_once": lambda d, u: revision(d, number=1),
    "revisions_are_counted_from_one": lambda d, u: revision(d, number=0),
    "a_class_of_change_is_one_we_know": lambda d, u: revision(d, change_class="huge"),
    "a person approves (loaded by a person)": lambda d, u: verdict(
        d, user=u, verdict="loaded", actor="library loader"
    ),
    "a person approves (nobody approved)": lambda d, u: verdict(d, user=None),
    "a person approves (nobody asked for changes)": lambda d, u: verdict(
        d, user=None, verdict="request_changes"
    ),
    "the loader keeps its name": lambda d, u: verdict(d, user=None, verdict="loaded", actor="Rita"),
    "a_verdict_names_its_actor": lambda d, u: verdict(d, user=u, actor=""),
    "a_persons_verdict_belongs_to_a_round": lambda d, u: verdict(d, user=u, round=None),
    "nobody_judges_what_they_submitted": lambda d, u: verdict(d, user=u, submitted_by=u),
    "a_revision_is_loaded_once": lambda d, u: verdict(d, verdict="loaded", actor="library loader"),
    "a publication publishes one revision": lambda d, u: Publication(
        document=d, revision=d.head, manifest="{}", sha256="", published_at=AT
    ),
    "a publication has one rendering": lambda d, u: Rendering(publication=d.live, parts="{}", rendered_at=AT),
    "a_resolved_note_says_when_and_by_whom": lambda d, u: OpenNote(
        document=d, place="body", text="x", noted_at=AT, resolved_at=AT
    ),
    "there_is_one_epoch": lambda d, u: Epoch(id=2),
    "there_is_one_audit_head": lambda d, u: AuditHead(id=2),
    "a_round_is_of_a_kind_we_know": lambda d, u: review(d, u, kind="other"),
    "a_round_is_in_a_state_we_know": lambda d, u: review(d, u, state="lost", closed_at=AT),
    "a_round_is_closed_when_it_is_over": lambda d, u: review(d, u, state="approved"),
    "an open round is not closed": lambda d, u: review(d, u, closed_at=AT),
    "a_round_under_review_is_claimed_and_due": lambda d, u: review(d, u, state="under_review"),
    "a_submitted_round_is_claimed_by_nobody": lambda d, u: review(d, None, kind="reaffirm", claimed_by=u),
    "a_change_is_submitted_by_somebody": lambda d, u: review(d, None),
    "nobody_reviews_what_they_submitted": lambda d, u: review(
        d, u, state="under_review", claimed_by=u, claimed_at=AT, due_on=AT.date()
    ),
    "a_round_needs_an_approval": lambda d, u: review(d, u, approvals_needed=0),
    "a_comment_says_something": lambda d, u: Comment(revision=d.head, body="", author=u, at=AT),
    "a_resolved_comment_says_when_and_by_whom": lambda d, u: Comment(
        revision=d.head, body="x", author=u, at=AT, resolved_at=AT
    ),
    "a_draft_names_its_form": lambda d, u: Draft(user=u, place="", text="{}", at=AT),
    "an_impact_is_of_a_class_we_know": lambda d, u: impact(d, change_class="huge"),
    "an open item is not settled": lambda d, u: impact(d, settled_at=AT),
    "a waiver gives a reason": lambda d, u: impact(d, state="waived", settled_at=AT, settled_by=u),
    "a_retirement_gives_a_reason": lambda d, u: Retirement(
        document=d, reason="", retired_by=u, retired_at=AT
    ),
    "a_statement_gives_name_role_and_interests": lambda d, u: InterestStatement(
        user=u, name="Rita", capacity="", interests="None", made_at=AT, expires_on=AT.date()
    ),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_the_database_refuses(document, rita, rule):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[rule](document, rita).save()


def test_what_differs_in_nothing_but_the_rule_is_accepted(document, rita):
    """The same rows without their fault, so that none above is refused for another reason."""
    Document(kind="toy", slug="b", title="B").save()
    revision(document, change_class="grade").save()
    verdict(document, user=rita).save()
    verdict(document, user=rita, verdict="request_changes").save()
    OpenNote(document=document, place="body", text="x", noted_at=AT, resolved_at=AT, resolved_by=rita).save()
    review(document, rita).save()
    Comment(revision=document.head, body="x", author=rita, at=AT).save()
    Draft(user=rita, place="toy/1", text="{}", at=AT).save()
    impact(document).save()
    impact(document, state="waived", settled_at=AT, settled_by=rita, reason="Same sense.").save()
    Retirement(document=document, reason="Out of date.", retired_by=rita, retired_at=AT).save()


ONCE = {
    "a_document_has_one_open_round": review,
    "a_person_has_one_draft_of_a_form": lambda d, u: Draft(user=u, place="toy/1", text="{}", at=AT),
    "a_dependent_has_one_open_item_for_a_target_and_class": lambda d, u: impact(d),
    "a_document_is_retired_once_at_a_time": lambda d, u: Retirement(
        document=d, reason="Old.", retired_by=u, retired_at=AT
    ),
    "a_person_is_told_a_thing_once": lambda d, u: News(user=u, what="submitted", document=d, once="1", at=AT),
    "a_person_approves_a_round_once": lambda d, u: verdict(d, user=u),
}


@pytest.mark.parametrize("rule", ONCE)
def test_the_database_refuses_a_second(document, rita, rule):
    ONCE[rule](document, rita).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ONCE[rule](document, rita).save()


def test_a_document_with_revisions_cannot_be_deleted(document):
    with pytest.raises(IntegrityError), transaction.atomic():
        document.delete()
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_person_who_acted_cannot_be_deleted(document, rita):
    verdict(document, user=rita).save()
    Edit.objects.create(document=document, user=rita, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        rita.delete()


@pytest.mark.django_db(transaction=True)
def test_the_guards_migration_goes_back_and_forth():
    """Cases stand on the spine, so theirs go back with it."""
    executor = MigrationExecutor(connection)
    try:
        executor.migrate([("editorial", "0001_spine")])
        assert len(missing_guards(connection, [Revision, Verdict])) == 4
        executor.loader.build_graph()
        executor.migrate([("editorial", "0002_append_only_guards")])
        assert missing_guards(connection, [Revision, Verdict]) == []
    finally:
        call_command("flush", interactive=False, verbosity=0)
        executor.loader.build_graph()
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert missing_guards(connection, append_only_models()) == []
