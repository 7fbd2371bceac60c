"""Library texts are published by the loader, never by a person; the same words change nothing; people's work stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from content.editorial.models import (
    Citation,
    Contributor,
    Document,
    Epoch,
    OpenNote,
    Publication,
    Rendering,
    Revision,
    Verdict,
)
from content.editorial.public import LibraryFault, Note, Offer, StaleEdit, note_edit
from npcsite.lib import canonical
from npcsite.lib.markdown import TooLong
from tests.content.editorial.toys import AT, SOURCES, item, judged, publish, the

pytestmark = pytest.mark.django_db

TABLES = (Citation, Contributor, Document, Epoch, OpenNote, Publication, Rendering, Revision, Verdict)
LATER = AT + timedelta(days=1)


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def test_a_loaded_text_is_live_under_the_loaders_verdict_and_no_persons():
    assert publish(item(claims={"x": "Offer."}, notes=(Note("x", "Compare."),))) == "published"
    document = the()
    revision, publication = document.head, document.live
    (verdict,) = revision.verdicts.all()
    assert (verdict.verdict, verdict.actor, verdict.user) == ("loaded", "library loader", None)
    assert verdict.seen_hash == revision.content_hash == canonical.digest(revision.payload)
    assert publication.revision == revision
    assert publication.sha256 == canonical.digest(publication.manifest)
    assert (revision.number, revision.created_by, revision.contributors.count()) == (1, None, 0)
    assert [(note.place, note.text) for note in document.open_notes.all()] == [("x", "Compare.")]


def test_the_manifest_freezes_the_words_and_what_they_cite():
    publish(item(body="Text [@GEM21] and [rec:x].", claims={"x": "Offer."}))
    manifest = canonical.decode(the().live.manifest)
    claim = {"claim": "Offer.", "citations": ["JUP23"], "claim_hash": canonical.digest("Offer.")}
    assert manifest == {
        "format": 1,
        "kind": "toy",
        "slug": "a",
        "title": "Toy a",
        "language": "en",
        "revision": the().head.content_hash,
        "citations": {
            "@GEM21": {"title": "A made paper", "tier": "primary"},
            "@JUP23": {"title": "Another", "tier": "primary"},
            "rec:x": claim,
        },
    }


def test_every_place_that_cites_is_a_row_with_its_line_and_the_claim_it_then_cited():
    publish(item(body="One [@GEM21].\n\nTwo [rec:x] [@GEM21].", claims={"x": "Offer."}))
    cited = the().head.citations.order_by("pk").values_list("target", "place", "line", "claim_hash")
    assert list(cited) == [
        ("@GEM21", "body", 1, ""),
        ("rec:x", "body", 3, canonical.digest("Offer.")),
        ("@GEM21", "body", 3, ""),
        ("@JUP23", "claims/x", None, ""),
    ]


def test_what_a_later_kind_cites_is_pinned_to_the_publication_that_defined_it():
    first = item(claims={"x": "Offer."})
    publish(first)
    publish(item("late", "See [rec:x].", kind="late-toy"), first)
    late = the("late", "late-toy")
    assert late.head.citations.get(target="rec:x").publication == the().live
    snapshot = canonical.decode(late.live.manifest)["citations"]["rec:x"]
    assert snapshot["publication"] == the().live.sha256
    # The reference the claim rests on is frozen with it, though the late text does not name it.
    assert canonical.decode(late.live.manifest)["citations"]["@JUP23"]["title"] == "Another"


def test_texts_of_one_kind_may_cite_one_another_in_a_circle():
    one, two = item("one", "See [sec:two]."), item("two", "See [sec:one].")
    for text in (one, two):
        assert publish(text, one, two) == "published"
    before = everything()
    for text in (one, two):
        assert publish(text, one, two, at=LATER) == "unchanged"
    assert everything() == before


def test_the_same_words_have_the_same_hash_and_write_no_row():
    publish(item(body="Text [@GEM21].\n", notes=(Note("body", "Check."),)))
    before = everything()
    for same in ("Text [@GEM21].\n", "Text [@GEM21].  \r\n\r\n", "Text [@GEM21]."):
        assert publish(item(body=same, notes=(Note("body", "Check."),)), at=LATER) == "unchanged"
    assert everything() == before


@pytest.mark.parametrize("change", [{"body": "Other."}, {"title": "Other"}, {"language": "zh"}], ids=str)
def test_other_words_make_a_new_revision_on_top_of_the_old(change):
    publish(item())
    old = the().live
    assert publish(item(**change), at=LATER) == "published"
    document = the()
    assert (document.head.number, document.head.base, document.live.published_at) == (2, old, LATER)
    assert document.lock_version == 2
    assert Publication.objects.filter(pk=old.pk).values().get()["manifest"] == old.manifest


def test_a_corrected_reference_is_published_though_the_words_are_the_same(monkeypatch):
    publish(item())
    monkeypatch.setitem(SOURCES, "@GEM21", Offer({"title": "Mended"}))
    assert publish(item(), at=LATER) == "published"
    assert the().head.content_hash == Revision.objects.get(number=1).content_hash
    assert canonical.decode(the().live.manifest)["citations"]["@GEM21"] == {"title": "Mended"}


def test_a_typo_mended_beside_a_claim_does_not_publish_what_cites_the_claim():
    first, late = item(claims={"x": "Offer."}), item("late", "See [rec:x].", kind="late-toy")
    publish(first)
    publish(late, first)
    mended = item(body="Text mended [@GEM21].", claims={"x": "Offer."})
    assert publish(mended, at=LATER) == "published"
    assert publish(late, mended, at=LATER) == "unchanged"
    changed = item(claims={"x": "Do not offer."})
    assert publish(changed, at=LATER) == "published"
    assert publish(late, changed, at=LATER) == "published"


def test_new_notes_alone_are_noted_without_a_new_revision():
    publish(item(notes=(Note("body", "Old."), Note("body", "Kept."))))
    epoch = Epoch.objects.now()
    assert publish(item(notes=(Note("body", "Kept."), Note("body", "New."))), at=LATER) == "noted"
    assert sorted(the().open_notes.values_list("text", flat=True)) == ["Kept.", "New."]
    assert Revision.objects.count() == 1
    assert Epoch.objects.now() == epoch + 1


def test_a_note_a_person_settled_stays_settled(rita):
    text = item(notes=(Note("body", "Check."),))
    publish(text)
    the().open_notes.update(resolved_at=LATER, resolved_by=rita)
    assert publish(text, at=LATER) == "unchanged"
    assert publish(replace(text, notes=()), at=LATER) == "unchanged"
    assert the().open_notes.get().resolved_by == rita


def test_the_review_interval_follows_the_file():
    publish(item(review_every_days=90))
    assert the().review_every_days == 90
    assert publish(item(review_every_days=30)) == "noted"
    assert the().review_every_days == 30


def test_a_text_a_person_approved_is_kept(rita):
    publish(item())
    document = the()
    revision = Revision.objects.create(
        document=document, number=2, payload="{}", content_hash="", created_by=rita, created_at=AT
    )
    document.head = revision
    judged(document, rita)
    publication = Publication.objects.create(
        document=document, revision=revision, manifest=document.live.manifest, sha256="", published_at=AT
    )
    Document.objects.filter(pk=document.pk).update(head=revision, live=publication)
    before = everything()
    assert publish(item(body="Other."), at=LATER) == "kept"
    assert everything() == before


def test_a_working_copy_somebody_edited_is_kept(eddie, toys):
    publish(item())
    note_edit(document=the(), user=eddie, seen_lock=1, at=AT)
    before, copies = everything(), dict(toys["toy"].copies)
    assert publish(item(body="Other."), at=LATER) == "kept"
    assert everything() == before
    assert toys["toy"].copies == copies


def test_a_document_somebody_began_is_kept(eddie):
    Document.objects.create(kind="toy", slug="a", title="Begun", owner=eddie)
    assert publish(item()) == "kept"
    assert the().title == "Begun"


def test_a_retired_document_is_not_brought_back():
    publish(item())
    Document.objects.update(retired_at=LATER)
    assert publish(item(body="Other.")) == "kept"


def test_a_stale_edit_is_refused_and_leaves_no_trace(eddie):
    publish(item())
    before = everything()
    with pytest.raises(StaleEdit):
        note_edit(document=the(), user=eddie, seen_lock=0, at=AT)
    assert everything() == before
    assert not the().edits.exists()


def test_the_working_copy_is_what_was_published(toys):
    publish(item(body="Text  \r\n[@GEM21]."))
    assert canonical.encode(toys["toy"].freeze(the())) == the().head.payload


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (item(body="Text [@NOBODY]."), LibraryFault),
        (item(body="a\x00b"), canonical.Unclean),
        (item(body="x" * 70_000), TooLong),
    ],
    ids=["unknown", "unclean", "too long"],
)
def test_a_text_that_cannot_be_published_leaves_no_trace(text, error):
    publish(item("other"))
    before = everything()
    with pytest.raises(error):
        publish(text)
    assert everything() == before


def test_every_publication_moves_the_epoch():
    assert Epoch.objects.now() == 0
    publish(item())
    assert Epoch.objects.now() == 1
    publish(item())
    assert Epoch.objects.now() == 1
    publish(item(body="Other."))
    assert Epoch.objects.now() == 2
