"""“Reviewed, no change”: a reviewer stands for what is live as it is; only the review date moves."""

from datetime import datetime

from django.utils import timezone

from content.editorial.models import Document, ReviewRound, RoundKind, RoundState, Verdict
from content.editorial.models.verdicts import VerdictKind
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.approval import QUESTIONS, waivers
from content.editorial.selectors.findings import barring, findings_of
from content.editorial.selectors.unmet import Unmet, with_details
from content.editorial.services.auditing import act
from content.editorial.services.judging import Judgement, give
from content.editorial.services.refusing import refuse
from npcsite.accounts.models import User


def reaffirm(*, document: Document, user: User, judgement: Judgement, at: datetime) -> Verdict:
    """`judgement.seen_hash` is that of the live text. Raises Refused, also when another text is live by now."""
    with act(actor=user, verb="reaffirm", of=document, at=at) as said:
        # Behind the head of the chain: another text may have gone live since the page was read.
        document = Document.objects.select_related("live__revision").get(pk=document.pk)
        refuse(
            guards.reaffirming(document, user, at) + _seen(document, judgement) + _again(document, user, at)
        )
        live = document.live
        if live is None:
            raise Document.DoesNotExist
        held = ReviewRound.objects.create(
            document_id=document.pk,
            revision=live.revision,
            kind=RoundKind.REAFFIRM,
            state=RoundState.APPROVED,
            claimed_by=user,
            claimed_at=at,
            opened_at=at,
            closed_at=at,
        )
        verdict = give(held, user, VerdictKind.APPROVE, judgement, at)
        said |= {"round": held.pk, "verdict": verdict.pk, "publication": live.pk}
    return verdict


def _again(document: Document, user: User, at: datetime) -> list[Unmet]:
    """A second click, or a second tab."""
    given = Verdict.objects.filter(
        round__kind=RoundKind.REAFFIRM, user=user, revision__publication=document.live_id
    )
    newest = given.order_by("-at").first()
    same_day = newest is not None and timezone.localdate(newest.at) == timezone.localdate(at)
    return [u.REAFFIRMED_TODAY] if same_day else []


def _seen(document: Document, judgement: Judgement) -> list[Unmet]:
    if document.live is None:
        return []
    revision = document.live.revision
    lint = barring(findings_of(revision), "approve", waivers(judgement.waived))
    asked = tuple(name for name in QUESTIONS if judgement.answers.get(name) != "yes")
    reasons = [
        (() if judgement.seen_hash == revision.content_hash else ("",), u.SEEN_OTHER),
        (lint, u.LINT_AT_APPROVE),
        (asked, u.NO_ANSWERS),
    ]
    return [with_details(reason, tuple(filter(None, details))) for details, reason in reasons if details]
