"""What was typed and not saved: kept for one person, offered when they come back, never anybody else's."""

import json

import pytest

from content.editorial.models import Draft, Edit
from content.models import Section, Term
from tests.content.admin.filled import fields_of, opened, sent, url

pytestmark = pytest.mark.django_db

KEEP, DISCARD = "/admin/draft/", "/admin/draft/discard/"


@pytest.fixture
def section(library) -> Section:
    return Section.objects.get(slug="first-line-systemic-therapy")


def keep(client, section, **changes):
    """As the script sends it: the fields of the opened form, with what was typed since."""
    fields = opened(client, url(section))
    lock = fields.pop("lock_version")[0]
    fields.pop("csrfmiddlewaretoken", None)
    text = json.dumps(fields | {name: [value] for name, value in changes.items()})
    return client.post(KEEP, {"place": f"section/{section.pk}", "lock_version": lock, "text": text})


def test_a_draft_is_kept_once_moves_no_lock_and_makes_nobody_a_contributor(client, eddie, section):
    client.force_login(eddie)
    assert keep(client, section, summary="First try.").status_code == 200
    assert keep(client, section, summary="Second try.").status_code == 200
    draft = Draft.objects.get()
    assert (draft.user, draft.document_id, draft.place) == (eddie, section.pk, f"section/{section.pk}")
    assert "Second try." in draft.text
    assert Section.objects.get(pk=section.pk).lock_version == section.lock_version
    assert not Edit.objects.exists()


def test_an_opened_form_offers_the_draft_and_restoring_saves_nothing_yet(client, eddie, section):
    client.force_login(eddie)
    keep(client, section, summary="Typed before the train left.")
    page = client.get(url(section)).content.decode()
    assert "You typed something here on" in page
    assert "Typed before the train left." not in page
    restored = client.post(url(section), {"_restore": "1"})
    assert restored.status_code == 422
    fields = fields_of(restored.content.decode())
    assert fields["summary"] == ["Typed before the train left."]
    assert Section.objects.get(pk=section.pk).summary == section.summary
    assert sent(client, url(section), fields).status_code == 302
    assert Section.objects.get(pk=section.pk).summary == "Typed before the train left."
    assert not Draft.objects.exists()


def test_the_buttons_of_the_draft_carry_the_token_the_site_asks_for(client, eddie, section):
    """Included with `only`, a form has no token unless it is handed one."""
    client.force_login(eddie)
    keep(client, section, summary="Typed.")
    page = client.get(url(section)).content.decode()
    form = page[page.index('<form class="desk-draft"') :]
    assert 'name="csrfmiddlewaretoken"' in form[: form.index("</form>")]


def test_a_draft_under_an_older_lock_is_shown_beside_what_was_saved_since(client, eddie, chloe, section):
    client.force_login(eddie)
    keep(client, section, summary="Eddie's draft.")
    client.force_login(chloe)
    sent(client, url(section), opened(client, url(section)), summary="Chloe's text.")
    client.force_login(eddie)
    assert "The saved text has changed since" in client.get(url(section)).content.decode()
    restored = client.post(url(section), {"_restore": "1"})
    page = restored.content.decode()
    assert restored.status_code == 409
    assert "Chloe&#x27;s text." in page
    assert page.count("Eddie&#x27;s draft.") == 2


def test_a_draft_is_offered_to_nobody_else(client, eddie, chloe, section):
    client.force_login(eddie)
    keep(client, section, summary="For my eyes only.")
    client.force_login(chloe)
    assert "You typed something here on" not in client.get(url(section)).content.decode()
    restored = client.post(url(section), {"_restore": "1"})
    assert "For my eyes only." not in restored.content.decode()
    assert client.post(DISCARD, {"place": f"section/{section.pk}"}).status_code == 404
    assert Draft.objects.count() == 1


def test_a_discarded_draft_is_gone(client, eddie, section):
    client.force_login(eddie)
    keep(client, section, summary="Never mind.")
    assert client.post(DISCARD, {"place": f"section/{section.pk}"}).status_code == 204
    assert not Draft.objects.exists()
    assert client.post(DISCARD, {"place": f"section/{section.pk}"}).status_code == 404


def test_a_new_document_has_a_draft_before_it_exists(client, eddie, section):
    client.force_login(eddie)
    text = json.dumps(
        {
            "title": ["Only begun"],
            "recommendations-TOTAL_FORMS": ["0"],
            "recommendations-INITIAL_FORMS": ["0"],
        }
    )
    assert client.post(KEEP, {"place": "section/new", "lock_version": "0", "text": text}).status_code == 200
    assert Draft.objects.get().document is None
    restored = client.post(url(Section, "add"), {"_restore": "1"})
    assert fields_of(restored.content.decode())["title"] == ["Only begun"]


def test_a_draft_of_a_term_hangs_on_the_glossary(client, eddie, section):
    client.force_login(eddie)
    term = Term.objects.first()
    sent_ = {"place": f"term/{term.pk}", "lock_version": "1", "text": json.dumps({"term": ["x"]})}
    assert client.post(KEEP, sent_).status_code == 200
    assert Draft.objects.get().document_id == term.glossary_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        '"x"',
        '{"a": "x"}',
        '{"a": [1]}',
        "[" * 5000,
        '{"a": ["\\u0000"]}',
        '{"a": ["\\ud800"]}',
    ],
)
def test_what_is_no_draft_is_refused_and_not_kept(client, eddie, section, text):
    client.force_login(eddie)
    answer = client.post(KEEP, {"place": f"section/{section.pk}", "lock_version": "1", "text": text})
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("rita", 404), ("sam", 404), ("lena", 404), ("dora", 404)])
def test_only_who_may_edit_keeps_drafts(client, request, section, name, status):
    client.force_login(request.getfixturevalue(name))
    sent_ = {"place": f"section/{section.pk}", "lock_version": "1", "text": "{}"}
    assert client.post(KEEP, sent_).status_code == status
    assert not Draft.objects.exists()


def test_an_ended_session_is_told_so(client, section):
    answer = client.post(KEEP, {"place": f"section/{section.pk}", "lock_version": "1", "text": "{}"})
    assert (answer.status_code, answer.json()) == (404, {"error": "signed out"})
