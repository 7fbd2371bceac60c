"""Readers get publications: immutable, read once per process, at the price the docstrings promise."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Document, Epoch, Publication, Rendering
from content.editorial.public import (
    epoch,
    forget,
    live,
    live_of_kind,
    live_world,
    outdated_renderings,
    read_publication,
    rerender,
)
from content.editorial.selectors import reading
from npcsite.lib import canonical, markdown
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication_id():
    publish(item(claims={"x": "Offer."}))
    return the().live_id


def statements(call):
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


def test_a_publication_is_read_as_it_was_frozen(publication_id):
    found = read_publication(publication_id)
    assert (found.kind, found.slug, found.title, found.language) == ("toy", "a", "Toy a", "en")
    assert found.payload == item(claims={"x": "Offer."}).payload
    assert found.parts == {"body": "<p>Text \ue000@GEM21\ue001.</p>"}
    assert canonical.digest(canonical.encode(found.manifest)) == found.sha256
    assert (found.id, found.document_id, found.published_at) == (publication_id, the().pk, AT)


def test_a_title_changed_in_the_working_copy_reaches_no_reader(publication_id):
    Document.objects.update(title="Draft")
    assert live("toy", "a").title == read_publication(publication_id).title == "Toy a"


def test_an_old_publication_is_still_read_after_a_new_one(publication_id):
    publish(item(body="New."))
    assert read_publication(publication_id).parts["body"] == "<p>Text \ue000@GEM21\ue001.</p>"
    assert live("toy", "a").parts["body"] == "<p>New.</p>"


def test_what_was_read_cannot_be_changed(publication_id):
    found = read_publication(publication_id)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.title = "Other"
    with pytest.raises(TypeError):
        found.parts["body"] = "Other"


@pytest.mark.parametrize(
    ("call", "first", "then"),
    [
        (lambda pk: read_publication(pk), 2, 1),
        (lambda pk: read_publication(pk, rendering_id=Publication.objects.get(pk=pk).rendering.pk), 3, 2),
        (lambda pk: live("toy", "a"), 2, 1),
        (lambda pk: live("toy", "nothing"), 1, 1),
        (lambda pk: live_of_kind("toy"), 2, 1),
        (lambda pk: epoch(), 1, 1),
    ],
    ids=["by id", "by id and rendering (two to look that up)", "live", "not there", "of a kind", "epoch"],
)
def test_what_reading_costs(publication_id, call, first, then):
    assert statements(lambda: call(publication_id)) == first
    assert statements(lambda: call(publication_id)) == then


def test_many_of_a_kind_cost_no_more_than_one():
    for number in range(12):
        publish(item(f"toy-{number:02}"))
    assert statements(lambda: live_of_kind("toy")) == 2
    assert [found.slug for found in live_of_kind("toy")] == [f"toy-{number:02}" for number in range(12)]


@pytest.mark.parametrize("change", [{"retired_at": AT}, {"live": None}], ids=["retired", "not live"])
def test_what_is_not_live_is_not_read_at_its_address(publication_id, change):
    Document.objects.update(**change)
    assert live("toy", "a") is None
    assert live_of_kind("toy") == ()
    assert live_world().find("rec:x") is None
    assert read_publication(publication_id).slug == "a"


def test_a_publication_that_does_not_exist_is_said_so():
    with pytest.raises(Publication.DoesNotExist):
        read_publication(1)
    with pytest.raises(Publication.DoesNotExist):
        read_publication(1, rendering_id=1)


def test_the_memory_of_a_process_has_an_end(publication_id, monkeypatch):
    monkeypatch.setattr(reading, "KEPT_AT_MOST", 1)
    publish(item("b"))
    live("toy", "a")
    assert statements(lambda: live("toy", "a")) == 1
    live("toy", "b")
    assert statements(lambda: live("toy", "a")) == 2


def test_a_new_renderer_reaches_live_and_old_pages_and_no_words_change(publication_id, monkeypatch):
    publish(item(body="<b>New</b>."))
    words = list(Publication.objects.order_by("pk").values())
    live("toy", "a")
    before = Epoch.objects.now()
    assert rerender(renderings=outdated_renderings(), at=AT) == 0
    monkeypatch.setattr(markdown, "RENDERER", "next")
    monkeypatch.setattr(markdown, "render", lambda text: f"<p>{len(text)}</p>")
    assert rerender(renderings=outdated_renderings(), at=AT + timedelta(days=1)) == 2
    assert live("toy", "a").parts["body"] == "<p>11</p>"
    assert read_publication(publication_id).parts["body"] == "<p>14</p>"
    assert list(Publication.objects.order_by("pk").values()) == words
    assert set(Rendering.objects.values_list("renderer_version", flat=True)) == {"next"}
    assert Epoch.objects.now() == before + 1


def test_rerendering_with_the_same_renderer_gives_the_same_bytes(publication_id):
    before = Rendering.objects.get().parts
    assert rerender(renderings=Rendering.objects.all(), at=AT) == 1
    assert Rendering.objects.get().parts == before


def test_forgetting_reads_again(publication_id):
    live("toy", "a")
    forget()
    assert statements(lambda: live("toy", "a")) == 2
