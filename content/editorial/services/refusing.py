"""What a service raises instead of doing half of an act."""

from collections.abc import Iterable

from django.db.models import QuerySet

from content.editorial.models import Document
from content.editorial.selectors.unmet import Unmet


class Refused(Exception):
    """The act is not allowed now; `unmet` names every reason at once, and nothing was written."""

    def __init__(self, unmet: Iterable[Unmet]) -> None:
        self.unmet = tuple(unmet)
        super().__init__(" ".join(str(reason.sentence) for reason in self.unmet))


class Stale(Exception):
    """Somebody else acted since the page was opened; nothing was written. Load the page again."""


def refuse(unmet: Iterable[Unmet]) -> None:
    """Raises Refused when there is any reason to."""
    reasons = tuple(unmet)
    if reasons:
        raise Refused(reasons)


def expect_one(touched: int) -> None:
    """Raises Stale unless a compare-and-swap touched exactly one row."""
    if touched != 1:
        raise Stale


def as_seen(document: Document, seen_lock: int | None) -> QuerySet[Document]:
    """For a compare-and-swap: the document as long as it is the version the page showed, if there was a page."""
    found = Document.objects.filter(pk=document.pk)
    return found if seen_lock is None else found.filter(lock_version=seen_lock)
