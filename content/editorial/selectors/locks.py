"""Whether a working copy may be saved now, and the words it holds: what saving it again is compared with."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.editorial.kinds import kind_of
from content.editorial.models import Document, ReviewRound
from npcsite.lib import canonical


def why_locked(document: Document) -> str:
    """While a text is in review or retired nobody changes its working copy: why, as a sentence, "" when it is open."""
    if document.retired_at is not None:
        return _("This document is retired; a chief editor can revive it.")
    opened = ReviewRound.objects.open().filter(document_id=document.pk).select_related("revision").first()
    if opened is None:
        return ""
    return _(
        "Revision %(number)s is in review since %(date)s (%(state)s). "
        "Nobody changes the text until the review is over; withdraw it to go on writing."
    ) % {
        "number": opened.revision.number,
        "date": date_format(timezone.localdate(opened.opened_at)),
        "state": opened.get_state_display().lower(),
    }


def words_of(document: Document) -> str:
    """Canonical JSON of the working copy as it is stored, with what stands beside its words in a library file."""
    row = Document.objects.get(pk=document.pk)
    payload = kind_of(row.kind).freeze(row)
    return canonical.encode(
        {"payload": payload, "language": row.language, "review_every_days": row.review_every_days}
    )
