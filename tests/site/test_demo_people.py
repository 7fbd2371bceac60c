"""The people of a demo."""

import pytest
from allauth.account.models import EmailAddress

from npcsite.accounts.models import Role, User
from npcsite.accounts.services.demo_people import create_demo_people

pytestmark = pytest.mark.django_db


def test_there_is_one_for_each_job_and_two_reviewers():
    create_demo_people()
    held = sorted(grant.role for user in User.objects.all() for grant in user.role_grants.all())
    assert held == sorted([Role.EDITOR, Role.REVIEWER, Role.REVIEWER, Role.CHIEF_EDITOR, Role.DIRECTOR])
    assert User.objects.count() == 6
    assert all(user.is_simulated for user in User.objects.all())
    assert not User.objects.filter(is_superuser=True).exists()


def test_each_signs_in_with_the_password_that_was_shown(client):
    for person, password in create_demo_people():
        answer = client.post("/accounts/login/", {"login": person.email, "password": password})
        assert answer["Location"] == "/", person.email
        client.logout()


def test_a_second_run_makes_nobody_and_shows_no_password():
    assert len(create_demo_people()) == 6
    before = list(User.objects.order_by("pk").values_list("pk", "password"))
    assert create_demo_people() == ()
    assert list(User.objects.order_by("pk").values_list("pk", "password")) == before
    assert EmailAddress.objects.count() == 6


def test_passwords_differ_from_run_to_run():
    first = {password for _, password in create_demo_people()}
    User.objects.all().delete()
    assert not first & {password for _, password in create_demo_people()}
