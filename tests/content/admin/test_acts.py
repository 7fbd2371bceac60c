"""The bar and its acts: open or barred with the reasons, the services decide, and nobody passes by raw POST."""

import pytest
from django.utils import timezone

from content.admin.acts import ACTS, act_url
from content.editorial.models import Document, ReviewRound, Revision
from content.editorial.public import barred
from content.models import Article, Section, Term
from tests.content.admin.filled import fields_of, opened, sent, url
from tests.content.editorial.people import approved

pytestmark = pytest.mark.django_db

NOTE = {"note": "The summary is plainer.", "raised_to": "", "wording_reason": ""}


@pytest.fixture
def section(library) -> Section:
    return Section.objects.get(slug="first-line-systemic-therapy")


@pytest.fixture
def changed(client, eddie, section) -> Section:
    client.force_login(eddie)
    assert (
        sent(client, url(section), opened(client, url(section)), summary="A plainer summary.").status_code
        == 302
    )
    return Section.objects.get(pk=section.pk)


def act(client, document, name, **said):
    lock = Document.objects.get(pk=document.pk).lock_version
    return client.post(act_url(document, name), {"seen_lock": lock, **said})


def test_a_changed_text_is_submitted_with_its_note_and_is_read_only_from_then_on(client, eddie, changed):
    page = client.get(url(changed)).content.decode()
    assert act_url(changed, "submit") in page
    assert "the working copy says something else than readers see." in page
    assert "Proposed class of the change" in client.get(act_url(changed, "submit")).content.decode()
    assert act(client, changed, "submit", **NOTE).status_code == 302
    opened_round = ReviewRound.objects.get()
    assert (opened_round.state, opened_round.submitted_by) == ("submitted", eddie)
    assert opened_round.revision.change_note == NOTE["note"]
    page = client.get(url(changed)).content.decode()
    assert "is in review since" in page
    assert 'name="_save"' not in page
    assert act_url(changed, "withdraw") in page
    assert act(client, changed, "withdraw").status_code == 302
    assert 'name="_save"' in client.get(url(changed)).content.decode()


def test_the_class_is_raised_and_wording_only_is_claimed_with_a_reason(client, changed):
    said = NOTE | {"raised_to": "substantive", "wording_reason": ""}
    assert act(client, changed, "submit", **said).status_code == 302
    assert ReviewRound.objects.get().revision.change_class == "substantive"
    act(client, changed, "withdraw")
    assert act(client, changed, "submit", **(NOTE | {"wording_reason": "Only a comma."})).status_code == 302
    assert Revision.objects.order_by("-pk").first().wording_reason == "Only a comma."


def test_every_barred_act_says_all_its_reasons_with_their_codes(client, eddie, section):
    client.force_login(eddie)
    page = client.get(url(section)).content.decode()
    against = barred(Document.objects.get(pk=section.pk), eddie, timezone.now())
    for name in ACTS:
        assert against[name], name
        assert f'href="{act_url(section, name)}"' not in page
        for reason in against[name]:
            assert f"<code>{reason.code}</code>" in page


def test_a_refused_act_keeps_what_was_typed_and_names_every_reason(client, changed):
    answer = act(client, changed, "submit", **(NOTE | {"note": " ", "wording_reason": "Typed already."}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "no-note" in page
    assert "Typed already." in page
    assert not ReviewRound.objects.exists()


def test_a_text_with_faults_is_not_submitted_and_each_fault_is_named_with_its_line(client, eddie, section):
    client.force_login(eddie)
    sent(client, url(section), opened(client, url(section)), body="Fine.\n\nBad [3] and [@NOSUCH].")
    page = act(client, section, "submit", **NOTE).content.decode()
    assert "C013 body, line 3" in page
    assert "C001 body, line 3" in page
    assert not ReviewRound.objects.exists()


@pytest.mark.parametrize("lock", ["", "x"])
def test_an_act_without_the_right_lock_version_is_refused(client, changed, lock):
    answer = client.post(act_url(changed, "submit"), {**NOTE, "seen_lock": lock})
    assert answer.status_code == 422
    assert not ReviewRound.objects.exists()


def test_discarding_brings_back_what_readers_see(client, changed, section):
    assert act(client, changed, "discard").status_code == 302
    assert Section.objects.get(pk=section.pk).summary.strip() == section.summary.strip()
    assert not changed.edits.exists()


def test_a_chief_editor_retires_with_a_reason_and_revives(client, eddie, chloe, library):
    article = Article.objects.get()
    client.force_login(eddie)
    assert act(client, article, "retire", reason="Old.").status_code == 422
    client.force_login(chloe)
    assert act(client, article, "retire", reason=" ").status_code == 422
    assert act(client, article, "retire", reason="Replaced by a newer one.").status_code == 302
    page = client.get(url(article)).content.decode()
    assert "a chief editor can revive it" in page
    assert "Retired. Readers see the reason in place of the text." in page
    assert "Readers see nothing of this." not in page
    assert "⊘ Retired" in client.get(url(article, "changelist")).content.decode()
    assert 'name="_save"' not in page
    assert act(client, article, "revive").status_code == 302
    assert 'name="_save"' in client.get(url(article)).content.decode()


@pytest.mark.parametrize("name", ["rita", "sam", "lena", "dora"])
def test_nobody_without_the_role_acts_by_raw_post(client, request, changed, name):
    client.force_login(request.getfixturevalue(name))
    for act_name in ACTS:
        answer = act(client, changed, act_name, reason="x", **NOTE)
        assert answer.status_code in (302, 403, 422)
        if answer.status_code == 302:
            assert "/login/" in answer["Location"]
    assert not ReviewRound.objects.exists()
    assert Section.objects.get(pk=changed.pk).summary == "A plainer summary."


def test_getting_the_page_of_an_act_does_nothing_and_other_acts_are_not_found(client, changed):
    before = list(Document.objects.values())
    for name in ACTS:
        assert client.get(act_url(changed, name)).status_code == 200
    assert list(Document.objects.values()) == before
    assert client.get(act_url(changed, "submit").replace("submit", "approve")).status_code == 404
    assert (
        client.post(act_url(changed, "submit").replace("submit", "claim"), {"seen_lock": 1}).status_code
        == 404
    )


def test_the_page_of_a_term_leads_to_the_acts_of_the_glossary(client, eddie, section):
    client.force_login(eddie)
    term = Term.objects.first()
    answer = sent(client, url(term), opened(client, url(term)), definition="Another definition.")
    assert answer.status_code == 302
    assert act_url(term.glossary, "discard") in client.get(url(term)).content.decode()
    assert fields_of(client.get(url(term)).content.decode())["definition"] == ["Another definition."]


def test_the_texts_one_can_go_back_to_are_told_apart(client, eddie, rita, section):
    client.force_login(eddie)
    for note in ("Once.", "Twice."):
        approved(section, rita, at=timezone.now(), note=note)
    page = client.get(act_url(section, "roll_back")).content.decode()
    assert [f"Revision {number}, published" in page for number in (1, 2, 3)] == [True, True, False]
