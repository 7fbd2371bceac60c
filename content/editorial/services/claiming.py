"""Who reviews a submitted text: claimed, released, passed on, declined for a conflict, or lapsed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from content.editorial.models import ReviewRound, RoundState
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.people import is_chief
from content.editorial.services.auditing import act
from content.editorial.services.news import tell, tell_chiefs
from content.editorial.services.refusing import expect_one, refuse
from npcsite.accounts.models import User


def claim(*, round: ReviewRound, user: User, at: datetime) -> None:
    """Raises Refused; Stale when a colleague was faster. Due after `REVIEW_DAYS` days."""
    with act(actor=user, verb="claim", of=round, at=at):
        refuse(guards.claiming(round.document, user, at))
        waiting = ReviewRound.objects.submitted().filter(pk=round.pk)
        expect_one(waiting.update(state=RoundState.UNDER_REVIEW, **_claimed_by(user, at)))


def release(*, round: ReviewRound, user: User, at: datetime) -> None:
    """By who claimed it, or a chief editor. Raises Refused or Stale."""
    with act(actor=user, verb="release", of=round, at=at):
        refuse(guards.releasing(round.document, user, at))
        _set_free(round)


def decline(*, round: ReviewRound, user: User, reason: str, at: datetime) -> None:
    """For a conflict of interest with this text; chief editors are told. Raises Refused or Stale."""
    with act(actor=user, verb="decline", of=round, at=at):
        mine = round.claimed_by_id == user.pk
        unmet = guards.releasing(round.document, user, at) + ([] if mine else [u.NOT_CLAIMED_BY_YOU])
        refuse(list(dict.fromkeys(unmet)) + ([] if reason.strip() else [u.NO_REASON]))
        _set_free(round)
        tell_chiefs(round, what="declined", at=at)


def reassign(*, round: ReviewRound, user: User, to: User, at: datetime) -> None:
    """By a chief editor, to a reviewer who may review it. Raises Refused or Stale."""
    with act(actor=user, verb="reassign", of=round, at=at) as said:
        unmet = ([] if is_chief(user) else [u.NOT_CHIEF]) + ([] if _is_open(round) else [u.NOT_OPEN])
        refuse(unmet + ([] if guards.eligible(round.document, to, at) else [u.NOT_A_REVIEWER_OF_IT]))
        found = ReviewRound.objects.open().filter(pk=round.pk)
        expect_one(found.update(state=RoundState.UNDER_REVIEW, **_claimed_by(to, at)))
        said["to"] = to.pk
        tell([to], what="assigned", round=round, at=at)


def lapse_claims(*, at: datetime) -> int:
    """How many claims were past their day and are free again; a second run finds none."""
    late = ReviewRound.objects.under_review().filter(due_on__lt=timezone.localdate(at))
    lapsed = 0
    for found in late.select_related("document", "claimed_by"):
        with act(actor=None, verb="lapse", of=found, at=at) as said:
            said["claimed_by"] = found.claimed_by_id
            tell([found.claimed_by], what="lapsed", round=found, at=at)
            _set_free(found)
        lapsed += 1
    return lapsed


def _is_open(round: ReviewRound) -> bool:
    return ReviewRound.objects.open().filter(pk=round.pk).exists()


def _claimed_by(user: User, at: datetime) -> dict[str, object]:
    due_on = timezone.localdate(at) + timedelta(days=settings.REVIEW_DAYS)
    return {"claimed_by": user, "claimed_at": at, "due_on": due_on}


def _set_free(round: ReviewRound) -> None:
    held = ReviewRound.objects.under_review().filter(pk=round.pk, claimed_by=round.claimed_by_id)
    free = {"state": RoundState.SUBMITTED, "claimed_by": None, "claimed_at": None, "due_on": None}
    expect_one(held.update(**free))
