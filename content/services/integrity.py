"""What becomes known of a source after it was cited: corrected, under concern, retracted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.editorial.public import Reach, act, flag_retraction, unflag_retraction
from content.models import IntegrityNotice, Reference
from content.models.references import Integrity
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Noted:
    """`source` (an address or a citation) and `on`, the day it was published, are needed for all but “ok”."""

    integrity: str
    source: str = ""
    on: date | None = None

    @property
    def values(self) -> tuple[str, str, date | None]:
        return self.integrity, self.source, self.on


def mark_integrity(*, reference: Reference, noted: Noted, by: User, at: datetime) -> tuple[Reach, ...] | None:
    """Every live page that cites the reference says so at once. None when it is known already.

    Returns the live texts that rest on a retracted source; each has an item to settle. Raises ValidationError with the
    fields at fault.
    """
    _check(noted, at)
    held = Reference.objects.get(pk=reference.pk)
    if (held.integrity, held.integrity_source, held.integrity_on) == noted.values:
        return None
    with act(actor=by, verb="mark_integrity", of=held, at=at) as data:
        notice = _write(held, noted, by=by, at=at)
        data |= {"notice": notice.pk, "integrity": noted.integrity}
        return _reached(held, noted, by=by, at=at)


def _reached(held: Reference, noted: Noted, *, by: User, at: datetime) -> tuple[Reach, ...]:
    """Opens what a retraction opens, or settles it when the retraction was taken back."""
    source = f"@{held.key}"
    if noted.integrity == Integrity.RETRACTED:
        return flag_retraction(source=source, at=at)
    if held.integrity == Integrity.RETRACTED:
        others = Reference.objects.filter(integrity=Integrity.RETRACTED).exclude(pk=held.pk)
        still = [f"@{key}" for key in others.values_list("key", flat=True)]
        unflag_retraction(source=source, still=still, user=by, at=at)
    return ()


def _write(reference: Reference, noted: Noted, *, by: User, at: datetime) -> IntegrityNotice:
    Reference.objects.filter(pk=reference.pk).update(
        integrity=noted.integrity, integrity_source=noted.source, integrity_on=noted.on
    )
    return IntegrityNotice.objects.create(
        reference=reference,
        integrity=noted.integrity,
        source=noted.source,
        published_on=noted.on,
        noted_by=by,
        noted_at=at,
    )


def _check(noted: Noted, at: datetime) -> None:
    faults: dict[str, str] = {}
    if noted.integrity not in Integrity.values:
        faults["integrity"] = _("Choose one of the list.")
    if noted.integrity != Integrity.OK and not noted.source:
        faults["source"] = _("Say where the notice was published: its address, or how it is cited.")
    if noted.integrity != Integrity.OK and noted.on is None:
        faults["on"] = _("Give the day on which the notice was published.")
    if noted.on and noted.on > timezone.localdate(at):
        faults["on"] = _("This day has not come yet.")
    if faults:
        raise ValidationError(faults)
