"""What administrators do to accounts: done once, noted, and refused where it must be."""

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from npcsite.accounts.models import AccountEvent, ExtraTime, Role, RoleGrant, User
from npcsite.accounts.services.events import Refused
from npcsite.accounts.services.roles import grant_role, revoke_role
from npcsite.accounts.services.standing import (
    deactivate_person,
    reactivate_person,
    reset_second_factor,
    set_extra_time,
    unlock_person,
)
from tests.accounts.codes import LOGIN, give_factor, sign_in, who
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ACTS = {
    grant_role: {"role": Role.EDITOR},
    revoke_role: {"role": Role.EDITOR},
    deactivate_person: {},
    reactivate_person: {},
    unlock_person: {},
    reset_second_factor: {},
    # Which everybody has to begin with.
    set_extra_time: {"extra_time": ExtraTime.NONE},
}


@pytest.fixture
def una(db):
    """Another superuser."""
    return UserFactory(email="una@example.org", name="Una", is_staff=True, is_superuser=True)


@pytest.fixture
def ready(request, una):
    """An account on which every act but switching on could be done at once."""
    person = request.getfixturevalue("una")
    RoleGrant.objects.create(user=person, role=Role.EDITOR)
    give_factor(person)
    lock(person)
    return person


def lock(person):
    for _ in range(5):
        Client().post(LOGIN, {"login": person.email, "password": "wrong"}, REMOTE_ADDR="192.0.2.1")


def events():
    return [
        (event.verb, event.person_id, event.actor_id, event.data)
        for event in AccountEvent.objects.order_by("pk")
    ]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_given_and_taken_and_both_are_noted(lena, sam, role):
    grant_role(person=lena, role=role, actor=sam)
    assert lena.has_role(role)
    revoke_role(person=lena, role=role, actor=sam)
    assert not lena.has_role(role)
    said = f'{{"role":"{role.value}"}}'
    assert events() == [("granted", lena.pk, sam.pk, said), ("revoked", lena.pk, sam.pk, said)]


def test_the_admin_opens_with_the_first_editorial_role_and_closes_with_the_last(lena, sam):
    seen = []
    for act, role in (
        (grant_role, Role.DIRECTOR),
        (grant_role, Role.EDITOR),
        (grant_role, Role.REVIEWER),
        (revoke_role, Role.EDITOR),
        (revoke_role, Role.REVIEWER),
    ):
        act(person=lena, role=role, actor=sam)
        lena.refresh_from_db()
        seen.append(lena.is_staff)
    assert seen == [False, True, True, True, False]


def test_a_superuser_keeps_the_admin_without_any_role(una, sam):
    grant_role(person=una, role=Role.EDITOR, actor=sam)
    revoke_role(person=una, role=Role.EDITOR, actor=sam)
    una.refresh_from_db()
    assert una.is_staff


def test_a_role_taken_closes_the_admin_in_mid_session(client, eddie, sam):
    sign_in(client, eddie)
    assert client.get("/admin/").status_code == 200
    revoke_role(person=eddie, role=Role.EDITOR, actor=sam)
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_nobody_acts_on_themselves_superusers_included(ready, act):
    before = AccountEvent.objects.count()
    with pytest.raises(Refused, match="their own account"):
        act(person=ready, actor=ready, **ACTS[act])
    assert AccountEvent.objects.count() == before


@pytest.mark.parametrize("name", ["lena", "dora", "eddie", "rita", "chloe"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_only_superusers_act(request, otto, act, name):
    with pytest.raises(Refused, match="administrator"):
        act(person=otto, actor=request.getfixturevalue(name), **ACTS[act])
    assert not AccountEvent.objects.exists()


def test_a_superuser_who_is_switched_off_acts_no_more(lena, sam, una):
    deactivate_person(person=una, actor=sam)
    with pytest.raises(Refused):
        grant_role(person=lena, role=Role.EDITOR, actor=una)


@pytest.mark.parametrize(
    "act", [deactivate_person, reset_second_factor, unlock_person, revoke_role], ids=lambda act: act.__name__
)
def test_the_command_line_may_do_what_nobody_does_to_themselves(ready, act):
    act(person=ready, actor=None, **ACTS[act])
    assert AccountEvent.objects.get().actor_id is None


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_is_so_already_is_refused_and_leaves_no_trace(lena, eddie, sam, act):
    """A learner who is on, open, and has neither role nor factor; for giving, an editor."""
    person = eddie if act is grant_role else lena
    if act is deactivate_person:
        deactivate_person(person=person, actor=sam)
    before = events()
    with pytest.raises(Refused):
        act(person=person, actor=sam, **ACTS[act])
    assert events() == before


def test_no_role_is_given_to_an_account_that_is_off(lena, sam):
    deactivate_person(person=lena, actor=sam)
    with pytest.raises(Refused, match="switch it on first"):
        grant_role(person=lena, role=Role.EDITOR, actor=sam)


def test_switching_off_ends_every_session_and_keeps_the_roles(client, eddie, sam):
    sign_in(client, eddie)
    deactivate_person(person=eddie, actor=sam)
    assert who(client) is None
    assert sign_in(Client(), eddie)["Location"] == "/accounts/inactive/"
    reactivate_person(person=eddie, actor=sam)
    assert eddie.has_role(Role.EDITOR)
    assert sign_in(client, eddie)["Location"] == "/"
    assert [verb for verb, *_rest in events()] == ["deactivated", "reactivated"]


def test_unlocking_lets_the_person_in_again_and_nobody_else(client, lena, otto, sam):
    lock(lena)
    lock(otto)
    unlock_person(person=lena, actor=sam)
    assert sign_in(client, lena, REMOTE_ADDR="192.0.2.1").status_code == 302
    assert sign_in(Client(), otto, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert AccessAttempt.objects.get().username == otto.email


def test_a_reset_second_factor_ends_sessions_and_is_told_by_mail(
    client, eddie, sam, settings, django_capture_on_commit_callbacks
):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, eddie, secret=give_factor(eddie))
    with django_capture_on_commit_callbacks(execute=True):
        reset_second_factor(person=eddie, actor=sam)
    assert who(client) is None
    assert sign_in(client, eddie)["Location"] == "/"
    assert client.get("/admin/")["Location"] == "/accounts/second-factor/totp/activate/"
    assert mail.outbox[-1].to == [eddie.email]
    assert "took your second factor away" in mail.outbox[-1].body


@pytest.mark.parametrize("extra", [ExtraTime.QUARTER, ExtraTime.HALF, ExtraTime.DOUBLE])
def test_extra_time_is_set_taken_back_and_noted_with_its_percent(lena, sam, extra):
    set_extra_time(person=lena, extra_time=extra, actor=sam)
    lena.refresh_from_db()
    assert lena.extra_time == extra
    set_extra_time(person=lena, extra_time=ExtraTime.NONE, actor=sam)
    lena.refresh_from_db()
    assert lena.extra_time == 0
    assert events() == [
        ("set-extra-time", lena.pk, sam.pk, f'{{"extra_time":{percent}}}') for percent in (extra.value, 0)
    ]


def test_the_database_knows_no_other_extra_time(lena):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=lena.pk).update(extra_time=30)


def test_a_refused_act_changes_nothing(monkeypatch, lena, sam):
    """The note belongs to the act: without it the act is not done either."""
    monkeypatch.setattr(AccountEvent, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        grant_role(person=lena, role=Role.EDITOR, actor=sam)
    lena.refresh_from_db()
    assert not lena.is_staff
    assert not lena.has_role(Role.EDITOR)
