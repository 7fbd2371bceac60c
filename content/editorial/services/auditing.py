"""The audit chain: an act is one transaction that ends with one line, sealed by the hash of the line before.

An act on what readers see moves the epoch, so that nothing kept from before it is shown after it.

The chain's head is changed first, so acts stand in a row on both databases and never wait for each other crosswise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from content.editorial.models import AuditEvent, AuditHead, Epoch
from npcsite.accounts.models import User
from npcsite.lib import canonical


@contextmanager
def act(
    *, actor: User | None, verb: str, of: models.Model, at: datetime, shown: bool = True
) -> Iterator[dict[str, Any]]:
    """Everything inside is written together with the line, or not at all; put ids into the yielded dict, no names.

    Not `shown` is what no reader's page depends on, such as who is in a cohort.
    """
    with transaction.atomic():
        _take_the_head()
        data: dict[str, Any] = {}
        yield data
        if shown:
            Epoch.objects.move()
        _append(AuditEvent(actor=actor, verb=verb, subject=subject(of), data=canonical.encode(data), at=at))


def subject(of: models.Model) -> str:
    return f"{of._meta.label_lower}:{of.pk}"


def sealed(event: AuditEvent) -> str:
    """The hash the event must carry."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [event.number, event.actor_id, event.verb, event.subject, event.data, at, event.prev_hash]
    return canonical.digest(canonical.encode(told))


def _take_the_head() -> None:
    if not AuditHead.objects.filter(pk=AuditHead.ONLY).update(number=F("number") + 1):
        AuditHead.objects.bulk_create([AuditHead(pk=AuditHead.ONLY)], ignore_conflicts=True)
        AuditHead.objects.filter(pk=AuditHead.ONLY).update(number=F("number") + 1)


def _append(event: AuditEvent) -> None:
    head = AuditHead.objects.get(pk=AuditHead.ONLY)
    event.number, event.prev_hash = head.number, head.hash
    event.hash = sealed(event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=AuditHead.ONLY).update(hash=event.hash)


def first_broken() -> str:
    """What is wrong with the first link that does not hold, "" when the chain is whole. Reads every row."""
    number, before = 0, ""
    for event in AuditEvent.objects.order_by("number").iterator():
        number += 1
        if event.number != number:
            return f"Event {number} is missing; the next one there is {event.number}."
        if event.prev_hash != before or event.hash != sealed(event):
            return f"Event {event.number} ({event.verb}, {event.subject}) has been changed."
        before = event.hash
    head = AuditHead.objects.filter(pk=AuditHead.ONLY).first() or AuditHead()
    if (head.number, head.hash) != (number, before):
        return f"The chain should end with event {head.number}, and ends with event {number}."
    return ""
