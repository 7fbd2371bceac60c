"""What a reviewer says of a pinned revision: changes are asked for, or it is approved; the last approval publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from content.editorial.models import (
    Comment,
    Document,
    Publication,
    ReviewRound,
    Revision,
    RoundState,
    Verdict,
)
from content.editorial.models.verdicts import VerdictKind
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.approval import missing_approval, waivers
from content.editorial.selectors.people import statement_of
from content.editorial.selectors.unmet import Unmet
from content.editorial.services.auditing import act
from content.editorial.services.news import tell_writers
from content.editorial.services.publishing_approved import publish_approved
from content.editorial.services.refusing import expect_one, refuse
from npcsite.accounts.models import User
from npcsite.lib import canonical


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reviewer's page carried: what was seen, the three answers, and what was acknowledged or waived.

    `acknowledged` are keys of `Reach`; `waived` gives a reason by `fault_key`.
    """

    seen_hash: str
    seen_lock: int
    comment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()
    waived: Mapping[str, str] = field(default_factory=dict)


def request_changes(*, round: ReviewRound, user: User, judgement: Judgement, at: datetime) -> Verdict:
    """Closes the round and opens the working copy. Raises Refused or Stale."""
    with act(actor=user, verb="request changes", of=round, at=at) as said:
        fresh = _fresh(round)
        commented = judgement.comment.strip() or Comment.objects.filter(revision=fresh.revision).exists()
        unmet = guards.judging(fresh.document, user, at) + _seen(fresh, judgement)
        refuse(unmet + ([] if commented else [u.NO_COMMENT]))
        verdict = give(fresh, user, VerdictKind.REQUEST_CHANGES, judgement, at)
        if judgement.comment.strip():
            Comment.objects.create(
                revision=fresh.revision, body=judgement.comment.strip(), required=True, author=user, at=at
            )
        expect_one(_still_open(fresh).update(state=RoundState.CHANGES_REQUESTED, closed_at=at))
        said["verdict"] = verdict.pk
        tell_writers(fresh, what="changes_requested", at=at)
    return verdict


def approve(*, round: ReviewRound, user: User, judgement: Judgement, at: datetime) -> Publication | None:
    """The publication, None while another approval is needed. Raises Refused with every unmet guard, or Stale."""
    with act(actor=user, verb="approve", of=round, at=at) as said:
        fresh = _fresh(round)
        unmet = guards.approving(fresh.document, user, at) + _seen(fresh, judgement)
        refuse(unmet + missing_approval(fresh, judgement.acknowledged, judgement.waived, judgement.answers))
        expect_one(_as_seen(fresh, judgement).update(lock_version=F("lock_version")))
        verdict = give(fresh, user, VerdictKind.APPROVE, judgement, at)
        said["verdict"] = verdict.pk
        if fresh.verdicts.filter(verdict=VerdictKind.APPROVE).count() < fresh.approvals_needed:
            tell_writers(fresh, what="approved_once", at=at)
            return None
        expect_one(_still_open(fresh).update(state=RoundState.APPROVED, closed_at=at))
        expect_one(_as_seen(fresh, judgement).update(lock_version=F("lock_version") + 1))
        publication = publish_approved(round=fresh, at=at)
        said["publication"] = publication.pk
    return publication


def _fresh(round: ReviewRound) -> ReviewRound:
    """As it is now, behind the head of the chain; what the page held may be old."""
    return ReviewRound.objects.select_related("document__live__revision", "revision__document").get(
        pk=round.pk
    )


def _still_open(round: ReviewRound) -> models.QuerySet[ReviewRound]:
    same_words = Revision.objects.filter(content_hash=round.revision.content_hash)
    return ReviewRound.objects.under_review().filter(pk=round.pk, revision__in=same_words)


def _as_seen(round: ReviewRound, judgement: Judgement) -> models.QuerySet[Document]:
    return Document.objects.filter(
        pk=round.document_id, lock_version=judgement.seen_lock, head_id=round.revision_id
    )


def _seen(round: ReviewRound, judgement: Judgement) -> list[Unmet]:
    same = (
        judgement.seen_hash == round.revision.content_hash
        and judgement.seen_lock == round.document.lock_version
    )
    return [] if same else [u.SEEN_OTHER]


def give(round: ReviewRound, user: User, kind: VerdictKind, judgement: Judgement, at: datetime) -> Verdict:
    """The verdict's row, under the name and role of the statement that was valid; part of an act."""
    statement = statement_of(user, on=timezone.localdate(at))
    kept = {
        "answers": dict(judgement.answers),
        "acknowledged": sorted(judgement.acknowledged),
        "waived": waivers(judgement.waived),
        "statement": statement.pk if statement else None,
    }
    return Verdict.objects.create(
        revision=round.revision,
        round=round,
        user=user,
        submitted_by_id=round.submitted_by_id,
        actor=statement.name if statement else str(user),
        capacity=statement.capacity if statement else "",
        is_demo=user.is_simulated,
        verdict=kind,
        comment=judgement.comment.strip(),
        answers=canonical.encode(kept),
        seen_hash=judgement.seen_hash,
        at=at,
    )
