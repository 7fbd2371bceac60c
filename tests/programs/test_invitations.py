"""Invitations to one address: mailed, taken up by whoever holds the address, sent again, revoked, expired."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Invitation, Membership, Post
from cases.programs.selectors.invited import State, state_of
from cases.programs.services.belonging import leave_program
from cases.programs.services.founding import appoint, archive_cohort, unarchive_cohort
from cases.programs.services.inviting import accept, digest_of
from cases.programs.services.refusing import Refused
from content.editorial.models import AuditEvent
from content.editorial.services.auditing import first_broken
from tests.cases.players import text
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded
from tests.programs.inviting import invited, last_link

pytestmark = pytest.mark.django_db

NAMES_OF_PROGRAM = ("Program A", "2026")


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cohort(dora):
    return founded(dora)


def of(name, cohort, *more):
    return reverse(f"programs:{name}", args=[cohort.program_id, *(more or [cohort.pk])])


def test_one_address_is_invited_and_mailed_a_link_of_which_only_the_digest_is_kept(cohort, dora):
    sent = {"email": "Lena@Example.org", "name": "Lena", "days": 7}
    answer = browser(dora).post(of("invite", cohort), sent, follow=True)
    assert "1 person is invited." in text(answer)
    [message] = mail.outbox
    invitation, token = Invitation.objects.get(), last_link().split("/")[2]
    assert message.to == [invitation.email] == ["lena@example.org"]
    for said in (
        "Hello Lena,",
        "Program A",
        "2026",
        "lena@example.org alone",
        "(Asia/Singapore)",
        "you do not join",
    ):
        assert said in message.body
    assert invitation.digest == digest_of(token)
    assert token not in str(list(Invitation.objects.values_list()))
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": "lena"}, "valid email address"),
        ({"email": "=cmd@example.org"}, "like a formula"),
        ({"email": "a@example.org", "name": "=1+1"}, "like a formula"),
        ({"email": "a@example.org", "name": "x" * 121}, "at most 120"),
        ({"email": "a@example.org", "name": "a\0b"}, "Remove the character U+0000"),
        ({"email": "a@example.org", "days": "1000"}, "valid choice"),
        ({"email": "otto@example.org"}, "is in this cohort already"),
        ({"email": "rita@example.org"}, "Send it again from the list below"),
    ],
)
def test_what_cannot_be_invited_says_why_and_nothing_is_mailed(dora, otto, rita, typed, says):
    cohort = founded(dora, otto)
    invited(cohort, rita.email, actor=dora)
    answer = browser(dora).post(of("invite", cohort), {"days": 14} | typed)
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


def test_whoever_holds_the_address_reads_who_sees_what_and_joins_by_agreeing(cohort, dora, lena):
    invitation = invited(cohort, lena.email, actor=dora)
    learner, link = browser(lena), last_link()
    shown = text(learner.get(link))
    for said in (*NAMES_OF_PROGRAM, "Dora", "They see no results"):
        assert said in shown
    assert not Membership.objects.exists()
    answer = learner.post(link)
    assert (answer.status_code, answer["Location"]) == (303, "/my-programs/")
    membership = Membership.objects.get()
    assert (membership.learner, membership.agreed_at) == (lena, membership.started_at)
    invitation.refresh_from_db()
    assert (invitation.email, invitation.accepted_by) == ("", lena)
    assert first_broken() == ""


def test_an_address_that_is_a_second_one_of_theirs_counts_once_it_is_confirmed(cohort, dora, lena):
    invited(cohort, "lena@hospital.example", actor=dora)
    address = EmailAddress.objects.create(user=lena, email="lena@hospital.example", verified=False)
    assert browser(lena).post(last_link()).status_code == 403
    EmailAddress.objects.filter(pk=address.pk).update(verified=True)
    assert browser(lena).post(last_link()).status_code == 303


def test_somebody_else_is_told_what_to_do_and_nothing_of_the_program(cohort, dora, lena, otto):
    invitation = invited(cohort, lena.email, actor=dora)
    for answer in (browser(otto).get(last_link()), browser(otto).post(last_link())):
        shown = text(answer)
        assert answer.status_code == 403
        assert "add it to this account" in shown
        assert not any(name in shown for name in (*NAMES_OF_PROGRAM, lena.email, "Dora"))
    with pytest.raises(Refused):
        accept(invitation=invitation, learner=otto, at=timezone.now())
    assert not Membership.objects.exists()


def test_the_same_link_twice_and_in_two_tabs_is_joining_once(cohort, dora, lena):
    invitation = invited(cohort, lena.email, actor=dora)
    learner, link = browser(lena), last_link()
    read_in_another_tab = Invitation.objects.select_related("cohort__program").get()
    assert [learner.post(link).status_code for _ in range(2)] == [303, 303]
    assert learner.get(link).status_code == 303
    with pytest.raises(Refused):
        accept(invitation=read_in_another_tab, learner=lena, at=timezone.now())
    assert Membership.objects.count() == 1
    assert AuditEvent.objects.filter(verb="joined").count() == 1, "the refused act left no line"
    leave_program(program=cohort.program, learner=lena, at=timezone.now())
    learner.post(link)
    assert not Membership.objects.current().exists(), "a link that was taken up brings nobody back"
    assert invitation.pk == Invitation.objects.get().pk


def ended(cohort, dora, how):
    invitation, at = Invitation.objects.get(), timezone.now()
    if how == "expired":
        Invitation.objects.update(created_at=at - timedelta(days=2), expires_at=at)
    if how == "revoked":
        browser(dora).post(of("revoke_invitation", cohort, invitation.pk))
    if how == "archived":
        archive_cohort(cohort=cohort, actor=dora, at=at)
    if how == "archived and used again":
        archive_cohort(cohort=cohort, actor=dora, at=at)
        unarchive_cohort(cohort=cohort, actor=dora, at=at)
    if how == "replaced":
        Invitation.objects.update(mailed_at=at - timedelta(hours=1))
        browser(dora).post(of("resend_invitation", cohort, invitation.pk))


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("expired", (410, "It has expired.")),
        ("revoked", (410, "It was withdrawn.")),
        ("archived", (410, "is closed, so nobody joins it")),
        ("archived and used again", (410, "It was withdrawn.")),
        ("replaced", (404, "a later mail has replaced it")),
    ],
)
def test_a_link_that_has_ended_says_so_and_lets_nobody_in(cohort, dora, lena, how, told):
    invited(cohort, lena.email, actor=dora)
    link = last_link()
    read = Invitation.objects.select_related("cohort__program").get()
    ended(cohort, dora, how)
    for answer in (browser(lena).get(link), browser(lena).post(link)):
        assert (answer.status_code, told[1] in text(answer)) == (told[0], True)
    if how != "replaced":
        with pytest.raises(Refused):
            accept(invitation=read, learner=lena, at=timezone.now())
    assert not Membership.objects.exists()


def test_guests_sign_in_first_and_come_back_to_the_link(cohort, dora):
    invited(cohort, "new@example.org", actor=dora)
    answer = Client().get(last_link())
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={last_link()}")


def test_sending_again_renews_the_end_and_the_link_and_two_clicks_are_one_mail(cohort, dora, lena):
    invitation = invited(cohort, lena.email, actor=dora, days=1)
    old, director = last_link(), browser(dora)
    again = of("resend_invitation", cohort, invitation.pk)
    director.post(again)
    assert len(mail.outbox) == 1, "one went out just now"
    Invitation.objects.update(mailed_at=timezone.now() - timedelta(hours=1))
    for _ in range(2):
        assert director.post(again).status_code == 303
    assert (len(mail.outbox), last_link() != old) == (2, True)
    invitation.refresh_from_db()
    assert invitation.expires_at > timezone.now() + timedelta(days=13)
    assert browser(lena).post(last_link()).status_code == 303
    assert "taken up or revoked" in text(director.post(again, follow=True))


def test_an_expired_address_is_invited_again_and_an_open_one_is_not(cohort, dora, lena):
    old = invited(cohort, lena.email, actor=dora)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now())
    invited(cohort, lena.email, actor=dora)
    old.refresh_from_db()
    assert state_of(old, timezone.now()) is State.EXPIRED
    with pytest.raises(Refused):
        invited(cohort, lena.email, actor=dora)
    assert len(mail.outbox) == 2


def test_inviting_is_slowed_down(cohort, dora, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "2/h/user"}
    director = browser(dora)
    sent = [
        director.post(of("invite", cohort), {"email": f"p{n}@example.org", "days": 7}).status_code
        for n in range(3)
    ]
    assert (sent, Invitation.objects.count()) == ([303, 303, 429], 2)
    assert director.post(of("resend_invitation", cohort, Invitation.objects.first().pk)).status_code == 429


def test_a_coordinator_invites_and_a_director_of_another_program_finds_nothing(cohort, dora, ravi, rita):
    appoint(program=cohort.program, person=ravi, post=Post.COORDINATOR, actor=None, at=THEN)
    theirs = founded(rita, UserFactory(), name="Program B")
    assert browser(ravi).post(of("invite", cohort), {"email": "a@example.org", "days": 7}).status_code == 303
    invitation = Invitation.objects.get()
    for program_id in (cohort.program_id, theirs.program_id):
        for name, pk in (
            ("invite", cohort.pk),
            ("invite_file", cohort.pk),
            ("confirm_file", cohort.pk),
            ("resend_invitation", invitation.pk),
            ("revoke_invitation", invitation.pk),
        ):
            address = reverse(f"programs:{name}", args=[program_id, pk])
            assert browser(rita).post(address, {"email": "b@example.org", "days": 7}).status_code == 404
    assert Invitation.objects.open_at(timezone.now()).count() == 1
    assert browser(ravi).post(of("revoke_invitation", cohort, invitation.pk)).status_code == 303
    assert not Invitation.objects.open_at(timezone.now()).exists()
