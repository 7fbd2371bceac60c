"""A sign-in whose answer is lost takes nothing from a guest: a signed cookie holds the token beside the session."""

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from cases.models import Attempt
from cases.models.owner import COOKIE, SALT, SESSION_KEY
from tests.cases.players import Player, text
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

KEEP = "/attempts/keep/"
OFFERED = "Keep what you did before signing in?"


def signs_in(client: Client, person) -> None:
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302


def loses_the_answer(client: Client, person) -> None:
    """The site has signed the person in, and the browser has never heard of it."""
    before = {name: morsel.value for name, morsel in client.cookies.items()}
    signs_in(client, person)
    assert not Session.objects.filter(session_key=before["sessionid"]).exists()
    client.cookies.clear()
    client.cookies.load(before)


def with_cookie(value: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = value
    return client


def signed(token: str, salt: str = SALT) -> str:
    return signing.get_cookie_signer(salt=COOKIE + salt).sign(token)


def test_a_guests_attempts_survive_a_sign_in_whose_answer_is_lost(guest, lena):
    guest.decide()
    events = list(guest.attempt.events.values())
    loses_the_answer(guest.client, lena)
    assert guest.look().status_code == 200, "still a guest, and still there"
    signs_in(guest.client, lena)
    assert SESSION_KEY not in guest.client.session
    assert OFFERED in text(guest.client.get("/"))
    guest.client.post(KEEP)
    assert guest.attempt.learner == lena
    assert list(guest.attempt.events.values()) == events


def test_home_leads_on_with_what_was_played_after_the_session_is_lost(guest):
    del guest.client.cookies["sessionid"]
    answer = guest.client.get("/")
    assert guest.url() in text(answer)
    assert "sessionid" not in answer.cookies


def test_what_is_started_after_the_session_is_lost_belongs_to_the_same_guest(guest):
    del guest.client.cookies["sessionid"]
    again = Player(guest.client).start()
    assert again.attempt.guest_token == guest.attempt.guest_token


def test_the_cookie_is_read_by_the_site_alone_and_lasts_as_long_as_a_session(guest, settings):
    cookie = guest.client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == settings.SESSION_COOKIE_AGE
    assert not cookie["secure"]


def test_the_cookie_is_as_secure_as_the_session(made, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert Player(Client()).start().client.cookies[COOKIE]["secure"]


def test_only_a_guests_start_writes_the_cookie(learner, made):
    assert COOKIE not in learner.client.cookies
    visitor = Client()
    for address in ("/", "/cases/", "/cases/made/", "/articles/", "/help/"):
        answer = visitor.get(address)
        assert {COOKIE, "sessionid"}.isdisjoint(answer.cookies), address


def test_a_later_move_does_not_write_it_again(guest):
    assert COOKIE not in guest.decide().cookies


@pytest.mark.parametrize("forge", [
    lambda token: token,
    lambda token: signed(token)[:-1] + "-",
    lambda token: signed("x" + token[1:]),
    lambda token: signed(token, salt="another.purpose"),
    lambda token: signed(token).replace(token, "x" * len(token)),
    lambda _token: "",
    lambda _token: signed(""),
])  # fmt: skip
def test_a_forged_cookie_gives_nothing(guest, lena, forge):
    stranger = with_cookie(forge(guest.attempt.guest_token))
    assert stranger.get(guest.url()).status_code == 404
    signs_in(stranger, lena)
    stranger.post(KEEP)
    assert guest.attempt.learner is None


def test_the_cookie_is_what_opens_the_attempt(guest):
    """Without this control the forgeries above could fail for another reason."""
    assert with_cookie(signed(guest.attempt.guest_token)).get(guest.url()).status_code == 200


def test_a_cookie_older_than_a_session_gets_gives_nothing(guest, settings):
    old = signed(guest.attempt.guest_token)
    settings.SESSION_COOKIE_AGE = 0
    assert with_cookie(old).get(guest.url()).status_code == 404


def test_keeping_takes_the_cookie_back_and_its_copy_leads_nowhere(guest, lena, otto):
    copy = guest.client.cookies[COOKIE].value
    signs_in(guest.client, lena)
    answer = guest.client.post(KEEP)
    assert (answer.cookies[COOKIE].value, answer.cookies[COOKIE]["max-age"]) == ("", 0)
    other = with_cookie(copy)
    assert other.get(guest.url()).status_code == 404
    signs_in(other, otto)
    assert OFFERED not in text(other.get("/"))
    other.post(KEEP)
    assert guest.attempt.learner == lena


def test_a_second_account_on_the_machine_gets_nothing_that_was_kept(guest, lena, otto):
    """Also when the answer to keeping was lost, and with it that the cookie goes."""
    loses_the_answer(guest.client, lena)
    signs_in(guest.client, lena)
    copy = guest.client.cookies[COOKIE].value
    guest.client.post(KEEP)
    other = with_cookie(copy)
    signs_in(other, otto)
    other.post(KEEP)
    assert guest.attempt.learner == lena
    assert not Attempt.objects.filter(learner=otto).exists()


@pytest.mark.parametrize("door", ["account_logout", "admin:logout"])
def test_signing_out_takes_the_cookie_back(guest, sam, door):
    guest.client.force_login(sam)
    answer = guest.client.post(reverse(door))
    assert answer.cookies[COOKIE].value == ""
    assert guest.look().status_code == 404


def test_deleting_the_account_leaves_a_token_that_leads_nowhere(guest, lena):
    """Kept or not: what its browser had not handed over goes with the account too."""
    copy = guest.client.cookies[COOKIE].value
    signs_in(guest.client, lena)
    answer = guest.client.post(reverse("delete_account"), {"understood": "on"})
    assert answer.cookies[COOKIE].value == ""
    assert (guest.attempt.learner, guest.attempt.guest_token) == (None, "")
    assert with_cookie(copy).get(guest.url()).status_code == 404
