"""What somebody's session had a say in is kept in no cache; what is the same for everybody may be."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.players import Player
from tests.cases.publishing import publish_story

pytestmark = pytest.mark.django_db
OWN = (
    "home",
    "cases:library",
    "my_page",
    "my_data",
    "delete_account",
    "account_email",
    "programs:my_programs",
)


@pytest.mark.parametrize("name", OWN)
def test_a_page_of_somebody_signed_in_is_private_and_stored_nowhere(client, lena, name):
    client.force_login(lena)
    kept = client.get(reverse(name))["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_a_guest_who_has_played_finds_their_attempts_on_pages_stored_nowhere():
    publish_story()
    guest = Client()
    Player(guest).start()
    for name in ("home", "cases:library"):
        assert "no-store" in guest.get(reverse(name))["Cache-Control"]


def test_a_visitor_without_a_session_gets_what_everybody_gets(client):
    for name in ("home", "cases:library"):
        assert not client.get(reverse(name)).has_header("Cache-Control")
