"""Newcomers are offered the sample on the home page, until they take it or skip it."""

import pytest
from django.test import Client
from django.urls import reverse

from content.editorial.models import Document
from npcsite.accounts.models import User
from npcsite.accounts.services.profile import skip_introduction
from tests.cases.players import Player
from tests.cases.publishing import AT, publish_cited, publish_kind, publish_story
from tests.cases.stories import story
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

OFFER = 'id="sample"'


@pytest.fixture(autouse=True)
def sample():
    publish_cited()
    publish_kind("sample", story(slug="tried", asked=3))


def home(client: Client) -> str:
    return client.get("/").content.decode()


def test_every_guest_is_offered_it_in_the_same_copy_without_a_session_or_a_token():
    answer = Client().get("/")
    page = answer.content.decode()
    assert OFFER in page
    assert reverse("cases:case", args=["tried"]) in page
    assert "csrf" not in page.lower()
    assert not answer.cookies
    assert page == home(Client())


def test_a_guest_skips_it_by_a_link_and_is_not_offered_it_again_in_this_browser(client):
    assert 'href="/?sample=skip"' in home(client)
    answer = client.get("/?sample=skip")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert OFFER not in home(client)
    assert "sessionid" not in client.cookies
    assert OFFER in home(Client())


def test_it_is_one_quiet_way_among_the_ways_in(client):
    publish_story()
    assert home(client).count('class="btn"') == 1


def test_a_guest_who_has_begun_anything_is_not_offered_it(client):
    publish_story()
    Player(client).start()
    assert OFFER not in home(client)


def test_a_new_person_is_offered_it_until_they_begin_something(client, lena):
    client.force_login(lena)
    assert OFFER in home(client)
    Player(client).start("tried")
    assert OFFER not in home(client)


def test_what_a_guest_began_counts_after_signing_in(client, lena):
    Player(client).start("tried")
    client.post("/accounts/login/", {"login": lena.email, "password": PASSWORD})
    assert OFFER not in home(client)


def test_a_person_who_skips_it_is_not_asked_again_on_any_device(client, lena):
    client.force_login(lena)
    answer = client.post(reverse("skip_sample"))
    assert answer["Location"] == "/"
    assert OFFER not in home(client)
    phone = Client()
    phone.force_login(lena)
    assert OFFER not in home(phone)


def test_the_first_time_of_skipping_stays_and_nobody_else_skips(lena, otto):
    skip_introduction(person=lena, at=AT)
    skip_introduction(person=lena, at=AT.replace(year=2027))
    assert User.objects.get(pk=lena.pk).introduced_at == AT
    assert User.objects.get(pk=otto.pk).introduced_at is None


def test_a_guest_cannot_skip_for_anybody(client, lena):
    assert client.post(reverse("skip_sample"))["Location"].startswith("/accounts/login/")
    assert not User.objects.exclude(introduced_at=None).exists()


def test_without_a_published_sample_nothing_is_offered(client, chloe):
    Document.objects.filter(kind="sample").update(retired_at=AT)
    assert OFFER not in home(client)
