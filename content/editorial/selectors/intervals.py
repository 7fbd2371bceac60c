"""When each live text is due to be reviewed again."""

from collections.abc import Iterable
from datetime import date, timedelta

from content.editorial.models import Document
from content.editorial.selectors.strips import strips


def review_due(document_ids: Iterable[int]) -> dict[int, date]:
    """By document: the day on which its review interval runs out, counted from its last review.

    What came with the software and was never reviewed is counted from the day it was loaded. Three statements.
    """
    found = strips(document_ids)
    intervals = Document.objects.filter(pk__in=found).values_list("pk", "review_every_days")
    return {
        document_id: (found[document_id].reviewed_on or found[document_id].updated_on) + timedelta(days=days)
        for document_id, days in intervals
    }
