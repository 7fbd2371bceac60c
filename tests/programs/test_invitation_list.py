"""The list of invitations and their mails: each state, each mail once, and nothing lost when the mail server fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Invitation
from cases.programs.selectors.invited import State
from cases.programs.selectors.invited import invited as invited_page
from cases.programs.services.inviting import revoke_invitation
from cases.programs.services.mailing_invitations import AT_ONCE, mail_all, mail_some
from tests.cases.players import text
from tests.programs.founding import founded
from tests.programs.inviting import invited, last_link

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cohort(dora):
    return founded(dora)


def of(name, cohort, *more):
    return reverse(f"programs:{name}", args=[cohort.program_id, *(more or [cohort.pk])])


def test_the_list_tells_every_state_and_its_counts_agree(cohort, dora, lena, otto, rita):
    at = timezone.now()
    invited(cohort, "expired@example.org", actor=dora)
    Invitation.objects.update(created_at=at - timedelta(days=9), expires_at=at)
    revoke_invitation(invitation=invited(cohort, otto.email, actor=dora), actor=dora, at=timezone.now())
    invited(cohort, lena.email, actor=dora)
    browser(lena).post(last_link())
    invited(cohort, "waiting@example.org", actor=dora)
    unsent = invited(cohort, "unsent@example.org", actor=dora)
    Invitation.objects.filter(pk=unsent.pk).update(mailed_at=None)
    page = invited_page(cohort, 1, timezone.now())
    assert [(row.to, row.state) for row in page.rows] == [
        ("unsent@example.org", "unsent"),
        ("waiting@example.org", "waiting"),
        ("Lena", "accepted"),
        ("otto@example.org", "revoked"),
        ("expired@example.org", "expired"),
    ]
    assert page.counts == dict.fromkeys(State, 1)
    shown = text(browser(dora).get(of("ways_in", cohort)))
    for word in (
        "To be mailed",
        "Waiting",
        "Accepted",
        "Revoked",
        "Expired",
        "1 accepted, 1 waiting, 1 to be mailed",
    ):
        assert word in shown


def test_what_the_mail_server_does_not_take_is_kept_and_mailed_by_the_next_tick(cohort, dora, monkeypatch):
    def broken(*_args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", broken)
        answer = browser(dora).post(of("invite", cohort), {"email": "a@example.org", "days": 7}, follow=True)
        assert "the others follow within a quarter of an hour" in text(answer)
        assert mail_all(at=timezone.now()) == 0
    assert Invitation.objects.get().mailed_at is None
    call_command("tick", verbosity=0)
    call_command("tick", verbosity=0)
    assert len(mail.outbox) == 1


def test_a_page_waits_for_some_mails_and_the_tick_sends_the_rest_once_each(cohort, dora):
    invited(cohort, *(f"p{n}@example.org" for n in range(2 * AT_ONCE + 1)), actor=dora)
    assert len(mail.outbox) == AT_ONCE
    assert mail_all(at=timezone.now()) == AT_ONCE + 1
    assert mail_some(at=timezone.now()) == 0
    assert len({message.to[0] for message in mail.outbox}) == 2 * AT_ONCE + 1


def test_nothing_is_mailed_for_what_was_revoked_or_archived_before(cohort, dora):
    invitation = invited(cohort, "a@example.org", actor=dora)
    Invitation.objects.update(mailed_at=None)
    revoke_invitation(invitation=invitation, actor=dora, at=timezone.now())
    assert mail_all(at=timezone.now()) == 0


def test_the_list_costs_as_many_statements_for_two_as_for_many(cohort, dora, django_assert_num_queries):
    invited(cohort, "a@example.org", "b@example.org", actor=dora)
    with django_assert_num_queries(2):
        invited_page(cohort, 1, timezone.now())
    invited(cohort, *(f"p{n}@example.org" for n in range(60)), actor=dora)
    with django_assert_num_queries(2):
        page = invited_page(cohort, 1, timezone.now())
    assert (len(page.rows), page.more) == (50, True)
    assert len(invited_page(cohort, 2, timezone.now()).rows) == 12
