"""The one call that ends every saving of a working copy."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from content.editorial.models import Document, Edit
from npcsite.accounts.models import User


class StaleEdit(Exception):
    """Somebody else saved the working copy since the form was opened; nothing was written."""


@transaction.atomic
def note_edit(*, document: Document, user: User, seen_lock: int, at: datetime) -> None:
    """Moves the lock and remembers who edited; the library loader leaves the document alone from now on."""
    moved = Document.objects.filter(pk=document.pk, lock_version=seen_lock).update(
        lock_version=F("lock_version") + 1
    )
    if moved != 1:
        raise StaleEdit
    Edit.objects.create(document=document, user=user, at=at)
