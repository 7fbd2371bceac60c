"""The one call that ends every saving of a working copy."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from content.editorial.models import Document, Edit, Publication
from content.editorial.selectors import guards
from content.editorial.selectors.locks import why_locked, words_of
from content.editorial.selectors.people import writers_up_to
from content.editorial.services.refusing import refuse
from npcsite.accounts.models import User


class StaleEdit(Exception):
    """Somebody else saved the working copy since the form was opened, or nobody may now; nothing was written."""


@transaction.atomic
def note_edit(
    *, document: Document, user: User, seen_lock: int, at: datetime, before: str | None = None
) -> bool:
    """Moves the lock and remembers who edited; the library loader leaves the document alone from now on.

    `before` is what `words_of` said before the rows were written: the same words again are no edit, and then nothing
    is noted and no lock moves. Whether anything was noted. Raises StaleEdit, and Refused for who is no editor.
    """
    current = Document.objects.filter(pk=document.pk, lock_version=seen_lock, retired_at__isnull=True)
    if why_locked(document) or not current.exists():
        raise StaleEdit
    refuse(guards.editing(document, user, at))
    if before is not None and words_of(document) == before:
        return False
    if current.update(lock_version=F("lock_version") + 1) != 1:
        raise StaleEdit
    Edit.objects.create(document=document, user=user, at=at)
    return True


def note_writers(publication: Publication, *, at: datetime) -> None:
    """Its words go to review anew, and whose they are does not approve them. Part of a larger act."""
    edits = [
        Edit(document_id=publication.document_id, user_id=pk, at=at) for pk in writers_up_to(publication)
    ]
    Edit.objects.bulk_create(edits)
