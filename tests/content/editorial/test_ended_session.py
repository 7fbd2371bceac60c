"""A reviewer's form sent after the session has ended gives the typed words back; looking leads to the sign-in page."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from content.editorial.models import InterestStatement
from tests.content.editorial.acts import edit, everything, send, taken
from tests.content.editorial.review_forms import address, seen_on_page, signed_in

pytestmark = pytest.mark.django_db
TYPED = {"act": "request_changes", "comment": "Halve the <dose>.", "say:body:1": "Which dose?"}


@pytest.fixture
def review(loaded, eddie, rita):
    edit(eddie, "New words [@GEM21].")
    return taken(send(loaded, eddie), rita)


@pytest.mark.parametrize("who", ["without a session", "without any cookie", "signed in again elsewhere"])
def test_what_was_typed_is_given_back_and_nothing_is_written(review, rita, who):
    client = signed_in(rita) if who == "signed in again elsewhere" else Client()
    client.handler.enforce_csrf_checks = who != "without a session"
    before = everything()
    answer = client.post(address(review), seen_on_page(review) | TYPED)
    html = answer.content.decode()
    assert (answer.status_code, everything()) == (403, before)
    assert "Halve the &lt;dose&gt;." in html
    assert "Which dose?" in html
    assert f'href="/accounts/login/?next={address(review)}" target="_blank"' in html


def test_a_form_without_its_token_is_never_carried_out(review, rita):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rita)
    before = everything()
    assert client.post(address(review), seen_on_page(review) | TYPED | {"act": "keep"}).status_code == 403
    assert everything() == before


def test_a_guest_who_looks_at_a_page_of_their_own_is_led_to_sign_in_and_back():
    for page in ("/admin/statement/?next=/", "/admin/verdicts/mine/"):
        assert Client().get(page)["Location"] == f"/accounts/login/?next={quote(page)}"


def test_to_a_guest_no_page_about_unpublished_text_exists_and_signing_in_leads_back(review):
    for page in (address(review), "/admin/reaffirm/1/?show=whole", "/admin/impact/1/"):
        answer = Client().get(page)
        assert answer.status_code == 404
        assert f'href="/accounts/login/?next={quote(page)}"' in answer.content.decode()


@pytest.mark.parametrize("has_cookie", [True, False])
@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("/admin/statement/", {"name": "Dr R", "capacity": "Oncologist", "interests": "Paid by <Acme>."}),
        ("/admin/impact/1/", {"reason": "It says <the same>."}),
    ],
)
def test_statement_and_waiver_lose_no_word_either(rita, page, typed, has_cookie):
    client = Client(enforce_csrf_checks=True)
    if has_cookie:
        client.force_login(rita)
    before = everything()
    answer = client.post(page, typed)
    assert (answer.status_code, everything()) == (403, before)
    for words in typed.values():
        assert f">{escape(words)}</textarea>" in answer.content.decode()
    assert not InterestStatement.objects.exists()
