"""Invitations: as those who sent them see them, and what stands in the way of somebody who opened a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import Count, F, Q

from cases.programs.models import Cohort, Invitation
from cases.programs.models.invitations import KEPT
from npcsite.accounts.models import User

PAGE: Final = 50


class State(StrEnum):
    UNSENT = "unsent"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Bar(StrEnum):
    """Why a link opens nothing for whoever opened it."""

    UNKNOWN = "unknown"
    TAKEN = "taken"
    OTHER_ADDRESS = "other-address"
    REVOKED = "revoked"
    EXPIRED = "expired"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """`to` is the address, or who took it up; "" for somebody who has left the site and a forgotten address.

    `ended`: nothing can be done with it any more.
    """

    id: int
    to: str
    name: str
    state: State
    expires_at: datetime
    mailed_at: datetime | None
    accepted_at: datetime | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """The newest first, page by page, and how many there are of each state."""

    rows: tuple[InvitedRow, ...]
    counts: Mapping[str, int]
    page: int
    more: bool
    kept_days: int = KEPT.days


def invited(cohort: Cohort, page: int, at: datetime) -> Invited:
    """Two statements."""
    start = (page - 1) * PAGE
    found = list(cohort.invitations.select_related("accepted_by")[start : start + PAGE + 1])
    return Invited(tuple(_row(one, at) for one in found[:PAGE]), _counts(cohort, at), page, len(found) > PAGE)


def state_of(invitation: Invitation, at: datetime) -> State:
    """One that had run out before it was replaced has expired, not been revoked."""
    if invitation.accepted_at:
        return State.ACCEPTED
    if invitation.revoked_at and invitation.revoked_at < invitation.expires_at:
        return State.REVOKED
    if invitation.expires_at <= at:
        return State.EXPIRED
    return State.WAITING if invitation.mailed_at else State.UNSENT


def barred(invitation: Invitation | None, learner: User, at: datetime) -> Bar | None:
    """None: it is open to this person. Of a program nothing is told but to whoever holds the address, which nobody can
    be known to do once it is forgotten.
    """
    if invitation is None:
        return Bar.UNKNOWN
    if invitation.accepted_at:
        return Bar.TAKEN
    if not invitation.email:
        return Bar.UNKNOWN
    if not holds_address(learner, invitation.email):
        return Bar.OTHER_ADDRESS
    if invitation.cohort.archived_at or invitation.cohort.program.archived_at:
        return Bar.ARCHIVED
    ended = {State.REVOKED: Bar.REVOKED, State.EXPIRED: Bar.EXPIRED}
    return ended.get(state_of(invitation, at))


def holds_address(learner: User, email: str) -> bool:
    """Whether it is one of theirs, and confirmed. One statement."""
    return bool(email) and EmailAddress.objects.filter(user=learner, email=email, verified=True).exists()


def _counts(cohort: Cohort, at: datetime) -> dict[str, int]:
    """The same rules as `state_of`, as the database counts them."""
    accepted = Q(accepted_at__isnull=False)
    revoked = Q(accepted_at=None, revoked_at__lt=F("expires_at"))
    expired = Q(accepted_at=None, expires_at__lte=at) & ~Q(
        revoked_at__isnull=False, revoked_at__lt=F("expires_at")
    )
    open_ = Q(accepted_at=None, revoked_at=None, expires_at__gt=at)
    return cohort.invitations.aggregate(
        unsent=Count("pk", filter=open_ & Q(mailed_at=None)),
        waiting=Count("pk", filter=open_ & Q(mailed_at__isnull=False)),
        accepted=Count("pk", filter=accepted),
        expired=Count("pk", filter=expired),
        revoked=Count("pk", filter=revoked),
    )


def _row(one: Invitation, at: datetime) -> InvitedRow:
    to = (str(one.accepted_by) if one.accepted_by else "") if one.accepted_at else one.email
    return InvitedRow(
        id=one.pk,
        to=to,
        name=one.name,
        state=state_of(one, at),
        expires_at=one.expires_at,
        mailed_at=one.mailed_at,
        accepted_at=one.accepted_at,
        ended=one.accepted_at is not None or one.revoked_at is not None,
    )
