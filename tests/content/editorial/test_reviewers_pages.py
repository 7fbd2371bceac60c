"""A reviewer's own pages: the conflict-of-interest statement, the list of verdicts, and “reviewed, no change”."""

import pytest
from django.utils import timezone

from content.editorial.models import InterestStatement, OpenNote, Verdict
from content.editorial.public import Note, open_notes, strip
from content.editorial.selectors import guards
from tests.content.editorial.acts import ALL_YES, LATER, approved, edit, everything, send, stated, taken
from tests.content.editorial.review_forms import address, post, signed_in
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db

BODY = "First stands [@GEM21]."


@pytest.fixture
def submitted(known_sources, eddie):
    publish(item(body=BODY))
    return send(edit(eddie), eddie)


def test_a_reviewer_without_a_statement_is_led_to_it_and_back(submitted, rita):
    refused = post(rita, submitted, "claim")
    assert refused.status_code == 409
    link = f"/admin/statement/?next={address(submitted)}"
    assert link in refused.content.decode()
    form = {"name": "Dr Rita", "capacity": "Oncologist", "interests": "None", "next": address(submitted)}
    client = signed_in(rita)
    assert client.post("/admin/statement/", form).status_code == 422, "she has not agreed"
    assert client.post("/admin/statement/", form | {"interests": "", "agreed": "on"}).status_code == 422
    assert not InterestStatement.objects.exists()
    made = client.post("/admin/statement/", form | {"agreed": "on"})
    assert (made.status_code, made["Location"]) == (303, address(submitted))
    assert "counts until" in client.get("/admin/statement/").content.decode()
    assert post(rita, submitted, "claim").status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "x"]
)
def test_the_statement_leads_back_to_this_site_only(rita, target):
    form = {"name": "Dr Rita", "capacity": "Oncologist", "interests": "None", "agreed": "on", "next": target}
    assert signed_in(rita).post("/admin/statement/", form)["Location"] == "/admin/statement/"


@pytest.mark.parametrize("name", ["eddie", "lena", "dora", "sam"])
def test_statement_and_verdicts_are_for_reviewers_alone(request, name):
    client = signed_in(request.getfixturevalue(name))
    assert client.get("/admin/statement/").status_code == 404
    assert client.get("/admin/verdicts/mine/").status_code == 404


def test_own_verdicts_are_listed_and_nobody_elses(submitted, rita, ravi):
    under_review = taken(submitted, rita)
    approved(under_review, rita)
    assert address(under_review) in signed_in(rita).get("/admin/verdicts/mine/").content.decode()
    assert address(under_review) not in signed_in(ravi).get("/admin/verdicts/mine/").content.decode()


@pytest.fixture
def live_toy(known_sources):
    publish(item(body=BODY, notes=(Note("body", "Check the dose."),)))
    return the()


def reaffirming(person, document, act="reaffirm", **typed):
    seen = {"seen_hash": document.live.revision.content_hash, "seen_lock": str(document.lock_version)}
    return signed_in(person).post(f"/admin/reaffirm/{document.pk}/", seen | ALL_YES | typed | {"act": act})


def test_reviewed_no_change_settles_notes_first_and_counts_once_a_day(live_toy, rita):
    stated(rita)
    html = signed_in(rita).get(f"/admin/reaffirm/{live_toy.pk}/").content.decode()
    assert "Check the dose." in html
    assert "Loaded with the software. Not yet reviewed by a named clinician." in html
    assert reaffirming(rita, live_toy).status_code == 409
    note = live_toy.open_notes.get()
    assert reaffirming(rita, live_toy, act=f"resolve-note:{note.pk}").status_code == 303
    assert reaffirming(rita, live_toy, actionable="no").status_code == 422
    assert reaffirming(rita, live_toy).status_code == 303
    assert reaffirming(rita, live_toy).status_code == 409, "a second click"
    assert Verdict.objects.filter(verdict="approve").count() == 1
    found = strip(live_toy.pk)
    assert (found.updated_on, found.reviewed_on > AT.date()) == (AT.date(), True)


def test_what_a_demo_person_has_checked_is_open_to_everybody_else_and_to_readers(live_toy, rita, ravi):
    rita.is_simulated = True
    rita.save()
    for person in (rita, ravi):
        stated(person)
    note = live_toy.open_notes.get()
    resolve = f"resolve-note:{note.pk}"
    assert reaffirming(rita, live_toy, act=resolve).status_code == 303
    assert reaffirming(rita, live_toy, act=resolve).status_code == 409, "settled for demo people"
    assert [reason.code for reason in guards.reaffirming(live_toy, rita, LATER)] == ["demo"]
    assert [reason.code for reason in guards.reaffirming(live_toy, ravi, LATER)] == ["to-resolve"]
    assert (strip(live_toy.pk).open_notes, strip(live_toy.pk, at=timezone.now()).open_notes) == (1, 1)
    assert open_notes(live_toy) == [("body", "Check the dose.")]
    shown = {p: signed_in(p).get(f"/admin/reaffirm/{live_toy.pk}/").content.decode() for p in (rita, ravi)}
    assert [resolve in shown[rita], resolve in shown[ravi]] == [False, True]
    assert "checked as a demonstration by" in shown[ravi]
    assert reaffirming(ravi, live_toy, act=resolve).status_code == 303
    note.refresh_from_db()
    assert (note.resolved_by, strip(live_toy.pk).open_notes) == (ravi, 0)
    assert reaffirming(ravi, live_toy).status_code == 303


def test_a_demo_person_approves_what_demo_people_have_checked(submitted, rita, ravi):
    rita.is_simulated = True
    rita.save()
    under_review, document = taken(submitted, rita), submitted.document
    note = OpenNote.objects.create(document=document, place="body", text="Check it.", noted_at=AT)
    assert post(rita, under_review, "approve", **ALL_YES).status_code == 409
    assert post(rita, under_review, f"resolve-note:{note.pk}").status_code == 303
    assert guards.approving(document, rita, LATER) == []
    assert "to-resolve" in [reason.code for reason in guards.approving(document, ravi, LATER)]


def test_the_library_takes_back_a_note_that_only_a_demo_person_has_checked(live_toy, rita, ravi):
    rita.is_simulated = True
    rita.save()
    for person, left in ((ravi, 1), (rita, 0)):
        live_toy.open_notes.update(resolved_by=person, resolved_at=LATER)
        publish(item(body=BODY))
        assert live_toy.open_notes.count() == left


@pytest.mark.parametrize("act", ["keep", "resolve-note"])
def test_what_is_settled_there_was_seen_there(live_toy, rita, act):
    act = act if act == "keep" else f"{act}:{live_toy.open_notes.get().pk}"
    address = f"/admin/reaffirm/{live_toy.pk}/"
    seen = {"seen_hash": live_toy.live.revision.content_hash, "comment": "Words."}
    client = signed_in(rita)
    assert client.post(address, {"act": act, "comment": "Words."}).status_code == 409
    assert client.post(address, seen | {"act": act}).status_code == 303
    assert "Words.</textarea>" in client.get(address).content.decode()


def test_reviewed_no_change_is_for_reviewers_who_saw_what_is_live(live_toy, eddie, rita, sam, lena):
    stated(rita)
    for person in (eddie, sam, lena):
        assert reaffirming(person, live_toy).status_code == 404
    live_toy.open_notes.all().delete()
    before = everything()
    assert reaffirming(rita, live_toy, seen_hash="0" * 64).status_code == 409
    assert everything() == before
    assert reaffirming(rita, live_toy).status_code == 303
