"""People in the admin: found by what matters, changed by acts that are asked first, and by nothing else."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from npcsite.accounts.admin.acts import ACTS
from npcsite.accounts.models import Role, User
from tests.accounts.codes import give_factor
from tests.accounts.test_people_acts import lock
from tests.factories import UserFactory
from tests.site.test_admin import INLINE

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/user/"


@pytest.fixture
def office(client, sam):
    """Sam's browser."""
    client.force_login(sam)
    return client


def act(name, *people):
    return f"{LIST}act/{name}/?" + "&".join(f"people={person.pk}" for person in people)


def listed(office, **filters):
    page = office.get(LIST, filters)
    return {person.email.split("@")[0] for person in page.context["cl"].result_list}


def test_the_list_is_filtered_by_what_matters(office, lena, eddie, dora, otto):
    give_factor(eddie)
    lock(lena)
    User.objects.filter(pk=otto.pk).update(is_active=False, is_simulated=True)
    assert listed(office, role_grants__role="director") == {"dora"}
    assert listed(office, factor="yes") == {"eddie"}
    assert listed(office, factor="no") == {"lena", "dora", "otto", "sam"}
    assert listed(office, locked="yes") == {"lena"}
    assert "lena" not in listed(office, locked="no")
    assert listed(office, is_active__exact="0") == listed(office, is_simulated__exact="1") == {"otto"}
    assert listed(office, q="dor") == {"dora"}


def test_a_lock_that_has_run_out_is_none(office, lena):
    lock(lena)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert listed(office, locked="yes") == set()


def test_the_list_costs_the_same_for_any_number_of_people(office, eddie):
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)
    UserFactory.create_batch(30, roles=[Role.EDITOR])
    with CaptureQueriesContext(connection) as many:
        office.get(LIST)
    assert len(many) == len(few)


def test_a_persons_page_says_everything_and_changes_nothing(office, lena):
    page = office.get(f"{LIST}{lena.pk}/change/").content.decode()
    assert not INLINE.findall(page)
    assert lena.email in page
    assert 'name="_save"' not in page
    for name in ACTS:
        assert f"{LIST}act/{name}/?people={lena.pk}" in page
    form = {"email": "thief@example.org", "is_superuser": "on", "is_staff": "on"}
    assert office.post(f"{LIST}{lena.pk}/change/", form).status_code == 403
    assert office.post(f"{LIST}{lena.pk}/delete/", {"post": "yes"}).status_code == 403
    lena.refresh_from_db()
    assert (lena.email, lena.is_staff) == ("lena@example.org", False)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_asked_first_and_asking_changes_nothing(office, lena, eddie, name):
    before = list(User.objects.order_by("pk").values()), eddie.role_grants.count()
    answer = office.get(act(name, lena, eddie))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not INLINE.findall(page)
    assert lena.email in page
    assert eddie.email in page
    assert (list(User.objects.order_by("pk").values()), eddie.role_grants.count()) == before


def test_the_menu_of_the_list_leads_to_the_page_that_asks(office, lena, otto):
    form = {"action": "deactivate", "_selected_action": [lena.pk, otto.pk]}
    answer = office.post(LIST, form)
    assert answer["Location"].startswith(f"{LIST}act/deactivate/?people=")
    lena.refresh_from_db()
    assert lena.is_active


def test_a_confirmed_act_is_done_for_each_and_each_refusal_is_told(office, lena, eddie, sam):
    form = {"people": [lena.pk, eddie.pk, sam.pk], "role": "editor"}
    page = office.post(act("grant"), form, follow=True).content.decode()
    assert lena.has_role(Role.EDITOR)
    assert "Give a role: done for lena@example.org." in page
    assert "Eddie holds the role" in page
    assert "Nobody does this to their own account" in page
    assert not sam.role_grants.exists()


def test_a_role_that_is_missing_or_none_is_asked_again(office, lena):
    for role in ({}, {"role": "emperor"}):
        answer = office.post(act("grant"), {"people": [lena.pk], **role})
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()
    assert not lena.role_grants.exists()


def test_extra_time_is_given_in_the_admin_and_seen_in_the_account(office, lena):
    page = office.post(
        act("extra-time"), {"people": [lena.pk], "extra_time": "50"}, follow=True
    ).content.decode()
    assert "Set extra time: done for lena@example.org." in page
    lena.refresh_from_db()
    assert lena.extra_time == 50
    told = office.get(f"{LIST}{lena.pk}/change/").content.decode()
    assert "set the extra time · 50 % more time" in told
    own = Client()
    own.force_login(lena)
    assert "50 % more time" in own.get("/accounts/").content.decode()


@pytest.mark.parametrize("extra", [{}, {"extra_time": "30"}, {"extra_time": "x"}, {"extra_time": "-25"}])
def test_an_extra_time_that_is_missing_or_none_of_ours_is_asked_again(office, lena, extra):
    answer = office.post(act("extra-time"), {"people": [lena.pk], **extra})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    lena.refresh_from_db()
    assert lena.extra_time == 0


@pytest.mark.parametrize("query", ["", "?people=999999", "?people=x", "?people=" + "9" * 30, "?people=-1"])
def test_an_act_on_nobody_leads_back(office, query):
    assert office.get(f"{LIST}act/grant/{query}")["Location"] == LIST


def test_an_act_that_does_not_exist_is_not_found(office, lena):
    assert office.get(act("promote", lena)).status_code == 404


@pytest.mark.parametrize("who", ["eddie", "rita", "chloe"])
def test_editors_see_no_people_and_do_nothing_to_them(request, client, lena, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{lena.pk}/change/").status_code == 403
    assert "accounts/user" not in client.get("/admin/").content.decode()
    for name in ACTS:
        assert client.get(act(name, lena)).status_code == 403
        assert client.post(act(name), {"people": [lena.pk], "role": "editor"}).status_code == 403
    assert not lena.role_grants.exists()


def test_an_act_needs_the_token_of_its_page(sam, lena):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam)
    assert client.post(act("deactivate"), {"people": [lena.pk]}).status_code == 403
    lena.refresh_from_db()
    assert lena.is_active


def test_no_other_page_of_the_admin_shows_secrets_or_gives_rights():
    """allauth's own would show the secret of a second factor and hand an account over by a changed address."""
    named = {model._meta.label for model in admin.site._registry}
    assert not {name for name in named if name.split(".")[0] in {"mfa", "usersessions", "account", "axes"}}
    assert Group not in admin.site._registry
