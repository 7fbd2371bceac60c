"""What is sensitive asks for the password again once it was given more than ten minutes ago."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from tests.accounts.codes import CODE_AGAIN, give_factor, sign_in
from tests.factories import PASSWORD
from tests.phone import code_for

AGAIN = "/accounts/reauthenticate/"
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]


def let_pass(client, seconds):
    """As if everything this session has shown had been shown that much earlier."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record | {"at": record["at"] - seconds} for record in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()


def test_for_ten_minutes_after_signing_in_nothing_is_asked(client, dora):
    sign_in(client, dora)
    let_pass(client, 590)
    assert client.get("/export/").content == b"exported"


def test_after_ten_minutes_the_password_is_asked_and_one_is_led_back(client, dora):
    sign_in(client, dora)
    let_pass(client, 601)
    answer = client.get("/export/?as=csv")
    assert answer["Location"] == f"{AGAIN}?next=%2Fexport%2F%3Fas%3Dcsv"
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 200
    assert client.get("/export/").status_code == 302
    answer = client.post(AGAIN, {"password": PASSWORD, "next": "/export/?as=csv"})
    assert answer["Location"] == "/export/?as=csv"
    assert client.get("/export/").content == b"exported"


def test_the_code_does_as_well(client, dora):
    sign_in(client, dora)
    secret = give_factor(dora)
    let_pass(client, 601)
    assert client.post(CODE_AGAIN, {"code": code_for(secret), "next": "/export/"})["Location"] == "/export/"
    assert client.get("/export/").content == b"exported"


def test_a_guest_is_sent_to_sign_in(client):
    assert client.get("/export/")["Location"] == "/accounts/login/?next=/export/"


@pytest.mark.parametrize("act", ["action_add", "action_remove", "action_primary"])
def test_addresses_are_changed_with_a_fresh_password_only(client, lena, act):
    """Whoever finds a browser open could otherwise take the account over by a mail to an address of theirs."""
    sign_in(client, lena)
    let_pass(client, 601)
    answer = client.post(
        "/accounts/email/", {act: "", "email": "thief@example.org" if "add" in act else lena.email}
    )
    assert answer["Location"].startswith(AGAIN)
    assert lena.emailaddress_set.count() == 1


def test_the_second_factor_is_removed_with_a_fresh_password_only(client, eddie):
    sign_in(client, eddie, secret=give_factor(eddie))
    let_pass(client, 601)
    for page in (
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/download/",
        "recovery-codes/generate/",
    ):
        assert client.get(f"/accounts/second-factor/{page}")["Location"].startswith(AGAIN), page
