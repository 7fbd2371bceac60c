"""The address of an invitation that ended without anybody joining is forgotten after thirty days, by the clock."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Invitation
from cases.programs.models.invitations import KEPT
from cases.programs.selectors.invited import State, invited
from cases.programs.services.forgetting import forget_invitations
from cases.programs.services.inviting import revoke_invitation, send_again
from cases.programs.services.refusing import Refused
from content.editorial.models import AuditEvent
from content.editorial.services.auditing import first_broken
from tests.accounts.codes import sign_in
from tests.cases.players import text
from tests.programs.founding import founded
from tests.programs.inviting import invited as invite
from tests.programs.inviting import last_link

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def cohort(dora):
    return founded(dora)


def asked(cohort, director, *, revoked=False, email="lena@example.org") -> Invitation:
    """With a name, and ended when a test says so by the time it gives."""
    one = invite(cohort, email, actor=director, days=7)
    Invitation.objects.filter(pk=one.pk).update(name="Lena L.")
    if revoked:
        revoke_invitation(invitation=one, actor=director, at=timezone.now())
    one.refresh_from_db()
    return one


def told(one: Invitation) -> tuple[str, str]:
    one.refresh_from_db()
    return one.email, one.name


@pytest.mark.parametrize("revoked", [True, False])
def test_address_and_name_go_once_it_has_been_over_for_thirty_days(cohort, dora, revoked):
    one = asked(cohort, dora, revoked=revoked)
    over = (one.revoked_at or one.expires_at) + KEPT
    assert KEPT.days == 30
    assert (forget_invitations(at=over - SECOND), told(one)) == (0, ("lena@example.org", "Lena L."))
    assert (forget_invitations(at=over), told(one)) == (1, ("", ""))
    assert forget_invitations(at=over + KEPT) == 0


def test_one_that_was_taken_up_or_is_open_or_was_sent_again_is_left_alone(cohort, dora, lena):
    asked(cohort, dora)
    client = Client()
    client.force_login(lena)
    client.post(last_link())
    again = asked(cohort, dora, email="again@example.org")
    at = again.expires_at + timedelta(days=29)
    send_again(invitation=again, days=30, actor=dora, at=at)
    assert forget_invitations(at=at + timedelta(days=2)) == 0
    assert told(again)[0] == "again@example.org"


def test_the_list_keeps_the_row_with_its_state_and_offers_nothing(cohort, dora):
    run_out, revoked = asked(cohort, dora), asked(cohort, dora, revoked=True, email="otto@example.org")
    long_ago = timezone.now() - 2 * KEPT
    Invitation.objects.update(created_at=long_ago - KEPT, expires_at=long_ago)
    Invitation.objects.filter(pk=revoked.pk).update(revoked_at=long_ago - SECOND)
    forget_invitations(at=timezone.now())
    states = {row.id: (row.to, row.state) for row in invited(cohort, 1, timezone.now()).rows}
    assert states == {run_out.pk: ("", State.EXPIRED), revoked.pk: ("", State.REVOKED)}
    client = Client()
    sign_in(client, dora)
    page = text(client.get(reverse("programs:ways_in", args=[cohort.program_id, cohort.pk])))
    assert page.count("an address that is forgotten") == 2
    assert "forgotten after 30 days" in page
    assert "Send again" not in page
    with pytest.raises(Refused):
        send_again(invitation=run_out, days=7, actor=dora, at=timezone.now())


def test_the_address_may_be_invited_once_more_and_be_forgotten_once_more(cohort, dora):
    first = asked(cohort, dora)
    forget_invitations(at=first.expires_at + KEPT)
    second = asked(cohort, dora)
    assert (forget_invitations(at=second.expires_at + KEPT), told(second)) == (1, ("", ""))


def test_a_link_whose_address_is_forgotten_opens_nothing_and_tells_nothing(cohort, dora, lena):
    one = asked(cohort, dora)
    assert "30 days after the invitation has ended" in " ".join(mail.outbox[-1].body.split())
    forget_invitations(at=one.expires_at + KEPT)
    client = Client()
    client.force_login(lena)
    answer = client.get(last_link())
    assert "it ended long ago" in text(answer)
    assert "Program A" not in text(answer)
    assert not cohort.memberships.exists()


def test_each_cohort_gets_one_line_of_audit_with_a_count_and_no_address(cohort, dora):
    asked(cohort, dora)
    last = asked(cohort, dora, email="otto@example.org")
    forget_invitations(at=last.expires_at + KEPT)
    [line] = AuditEvent.objects.filter(verb="forgot-invitations")
    assert (line.actor, line.subject, line.data) == (None, f"programs.cohort:{cohort.pk}", '{"count":2}')
    assert first_broken() == ""


def test_the_clock_does_it_and_says_how_many(cohort, dora):
    asked(cohort, dora)
    long_ago = timezone.now() - 2 * KEPT
    Invitation.objects.update(created_at=long_ago - KEPT, expires_at=long_ago)
    for count in (1, 0):
        said = StringIO()
        call_command("tick", stdout=said)
        assert f"addresses of invitations forgotten: {count}" in said.getvalue()


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "", "name": ""}])
def test_the_database_keeps_the_address_of_an_open_one_and_no_name_without_one(cohort, dora, wrong):
    one = asked(cohort, dora, revoked=len(wrong) == 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=one.pk).update(**wrong)
