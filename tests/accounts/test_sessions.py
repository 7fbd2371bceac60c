"""Sessions: seen by their owner, ended by them, and dead after everything that must end them."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from npcsite.accounts.services.sessions import end_sessions
from tests.accounts.codes import LOGIN, sign_in
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

SESSIONS = "/accounts/sessions/"
NEW = "quite another secret"


def is_alive(client) -> bool:
    return client.get("/accounts/").status_code == 200


@pytest.fixture
def phone(lena):
    """A second place where Lena is signed in."""
    client = Client(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="A phone <b>of hers</b>")
    sign_in(client, lena)
    return client


def test_the_list_shows_every_place_and_marks_this_one(client, lena, phone):
    sign_in(client, lena)
    page = client.get(SESSIONS).content.decode()
    assert "192.0.2.7" in page
    assert "A phone &lt;b&gt;of hers&lt;/b&gt;" in page
    assert page.count("this one") == 1


def test_the_list_is_of_ones_own_only(client, lena, otto, phone):
    sign_in(client, otto)
    assert "192.0.2.7" not in client.get(SESSIONS).content.decode()


def test_the_others_are_ended_and_this_one_stays(client, lena, phone):
    sign_in(client, lena)
    assert is_alive(phone)
    client.post(SESSIONS)
    assert is_alive(client)
    assert not is_alive(phone)


def test_ending_the_others_touches_nobody_else(client, lena, otto, phone):
    sign_in(client, otto)
    client.post(SESSIONS)
    assert is_alive(phone)


def test_a_new_password_ends_the_other_sessions_and_gives_this_one_a_new_id(client, lena, phone):
    sign_in(client, lena)
    before = client.session.session_key
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_alive(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert not is_alive(phone)


def test_signing_out_leaves_no_session_behind(phone):
    key = phone.session.session_key
    phone.post("/accounts/logout/")
    assert not Session.objects.filter(session_key=key).exists()
    phone.cookies["sessionid"] = key
    assert not is_alive(phone)


def test_all_sessions_of_a_person_can_be_ended(client, lena, otto, phone):
    sign_in(client, otto)
    assert end_sessions(person=lena) == 1
    assert not is_alive(phone)
    assert is_alive(client)


def test_a_session_offered_from_outside_is_not_taken_over(client, lena):
    client.cookies["sessionid"] = "a" * 32
    client.post(LOGIN, {"login": lena.email, "password": PASSWORD})
    assert client.session.session_key != "a" * 32
    assert is_alive(client)
