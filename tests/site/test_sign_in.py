"""Signing in and out: sessions, brakes on guessing, and where one is sent afterwards."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def sign_in(client, email, password=PASSWORD, *, address="192.0.2.1", **more):
    return client.post(LOGIN, {"login": email, "password": password, **more}, REMOTE_ADDR=address)


def guess(client, email, times, *, address="192.0.2.1"):
    return [sign_in(client, email, "wrong", address=address).status_code for _ in range(times)]


def test_the_session_id_changes_at_sign_in_and_the_old_one_is_dead(client, lena):
    session = client.session
    session["kept"] = "from before"
    session.save()
    before = session.session_key
    sign_in(client, lena.email)
    assert client.session.session_key != before
    assert client.session["kept"] == "from before"
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_ends_the_session(client, lena):
    sign_in(client, lena.email)
    key = client.session.session_key
    client.post("/accounts/logout/")
    assert not Session.objects.filter(session_key=key).exists()


def test_reading_the_sign_out_page_signs_nobody_out(client, lena):
    client.force_login(lena)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session


def test_a_person_switched_off_is_signed_out_everywhere(client, lena):
    sign_in(client, lena.email)
    lena.is_active = False
    lena.save()
    assert "Sign in" in client.get("/").content.decode()
    assert client.get("/accounts/email/")["Location"].startswith(LOGIN)
    assert sign_in(Client(), lena.email)["Location"] == "/accounts/inactive/"


def test_a_new_password_ends_the_other_sessions(client, lena):
    sign_in(client, lena.email)
    lena.set_password("quite another secret")
    lena.save()
    assert client.get("/accounts/email/").status_code == 302


def test_five_failures_slow_down_this_person_at_this_address_only(client, lena, otto):
    assert guess(client, lena.email, 4) == [200] * 4
    assert guess(client, lena.email, 2) == [429] * 2
    assert sign_in(client, lena.email).status_code == 429
    assert sign_in(client, lena.email, address="192.0.2.99").status_code == 302
    client.logout()
    assert sign_in(client, otto.email).status_code == 302


def test_failures_are_recorded_by_address_of_the_person(client, lena):
    guess(client, "LENA@example.org", 2)
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.ip_address) == (lena.email, "192.0.2.1")
    assert attempt.failures_since_start == 2


def test_no_password_is_kept_with_a_failure(client, lena):
    sign_in(client, lena.email, "my real secret")
    assert "my real secret" not in AccessAttempt.objects.get().post_data


def test_known_and_unknown_people_get_the_same_answers(client, lena):
    known, unknown = (
        [sign_in(client, email, "wrong") for _ in range(7)] for email in (lena.email, "nobody@example.org")
    )
    assert [a.status_code for a in known] == [a.status_code for a in unknown]
    assert known[-1].content == unknown[-1].content
    assert known[0].content.replace(b"lena@", b"nobody@").count(b"nobody@") == unknown[0].content.count(
        b"nobody@"
    )


def test_the_lockout_page_says_how_long_to_wait(client, lena):
    guess(client, lena.email, 5)
    answer = sign_in(client, lena.email)
    assert answer["Retry-After"] == "900"
    assert "Wait 15 minutes" in answer.content.decode()


def test_a_right_password_resets_the_count(client, lena):
    guess(client, lena.email, 4)
    sign_in(client, lena.email)
    client.logout()
    assert guess(client, lena.email, 4) == [200] * 4


def test_the_admin_sends_to_the_sites_own_sign_in(client):
    answer = client.get("/admin/login/?next=/admin/")
    assert answer["Location"].startswith(LOGIN)


def test_a_learner_may_not_enter_the_admin(client, lena):
    client.force_login(lena)
    assert client.get("/admin/", follow=True).status_code == 403


def test_on_loopback_http_no_cookie_is_secure(client, lena):
    sign_in(client, lena.email)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert not cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
