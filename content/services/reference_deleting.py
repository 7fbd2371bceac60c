"""A reference that nothing cites is taken out of the library; anything else keeps it, and is named."""

from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from content.editorial.public import act, all_that_cite
from content.models import Reference
from content.services.references import read_references
from npcsite.accounts.models import User


class StillNeeded(Exception):
    """`reasons` are all that keeps the reference, one sentence or text each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


def why_kept(reference: Reference) -> tuple[str, ...]:
    """All that speaks against deleting it, nothing when it may go."""
    reasons = list(all_that_cite(f"@{reference.key}"))
    if reference.notices.exists():
        reasons.append(_("A notice on its integrity is on record, and stays there."))
    if any(row["key"] == reference.key for row in read_references()):
        reasons.append(_("It comes with the software, whose next loading would bring it back."))
    return tuple(reasons)


def delete_reference(*, reference: Reference, by: User, at: datetime) -> None:
    """Raises StillNeeded with every reason, and then nothing has changed."""
    with act(actor=by, verb="delete_reference", of=reference, at=at) as said:
        reasons = why_kept(reference)
        if reasons:
            raise StillNeeded(reasons)
        said["key"] = reference.key
        try:
            # Not `reference.delete()`, which takes the row's number from the line in the chain.
            Reference.objects.filter(pk=reference.pk).delete()
        except ProtectedError as error:
            raise StillNeeded((_("Somebody cites it since a moment ago; look at it again."),)) from error
