"""Who answers for a case and how often it is reviewed anew: kept beside its words, as with every governed document."""

from dataclasses import asdict, dataclass

from django.db import transaction

from cases.models import Case
from cases.services.building import By, PartMoved, hash_of
from content.editorial.public import Document, note_edit, words_of


@dataclass(frozen=True, slots=True)
class Upkeep:
    owner_id: int | None
    review_every_days: int

    @property
    def hash(self) -> str:
        """What the form carries, so that nobody overwrites what they were not shown."""
        return hash_of(asdict(self))


def upkeep_of(case: Case) -> Upkeep:
    """As it is stored now."""
    return Upkeep(*Document.objects.values_list("owner_id", "review_every_days").get(pk=case.pk))


@transaction.atomic
def save_upkeep(*, case: Case, seen: str, upkeep: Upkeep, by: By) -> bool:
    """Whether anything changed. Raises PartMoved when it is no longer what was `seen`, StaleEdit, Refused."""
    row, now = Case.objects.get(pk=case.pk), upkeep_of(case)
    before = words_of(row)
    if now.hash != seen or Document.objects.filter(pk=row.pk, **asdict(now)).update(**asdict(upkeep)) != 1:
        raise PartMoved
    note_edit(document=row, user=by.user, seen_lock=row.lock_version, at=by.at, before=before)
    return now != upkeep
