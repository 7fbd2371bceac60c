"""Every form of the admin that was sent after its session had ended gives the typed words back, and writes nothing."""

import pytest
from django.test import Client
from django.utils.html import escape

from content.admin.acts import ACTS, act_url
from content.models import Reference, Section
from tests.accounts.codes import give_factor
from tests.content.admin.filled import url
from tests.content.editorial.acts import everything

pytestmark = pytest.mark.django_db

SAID = {
    "seen_lock": "1",
    "note": "Plainer.",
    "reason": "Replaced by <a newer> one.",
    "wording_reason": "Same.",
}


def forms():
    """By name: the address of the form, what is typed into it, and which of that are words."""
    section, reference = Section.objects.first(), Reference.objects.first()
    acts = {name: (act_url(section, name), SAID, ("Plainer.", "Replaced by <a newer> one.")) for name in ACTS}
    notice = {"integrity": "retracted", "source": "https://journal.example.org/notice", "on": "2026-11-03"}
    written = {"lock_version": "1", "title": "One title", "body": "Some words [@GEM21].", "language": "en"}
    claim = {"recommendations-TOTAL_FORMS": "1", "recommendations-0-claim": "Offer it."}
    return acts | {
        "a working copy": (url(section), written | claim, ("One title", "Some words [@GEM21].", "Offer it.")),
        "a new one": (url(section, "add"), written, ("One title", "Some words [@GEM21].")),
        "a reference": (
            url(reference),
            {"title": "A trial", "doi": "10.1/x", "tier": "primary"},
            ("A trial", "10.1/x"),
        ),
        "a notice on integrity": (
            f"/admin/content/reference/{reference.pk}/integrity/",
            notice,
            (notice["source"],),
        ),
    }


FORMS = [*ACTS, "a working copy", "a new one", "a reference", "a notice on integrity"]


def visitor(who, eddie, settings):
    client = Client(enforce_csrf_checks=who != "without a session")
    if who == "signed in again elsewhere":
        client.force_login(eddie)
    if who == "signed in without the code":
        settings.REQUIRE_SECOND_FACTOR = True
        give_factor(eddie)
        client.force_login(eddie)
    return client


@pytest.mark.parametrize(
    "who",
    ["without a session", "without any cookie", "signed in again elsewhere", "signed in without the code"],
)
@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_given_back_and_nothing_is_written(library, eddie, settings, name, who):
    address, typed, words = forms()[name]
    before = everything()
    answer = visitor(who, eddie, settings).post(address, typed)
    html = answer.content.decode()
    assert (answer.status_code, everything()) == (403, before)
    for text in words:
        assert f">{escape(text)}</textarea>" in html
    assert f'href="/accounts/login/?next={address}" target="_blank"' in html
    assert "no-store" in answer["Cache-Control"]


def test_what_a_page_sends_along_and_what_is_chosen_is_no_word(library):
    address, typed, _words = forms()["a working copy"]
    secret = {"csrfmiddlewaretoken": "to ken", "password": "pass word", "next": "/admin/", "packed": "a/b"}
    html = Client().post(address, typed | secret).content.decode()
    assert html.count("<textarea") == 3


def test_a_form_without_a_word_leads_to_sign_in_as_a_look_does(library):
    address = forms()["retire"][0]
    for answer in (Client().post(address, {"seen_lock": "1"}), Client().get(address)):
        assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)


def test_signing_in_at_the_admins_own_door_shows_no_password(db):
    typed = {"username": "eddie@example.org", "password": "pass word/1", "name": "Eddie E"}
    assert "pass word" not in Client().post("/admin/login/", typed).content.decode()
