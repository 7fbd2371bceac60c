"""Nobody with a role gets into the admin, or to a page for people with a role, without the second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver, reverse

from npcsite.accounts.access import needs_second_factor
from tests.accounts.codes import CODE, CODE_AGAIN, LOGIN, SET_UP, give_factor, sign_in, who
from tests.factories import PASSWORD
from tests.phone import code_for, wrong_code

pytestmark = pytest.mark.django_db

DOOR = "/admin/login/"
STAFF = ["eddie", "rita", "chloe", "sam"]


@pytest.fixture(autouse=True)
def outside_the_demo(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def admin_urls():
    """Every address that starts like the admin's, whoever added it."""
    found = {reverse(name, kwargs=values) for name, values in below("admin/", get_resolver())}
    assert "/admin/guide/" in found, "added by content"
    return sorted(found | {"/admin/no-such-page/"})


def below(start, resolver, route="", namespace=""):
    """Names of addresses whose route starts so, each with a value for what it takes."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from below(start, pattern, here, inner)
        elif pattern.name and here.startswith(start):
            wanted = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
            yield namespace + pattern.name, {key: "accounts" if key == "app_label" else "1" for key in wanted}


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_one_every_address_of_the_admin_leads_to_the_page_that_sets_it_up(
    client, request, name, method
):
    client.force_login(request.getfixturevalue(name))
    for url in admin_urls():
        answer = getattr(client, method)(url)
        assert (answer.status_code, answer.headers.get("Location")) == (302, SET_UP), url


def test_once_set_up_in_this_session_the_admin_answers(client, eddie):
    sign_in(client, eddie)
    secret = client.get("/admin/", follow=True).context["form"].secret
    client.post(SET_UP, {"code": code_for(secret)})
    assert client.get("/admin/").status_code == 200


def test_signing_in_with_the_code_opens_the_admin(client, eddie):
    sign_in(client, eddie, secret=give_factor(eddie))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_session_from_before_it_was_set_up_is_asked_for_the_code(client, eddie, method):
    sign_in(client, eddie)
    secret = give_factor(eddie)
    for url in admin_urls():
        assert getattr(client, method)(url)["Location"].startswith(f"{CODE_AGAIN}?next=%2Fadmin%2F"), url
    before = client.session.session_key
    client.post(f"{CODE_AGAIN}?next=/admin/", {"code": wrong_code(secret)})
    assert client.get("/admin/").status_code == 302
    answer = client.post(CODE_AGAIN, {"code": code_for(secret), "next": "/admin/"})
    assert answer["Location"] == "/admin/"
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200


def test_typing_the_password_again_does_not_stand_in_for_the_code(client, eddie):
    sign_in(client, eddie)
    give_factor(eddie)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_recovery_codes_alone_are_no_second_factor(client, eddie):
    sign_in(client, eddie, secret=give_factor(eddie))
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert client.get("/admin/")["Location"] == SET_UP


def test_the_admins_own_form_signs_nobody_in(client, eddie, sam):
    """The stock form would: it reads a name and a password and asks for nothing more."""
    give_factor(sam)
    form = {"username": sam.email, "password": PASSWORD, "next": "/admin/"}
    assert client.post(DOOR, form)["Location"].startswith(LOGIN)
    assert who(client) is None


@pytest.mark.parametrize("with_factor", [False, True])
def test_the_admins_own_form_makes_nobody_somebody_else(client, eddie, sam, with_factor):
    """allauth's `secure_admin_login` alone shows and reads that form once a member of staff is signed in."""
    give_factor(sam)
    sign_in(client, eddie, secret=give_factor(eddie) if with_factor else None)
    answer = client.post(DOOR, {"username": sam.email, "password": PASSWORD, "next": "/admin/"})
    assert answer.status_code == 302
    assert who(client) == str(eddie.pk)
    assert b'name="username"' not in client.get(DOOR, follow=True).content


def test_without_the_requirement_the_admins_own_form_signs_nobody_in_either(client, eddie, sam, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    give_factor(sam)
    sign_in(client, eddie)
    client.post(DOOR, {"username": sam.email, "password": PASSWORD, "next": "/admin/"})
    assert who(client) == str(eddie.pk)


def test_passwords_are_changed_on_the_sites_own_page(client, eddie):
    sign_in(client, eddie, secret=give_factor(eddie))
    assert client.post("/admin/password_change/", {})["Location"] == "/accounts/password/change/"
    assert "/admin/password_change/" not in client.get("/admin/").content.decode()


def test_the_admins_own_way_out_leads_home(client, eddie):
    sign_in(client, eddie, secret=give_factor(eddie))
    assert client.post("/admin/logout/")["Location"] == "/"
    assert who(client) is None


def test_in_the_demo_the_password_is_enough(client, eddie, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    sign_in(client, eddie)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("name", "needs"), [("lena", False), ("otto", False), ("dora", True), *((name, True) for name in STAFF)]
)
def test_who_needs_one(request, name, needs):
    assert needs_second_factor(request.getfixturevalue(name)) is needs


def test_a_learner_may_have_one_and_is_asked_for_it(client, lena):
    secret = give_factor(lena)
    assert sign_in(client, lena)["Location"] == CODE
    client.post(CODE, {"code": code_for(secret)})
    assert who(client) == str(lena.pk)


@pytest.mark.urls("tests.accounts.pages")
def test_a_page_for_directors_leads_to_set_up_then_asks_for_the_code_then_answers(client, dora, lena):
    assert client.get("/roster/")["Location"] == "/accounts/login/?next=/roster/"
    sign_in(client, dora)
    assert client.get("/roster/")["Location"] == SET_UP
    secret = give_factor(dora)
    assert client.get("/roster/?cohort=3")["Location"] == f"{CODE_AGAIN}?next=%2Froster%2F%3Fcohort%3D3"
    client.post(CODE_AGAIN, {"code": code_for(secret), "next": "/roster/?cohort=3"})
    assert client.get("/roster/").content == b"the roster"


def test_pages_outside_the_admin_ask_the_database_nothing_more(
    client, lena, eddie, django_assert_num_queries
):
    for person in (lena, eddie):
        visitor = Client()
        visitor.force_login(person)
        with django_assert_num_queries(2):  # the session and the person
            visitor.get("/help/")
