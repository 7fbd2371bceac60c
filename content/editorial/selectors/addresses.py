"""Where the pages of the workflow lie: a document's working copy, a review, “reviewed, no change”, an impact item."""

from django.urls import NoReverseMatch, reverse

from content.editorial.kinds import kind_of
from content.editorial.models import Document, ImpactItem, ReviewRound


def admin_address(document: Document) -> str:
    """The form over the document's working copy, "" for a kind without one."""
    meta = kind_of(document.kind).model._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[document.pk])
    except NoReverseMatch:
        return ""


def review_address(round: ReviewRound) -> str:
    return reverse("editorial:review", args=[round.pk])


def reaffirm_address(document: Document) -> str:
    return reverse("editorial:reaffirm", args=[document.pk])


def impact_address(item: ImpactItem) -> str:
    return reverse("editorial:impact", args=[item.pk])
