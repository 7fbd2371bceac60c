"""Hostile `next` targets at every door that takes one: nobody is sent off the site."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.codes import CODE, CODE_AGAIN, LOGIN, give_factor, sign_in
from tests.factories import PASSWORD
from tests.phone import code_for

pytestmark = pytest.mark.django_db

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\thttps://evil.example",
    " //evil.example",
    "https://testserver@evil.example/",
    "https://testserver:80@evil.example/",
    "https://evil.example\\@testserver/",
    "//testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://xn--e1awd7f.example/",
    "https://еvil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://testserver/",
]


def at_sign_in(person, target):
    return Client().post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})


def after_the_code(person, target):
    client, secret = Client(), give_factor(person)
    client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})
    return client.post(CODE, {"code": code_for(secret)})


def at_sign_in_when_signed_in(person, target):
    return signed_in(person).get(LOGIN, {"next": target})


def at_sign_out(person, target):
    return signed_in(person).post("/accounts/logout/", {"next": target})


def at_the_password_again(person, target):
    return signed_in(person).post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target})


def at_the_code_again(person, target):
    client = signed_in(person)
    return client.post(CODE_AGAIN, {"code": code_for(give_factor(person)), "next": target})


def at_a_new_password(person, target):
    new = "quite another secret"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new, "next": target}
    return signed_in(person).post("/accounts/password/change/", form)


def at_the_door_of_the_admin(person, target):
    return signed_in(person).get("/admin/login/", {"next": target})


DOORS = {
    at_sign_in: "/",
    after_the_code: "/",
    at_sign_in_when_signed_in: "/",
    at_sign_out: "/",
    at_the_password_again: "/",
    at_the_code_again: "/",
    at_a_new_password: "/accounts/password/change/",
    at_the_door_of_the_admin: "/admin/",
}


def signed_in(person):
    client = Client()
    sign_in(client, person)
    return client


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_hostile_target_leads_to_the_usual_page(eddie, door):
    password = eddie.password
    for target in HOSTILE:
        cache.clear()  # the brakes on repeated forms are tested elsewhere
        eddie.password = password
        eddie.save()
        eddie.authenticator_set.all().delete()
        answer = door(eddie, target)
        assert (answer.status_code, answer.headers.get("Location")) == (302, DOORS[door]), target


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_page_of_the_site_is_led_to(eddie, door):
    assert door(eddie, "/help/?from=case")["Location"] == "/help/?from=case"


def test_the_door_of_the_admin_hands_a_guest_no_hostile_target(client, eddie):
    """What it writes into the address of the sign-in page is checked again there."""
    for target in HOSTILE:
        login = client.get("/admin/login/", {"next": target})["Location"]
        assert login.startswith(LOGIN)
        answer = Client().post(login, {"login": eddie.email, "password": PASSWORD})
        assert answer["Location"].startswith(("/admin/login/", "/")), target
        assert not answer["Location"].startswith(("//", "/\\")), target
