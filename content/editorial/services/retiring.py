"""A document is retired, with a reason readers see in its place, or brought back to be reviewed anew."""

from datetime import datetime

from django.db.models import F

from content.editorial.models import Document, ImpactClass, Retirement
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.identity import published_offers
from content.editorial.selectors.impact import TargetChange, reach_of
from content.editorial.services.auditing import act
from content.editorial.services.editing import note_writers
from content.editorial.services.impact import open_items
from content.editorial.services.news import tell_of_document
from content.editorial.services.refusing import as_seen, expect_one, refuse
from npcsite.accounts.models import User


def retire(
    *, document: Document, user: User, reason: str, seen_lock: int | None = None, at: datetime
) -> Retirement:
    """What cites it is quarantined at once. Raises Refused or Stale.

    `seen_lock` is the version a page was opened with; None is an act without a page.
    """
    with act(actor=user, verb="retire", of=document, at=at) as said:
        refuse(guards.retiring(document, user, at) + ([] if reason.strip() else [u.NO_REASON]))
        reached = open_items(cause=document.live, changes=retired_targets(document), at=at)
        alive = as_seen(document, seen_lock).filter(live__isnull=False, retired_at__isnull=True)
        expect_one(alive.update(retired_at=at, lock_version=F("lock_version") + 1))
        retirement = Retirement.objects.create(
            document_id=document.pk, reason=reason.strip(), retired_by=user, retired_at=at
        )
        for reach in reached:
            tell_of_document([reach.document.owner], what="impact", document=reach.document, at=at)
        said["retirement"] = retirement.pk
    return retirement


def revive(*, document: Document, user: User, seen_lock: int | None = None, at: datetime) -> None:
    """Back to draft: its page stays a tombstone until the text was approved again. Raises Refused or Stale.

    `seen_lock` as for `retire`.
    """
    with act(actor=user, verb="revive", of=document, at=at):
        refuse(guards.reviving(document, user, at))
        retired = as_seen(document, seen_lock).filter(retired_at__isnull=False)
        if document.live is not None:
            note_writers(document.live, at=at)
        expect_one(retired.update(retired_at=None, live=None, lock_version=F("lock_version") + 1))
        Retirement.objects.filter(document=document.pk, revived_at__isnull=True).update(revived_at=at)


def retired_targets(document: Document) -> tuple[TargetChange, ...]:
    return tuple(TargetChange(target, ImpactClass.RETIRED) for target in published_offers(document.live))


def dependents_of(document: Document) -> tuple[str, ...]:
    """What retiring it would reach, one line each."""
    reached = reach_of(retired_targets(document), but_id=document.pk)
    return tuple(f"{reach.document.title}: {reach.target}" for reach in reached)
