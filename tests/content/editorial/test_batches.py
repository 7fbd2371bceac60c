"""A library is loaded whole or not at all: everything wrong with it is found before anything is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Document, Revision
from content.editorial.public import (
    Fault,
    LibraryFault,
    check_batch,
    note_edit,
    publish_batch,
    read_batch,
)
from npcsite.lib import canonical
from tests.content.editorial.toys import AT, SOURCES, item, publish, the

pytestmark = pytest.mark.django_db


def load(*items):
    return [loaded.outcome for loaded in publish_batch(check_batch(items, sources=SOURCES), at=AT)]


def faults(*items):
    with pytest.raises(LibraryFault) as caught:
        check_batch(items, sources=SOURCES)
    assert not Revision.objects.exists()
    return caught.value.faults


def test_kinds_are_loaded_in_their_order_and_may_cite_one_another():
    texts = (
        item("late", "See [rec:x] and [sec:two].", kind="late-toy"),
        item("one", "See [sec:two].", claims={"x": "Offer."}),
        item("two", "See [rec:x]."),
    )
    assert load(*texts) == ["published"] * 3
    assert list(Document.objects.order_by("pk").values_list("slug", flat=True)) == ["one", "two", "late"]
    assert load(*texts) == ["unchanged"] * 3


def test_checking_writes_nothing():
    with CaptureQueriesContext(connection) as asked:
        check_batch([item()], sources=SOURCES)
    assert not [query for query in asked if not query["sql"].startswith("SELECT")]


def test_all_faults_of_all_texts_are_named_with_file_and_line():
    found = faults(
        item("one", "Fine.\n\nText [@NOBODY].", first_line=10),
        item("two", "Text [3].", file=Path(settings.BASE_DIR) / "content" / "library" / "two.md"),
    )
    assert [(f.file, f.line, f.code, f.severity) for f in found] == [
        ("one.md", 12, "C001", "error"),
        ("content/library/two.md", None, "C013", "error"),
    ]


def test_one_fault_keeps_the_whole_batch_out():
    found = faults(item("one"), item("two", "Text [@NOBODY]."))
    assert [f.code for f in found] == ["C001"]
    assert not Document.objects.exists()


def test_a_warning_keeps_nothing_out():
    batch = check_batch([item(body="The latest text [@GEM21].")], sources=SOURCES)
    assert [(f.code, f.severity) for f in batch.warnings] == [("C015", "warning")]
    assert [loaded.outcome for loaded in publish_batch(batch, at=AT)] == ["published"]


def test_one_address_in_two_files_is_a_fault():
    fault = faults(item("a", file=Path("one.md")), item("a", file=Path("two.md")))[0]
    assert (fault.code, fault.file, fault.place) == ("L004", "two.md", "toy a")
    assert "one.md" in fault.message


def test_one_target_in_two_files_is_a_fault():
    (fault,) = faults(item("a", claims={"x": "Offer."}), item("b", claims={"x": "Do not."}))
    assert (fault.code, fault.file, fault.place) == ("L004", "b.md", "rec:x")


def test_what_cannot_be_stored_is_a_fault_with_its_place():
    (fault,) = faults(replace(item(), payload={**item().payload, "claims": {"x": {"claim": 0.5}}}))
    assert (fault.code, fault.place, fault.file) == ("L002", "claims/x/claim", "a.md")


def test_a_text_longer_than_can_be_rendered_is_a_fault():
    (fault,) = faults(item(body="x" * 70_000))
    assert (fault.code, fault.place) == ("L003", "body")


def test_a_kind_that_forgets_to_report_unknown_targets_is_covered(toys, monkeypatch):
    monkeypatch.setattr(toys["toy"], "lint", lambda payload, world: [])
    (fault,) = faults(item(body="a\n\nText [@NOBODY]."))
    assert (fault.code, fault.place) == ("C001", "body")


def test_broken_files_of_all_kinds_are_named_together(toys):
    fault = Fault("L001", "the file", 3, "Broken.", "error", "a.md")
    toys["toy"].library = [item(), LibraryFault([fault])]
    toys["late-toy"].library = [LibraryFault([replace(fault, file="b.md")])]
    with pytest.raises(LibraryFault, match=r"a\.md:3: L001 Broken\.; b\.md:3") as caught:
        read_batch()
    assert [f.file for f in caught.value.faults] == ["a.md", "b.md"]


def test_whole_files_of_all_kinds_are_read_in_order(toys):
    toys["late-toy"].library = [item("late", kind="late-toy")]
    toys["toy"].library = [item("one"), item("two")]
    assert [text.slug for text in read_batch()] == ["one", "two", "late"]


def test_a_target_that_left_the_library_is_not_found_in_what_it_replaces():
    load(item("one", claims={"x": "Offer."}))
    with pytest.raises(LibraryFault) as caught:
        check_batch([item("one"), item("late", "See [rec:x].", kind="late-toy")], sources=SOURCES)
    assert [f.code for f in caught.value.faults] == ["C011"]


def test_what_is_live_may_be_cited_without_being_loaded_again():
    load(item("one", claims={"x": "Offer."}))
    assert load(item("late", "See [rec:x].", kind="late-toy")) == ["published"]


def test_a_text_people_work_on_is_kept_and_cited_as_it_is_live(eddie):
    load(item("one", claims={"x": "Offer."}))
    note_edit(document=the("one"), user=eddie, seen_lock=1, at=AT)
    outcomes = load(
        item("one", "Broken [@NOBODY].", claims={"x": "Do not offer."}),
        item("late", "See [rec:x].", kind="late-toy"),
    )
    assert outcomes == ["kept", "published"]
    pinned = the("late", "late-toy").head.citations.get(target="rec:x")
    assert pinned.publication == the("one").live
    assert pinned.claim_hash == canonical.digest("Offer.")


def test_a_failure_in_the_middle_publishes_nothing(toys, monkeypatch):
    batch = check_batch([item("one"), item("late", kind="late-toy")], sources=SOURCES)

    def break_down(document, payload):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(toys["late-toy"], "thaw", break_down)
    with pytest.raises(RuntimeError):
        publish_batch(batch, at=AT)
    assert not Document.objects.exists()
    assert publish(item("one")) == "published"
