"""What becomes due by the clock alone: claims lapse, and people are reminded, each of a thing once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from content.editorial.models import Document, ImpactItem, ReviewRound
from content.editorial.selectors.intervals import review_due
from content.editorial.services.claiming import lapse_claims
from content.editorial.services.mailing import mail_digests, mail_urgent
from content.editorial.services.news import tell, tell_of_document

SOON: Final = timedelta(days=3)


class Due(NamedTuple):
    """What was done, by what it was, and how many mails could not be sent, which stay due."""

    counts: Mapping[str, int]
    failed: int


def run_due(*, at: datetime) -> Due:
    """Everything periodic of the workflow; running it twice does nothing twice."""
    lapsed = lapse_claims(at=at)
    reminded = remind(at=at)
    urgent, digests = mail_urgent(at=at), mail_digests(at=at)
    counts = {
        "claims lapsed": lapsed,
        "reminders": reminded,
        "urgent mails": urgent.sent,
        "digests": digests.sent,
    }
    return Due(counts, urgent.failed + digests.failed)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Of reviews, impact items and review intervals that are due. How many reminders were new."""
    return _of_reviews(at) + _of_impact(at) + _of_intervals(at)


def _of_reviews(at: datetime) -> int:
    due = ReviewRound.objects.under_review().filter(due_on__lte=timezone.localdate(at + SOON))
    return sum(
        tell([found.claimed_by], what="review_due", round=found, at=at)
        for found in due.select_related("claimed_by", "document")
    )


def _of_impact(at: datetime) -> int:
    due = ImpactItem.objects.unsettled().filter(due_on__lte=timezone.localdate(at + SOON))
    return sum(
        tell_of_document(
            [item.dependent.owner], what="impact_due", document=item.dependent, at=at, once=f"item:{item.pk}"
        )
        for item in due.select_related("dependent__owner")
    )


def _of_intervals(at: datetime) -> int:
    owned = Document.objects.live().filter(owner__isnull=False).select_related("owner")
    days = review_due([document.pk for document in owned])
    return sum(
        tell_of_document(
            [document.owner], what="interval_due", document=document, at=at, once=f"{days[document.pk]}"
        )
        for document in owned
        if days[document.pk] <= timezone.localdate(at)
    )
