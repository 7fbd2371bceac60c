"""What may not exist is refused by the database, whoever writes."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from content.editorial.models import (
    Document,
    Edit,
    Epoch,
    OpenNote,
    Publication,
    Rendering,
    Revision,
    Verdict,
)
from npcsite.lib.guards import append_only_models, missing_guards
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    publish(item())
    return the()


def verdict(document, **fields):
    return Verdict(
        **{"revision": document.head, "actor": "Rita", "verdict": "approve", "seen_hash": "", "at": AT}
        | fields
    )


def revision(document, **fields):
    return Revision(
        **{"document": document, "number": 2, "payload": "{}", "content_hash": "", "created_at": AT} | fields
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
    "a_revision_is_loaded_once": lambda d, u: verdict(d, verdict="loaded", actor="library loader"),
    "a publication publishes one revision": lambda d, u: Publication(
        document=d, revision=d.head, manifest="{}", sha256="", published_at=AT
    ),
    "a publication has one rendering": lambda d, u: Rendering(publication=d.live, parts="{}", rendered_at=AT),
    "a_resolved_note_says_when_and_by_whom": lambda d, u: OpenNote(
        document=d, place="body", text="x", noted_at=AT, resolved_at=AT
    ),
    "there_is_one_epoch": lambda d, u: Epoch(id=2),
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
        publish(item())
        assert Revision.objects.update(payload="{}") == 1
    finally:
        call_command("flush", interactive=False, verbosity=0)
        executor.loader.build_graph()
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert missing_guards(connection, append_only_models()) == []
