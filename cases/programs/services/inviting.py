"""Invitations to one address each: written, sent again, revoked, and taken up by whoever holds the address.

Writing and mailing are two acts (`mailing_invitations`), so that a thousand are written at once or not at all.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from cases.programs.models import Cohort, Invitation, Membership
from cases.programs.selectors.invited import holds_address
from cases.programs.selectors.invitees import Fate, Invitee, looked_up
from cases.programs.services.belonging import enter, refuse_archived
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User

# Each mail makes the link before it worthless, so two clicks must not send two.
APART: Final = timedelta(minutes=5)


def digest_of(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode()).hexdigest()


def invitation_of(token: str) -> Invitation | None:
    """None for a link that we did not send, or that a later mail has replaced. One statement."""
    found = Invitation.objects.select_related("cohort__program").filter(digest=digest_of(token))
    return found.first()


def invite(
    *, cohort: Cohort, rows: Sequence[Invitee], days: int, actor: User, at: datetime
) -> tuple[Invitee, ...]:
    """Whoever is new among them; returns every row with what became of it. Raises Refused when nobody is new.

    Statements do not grow with the rows but for the insertion, which SQLite is given in parts.
    """
    with act(actor=actor, verb="invited", of=cohort, at=at, shown=False) as data:
        refuse_archived(cohort)
        told = looked_up(cohort, rows, at)
        new = [row for row in told if row.fate is Fate.NEW]
        if not new:
            raise Refused(_nobody(told))
        cohort.invitations.lapsed_at(at).filter(email__in=[row.email for row in new]).update(revoked_at=at)
        Invitation.objects.bulk_create(_invitation(cohort, row, actor, (at, days)) for row in new)
        data.update(count=len(new))
    return told


def send_again(*, invitation: Invitation, days: int, actor: User, at: datetime) -> None:
    """With a new link and a new end; the link before it opens nothing any more. Raises Refused."""
    with act(actor=actor, verb="invited-again", of=invitation.cohort, at=at, shown=False) as data:
        refuse_archived(invitation.cohort)
        row = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if row.filter(mailed_at__gt=at - APART).exists():
            raise Refused("A mail went to this address just now. Wait five minutes before the next one.")
        if not row.update(mailed_at=None, expires_at=at + timedelta(days=days)):
            raise Refused("This invitation was taken up or revoked meanwhile.")
        data.update(invitation=invitation.pk)


def revoke_invitation(*, invitation: Invitation, actor: User, at: datetime) -> None:
    """Raises Refused for one that is not open."""
    with act(actor=actor, verb="revoked-invitation", of=invitation.cohort, at=at, shown=False) as data:
        if not Invitation.objects.open_at(at).filter(pk=invitation.pk).update(revoked_at=at):
            raise Refused("This invitation is not open any more.")
        data.update(invitation=invitation.pk)


def accept(*, invitation: Invitation, learner: User, at: datetime) -> Membership:
    """By whoever holds the address, once; the address goes. Raises Refused when it ended since it was read."""
    if not holds_address(learner, invitation.email):
        raise Refused("This invitation was sent to another address.")
    with transaction.atomic():
        membership = enter(cohort=invitation.cohort, learner=learner, at=at)
        # After joining, which waits its turn behind a revocation, an archiving and the same link in another tab.
        open_ = Invitation.objects.open_at(at).filter(pk=invitation.pk, email=invitation.email)
        if not open_.update(accepted_at=at, accepted_by=learner, email="", name=""):
            raise Refused("This invitation has ended meanwhile.")
    return membership


def _nobody(told: Sequence[Invitee]) -> str:
    if len(told) > 1:
        return "Nobody new is invited: everybody here is a member or has an invitation that is open."
    if any(row.fate is Fate.MEMBER for row in told):
        return "Whoever has this address is in this cohort already."
    return "This address has an invitation that is open. Send it again from the list below."


def _invitation(cohort: Cohort, row: Invitee, actor: User, times: tuple[datetime, int]) -> Invitation:
    """Its digest is of a secret that nobody has, until it is mailed."""
    at, days = times
    return Invitation(
        cohort=cohort,
        email=row.email,
        name=row.name,
        digest=digest_of(secrets.token_urlsafe(32)),
        invited_by=actor,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
