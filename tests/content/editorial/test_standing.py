"""Why something cannot be cited: it is a draft, retired or superseded; and what of the live texts is overdue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.editorial.models import Document, Edit
from content.editorial.public import Facts, LibraryFault, Offer, World, claim_pins, live_world
from content.editorial.selectors.intervals import review_due
from content.editorial.services.batches import check_batch, publish_batch
from npcsite.lib import canonical
from tests.content.editorial.toys import AT, SOURCES, item, publish, the

pytestmark = pytest.mark.django_db


def standing(target, world=None):
    facts = (world or live_world()).facts(target)
    return facts and facts.standing


def test_what_is_live_may_be_cited_and_what_nobody_wrote_is_unknown():
    publish(item(claims={"x": "Offer."}))
    assert standing("rec:x") == standing("sec:a") == "live"
    assert standing("rec:y") is None
    assert standing("@NOBODY") is None


def test_a_claim_that_left_its_text_is_superseded_and_not_offered():
    publish(item(claims={"x": "Offer."}))
    publish(item())
    world = live_world()
    assert standing("rec:x", world) == "superseded"
    assert world.find("rec:x") is None


def test_a_claim_that_moved_to_another_text_is_live_there():
    publish(item(claims={"x": "Offer."}))
    publish(item())
    publish(item("b", claims={"x": "Offer."}))
    assert standing("rec:x") == "live"


def test_what_a_retired_text_said_is_retired():
    publish(item(claims={"x": "Offer."}))
    Document.objects.update(retired_at=timezone.now())
    assert standing("rec:x") == standing("sec:a") == "retired"


def test_a_working_copy_nobody_has_approved_is_a_draft(toys, eddie):
    publish(item())
    toys["toy"].thaw(the(), item(claims={"x": "Offer."}).payload)
    assert standing("rec:x") is None
    Edit.objects.create(document=the(), user=eddie, at=AT)
    assert standing("rec:x") == "draft"
    new = Document.objects.create(kind="toy", slug="new", title="New")
    toys["toy"].thaw(new, item("new").payload)
    assert standing("sec:new") == "draft"


def test_a_revision_under_review_is_a_draft():
    publish(item())
    the().revisions.create(
        number=2,
        payload=canonical.encode(item(claims={"x": "Offer."}).payload),
        content_hash="0" * 64,
        created_at=AT,
    )
    assert standing("rec:x") == "draft"


def test_a_live_text_is_overdue_once_its_interval_has_passed():
    today = timezone.localdate()
    publish(item(review_every_days=30), at=timezone.now() - timedelta(days=30))
    assert review_due([the().pk]) == {the().pk: today}
    assert live_world().facts("sec:a") == Facts()
    Document.objects.update(review_every_days=29)
    assert live_world().facts("sec:a") == Facts(overdue_since=today - timedelta(days=1))


def test_claims_are_pinned_as_they_were_when_they_were_cited():
    publish(item(claims={"x": "Offer."}))
    publish(item("late", "See [rec:x] and [@GEM21].", kind="late-toy"))
    revision = the("late", "late-toy").head
    assert claim_pins(revision) == {"rec:x": canonical.digest("Offer.")}


RETRACTED = {**SOURCES, "@GEM21": Offer(SOURCES["@GEM21"].snapshot, facts=Facts(integrity="retracted"))}


def test_a_source_retracted_later_does_not_bar_loading_what_is_live_already():
    publish_batch(check_batch([item()], sources=SOURCES), at=AT)
    batch = check_batch([item()], sources=RETRACTED)
    assert [(fault.code, fault.severity) for fault in batch.warnings] == [("C003", "warning")]
    assert [loaded.outcome for loaded in publish_batch(batch, at=AT)] == ["unchanged"]


@pytest.mark.parametrize("body", ["Other words [@GEM21].", "Text [@GEM21].\n\nMore."])
def test_a_library_text_that_is_new_may_not_rest_on_a_retracted_source(body):
    publish_batch(check_batch([item()], sources=SOURCES), at=AT)
    with pytest.raises(LibraryFault) as caught:
        check_batch([item(body=body)], sources=RETRACTED)
    assert [fault.code for fault in caught.value.faults] == ["C003"]


def test_a_world_is_asked_once_for_each_target():
    asked = []

    def look(targets):
        asked.append(set(targets))
        return {}

    world = World(look)
    world.look_up(["@A", "@B"])
    assert (world.find("@A"), world.facts("@B")) == (None, None)
    assert asked == [{"@A", "@B"}]
