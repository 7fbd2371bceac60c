"""Home and help: open to everybody, the same copy for every guest."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

OPEN = ("/", "/help/")


@pytest.mark.parametrize("path", OPEN)
def test_a_guest_touches_no_session_and_gets_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "csrf" not in answer.content.decode().lower()


@pytest.mark.parametrize("path", OPEN)
def test_two_guests_get_the_same_bytes(path):
    assert Client().get(path).content == Client().get(path).content


@pytest.mark.parametrize("path", OPEN)
def test_pages_are_read_only(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", [*OPEN, "/accounts/login/", "/nowhere/"])
def test_every_page_says_that_it_is_education_only(client, path):
    page = client.get(path).content.decode()
    assert "Education only, not medical advice." in page
    assert 'href="/notices/disclaimer/"' in page
    assert 'href="/notices/editorial-policy/"' in page


@pytest.mark.parametrize("path", [*OPEN, "/accounts/login/", "/nowhere/"])
def test_every_page_has_one_heading_its_landmarks_and_a_way_past_the_masthead(client, path):
    page = client.get(path).content.decode()
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert '<a class="skip" href="#main">' in page
    assert all(page.count(f"<{landmark}") == 1 for landmark in ("main", "footer"))


@pytest.mark.parametrize("path", [*OPEN, "/accounts/login/", "/nowhere/", "/admin/login/"])
def test_every_answer_has_a_policy_without_exceptions(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_home_leads_to_a_case_and_to_the_guideline_in_one_click(client):
    case = publish_story()
    page = client.get("/").content.decode()
    assert f'<a class="btn" href="{reverse("cases:case", args=[case.slug])}">' in page
    assert f'href="{reverse("content:guideline")}"' in page
    assert page.count('class="btn"') == 1, "one primary button a page"


def test_home_shows_the_case_to_begin_with_and_how_much_was_reviewed(client):
    case = publish_story()
    page = client.get("/").content.decode()
    assert case.title in page
    assert "Not yet reviewed by a named clinician" in page
    assert "2 texts" in page, "the case and the section it cites"


def test_home_without_a_library_leads_to_the_page_that_says_so(client):
    page = client.get("/").content.decode()
    assert f'<a class="btn" href="{reverse("cases:library")}">' in page


def test_the_cost_of_home_does_not_grow_with_the_library(client, django_assert_max_num_queries):
    publish_story()
    client.get("/")
    for more in ("another", "a-third", "a-fourth"):
        publish_story(story(slug=more))
    with django_assert_max_num_queries(8):
        client.get("/")


def test_home_takes_a_guest_back_to_their_case_and_nobody_else(client):
    publish_story()
    player = Player(client).start()
    page = client.get("/").content.decode()
    assert f'href="{reverse("cases:attempt", args=[player.attempt_id])}"' in page
    assert page.count('class="btn"') == 1, "Continue is the one primary button now"
    assert "Go on where you were" not in Client().get("/").content.decode()


def test_home_says_how_far_an_attempt_is_and_when_it_was_last_touched(client, lena):
    publish_story()
    client.force_login(lena)
    player = Player(client).start()
    player.decide()
    player.decide("a", "e")
    page = client.get("/").content.decode()
    own = page[page.index('id="continue-title"') : page.index("</section>")]
    assert "key decision 2 of at most 4" in own
    assert f"{player.attempt.events.last().at:%b %Y}</time>" in own
    assert 'href="/me/"' in page


def test_after_signing_in_home_offers_to_keep_what_the_guest_did(client, lena):
    publish_story()
    player = Player(client).start()
    client.post("/accounts/login/", {"login": lena.email, "password": PASSWORD})
    page = client.get("/").content.decode()
    assert "Keep what you did before signing in?" in page
    assert f'action="{reverse("cases:keep_attempts")}"' in page
    client.post(reverse("cases:keep_attempts"))
    page = client.get("/").content.decode()
    assert "Keep what you did" not in page
    assert f'href="{reverse("cases:attempt", args=[player.attempt_id])}"' in page


def test_a_signed_in_person_sees_who_they_are(client, lena):
    client.force_login(lena)
    page = client.get("/").content.decode()
    assert "Lena" in page
    assert 'href="/accounts/logout/"' in page
    assert "Cookie" in client.get("/")["Vary"]


def test_help_gives_the_address_to_write_to_when_there_is_one(client, settings):
    assert "have not given an address yet" in client.get("/help/").content.decode()
    settings.CONTACT_EMAIL = "desk@example.org"
    assert 'href="mailto:desk@example.org"' in client.get("/help/").content.decode()


def test_the_name_of_the_site_is_a_setting(client, settings):
    settings.SITE_NAME = "Another name"
    assert "Another name" in client.get("/").content.decode()


def test_the_middleware_that_sets_the_policy_comes_before_static_files():
    order = settings.MIDDLEWARE
    assert order.index("npcsite.lib.policy.OnePolicy") < order.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )
