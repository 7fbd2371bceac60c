"""What a person has typed and not saved: kept for them alone, and dropped when they save or say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from content.editorial.models import Document, Draft
from npcsite.accounts.models import User
from npcsite.lib import canonical


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form at `place`, by name, and the lock version the form was opened with."""

    place: str
    fields: Mapping[str, Sequence[str]]
    seen_lock: int


@transaction.atomic
def keep_draft(*, user: User, document: Document | None, typed: Typed, at: datetime) -> Draft:
    """Replaces the person's draft of this form. Raises canonical.Unclean for what cannot be stored."""
    values = {
        "document": document,
        "text": canonical.encode(typed.fields),
        "seen_lock": typed.seen_lock,
        "at": at,
    }
    draft, _made = Draft.objects.update_or_create(user=user, place=typed.place, defaults=values)
    return draft


@transaction.atomic
def drop_draft(*, user: User, place: str) -> None:
    Draft.objects.filter(user=user, place=place).delete()
