"""Items for those who keep the dependents of a changed claim: opened by a change, settled by a review."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from content.editorial.models import Document, ImpactClass, ImpactItem, ImpactState, Publication
from content.editorial.models.impact import UNSETTLED
from content.editorial.selectors import guards
from content.editorial.selectors.impact import DAYS, Reach, TargetChange, reach_of, resting_on
from content.editorial.selectors.unmet import NO_REASON, NOT_NEW, NOT_SETTLED_TWICE
from content.editorial.services.auditing import act
from content.editorial.services.news import tell_of_document
from content.editorial.services.refusing import refuse
from npcsite.accounts.models import User


def open_items(
    *, cause: Publication | None, changes: Iterable[TargetChange], at: datetime
) -> tuple[Reach, ...]:
    """One item for each live text and target; an item that is open already stays as it is. Part of a larger act."""
    reached = reach_of(changes, but_id=cause.document_id if cause else None)
    held = set(
        ImpactItem.objects.unsettled()
        .filter(dependent__in=[reach.document.pk for reach in reached])
        .values_list("dependent", "target", "change_class")
    )
    new = [r for r in reached if (r.document.pk, r.target, r.change_class) not in held]
    ImpactItem.objects.bulk_create(_item(reach, cause, at) for reach in new)
    return reached


def flag_retraction(*, source: str, at: datetime) -> tuple[Reach, ...]:
    """`source` is `@KEY`; what rests on it is quarantined at once, and its owners are told. Part of a larger act, which
    moves the epoch.
    """
    reached = open_items(cause=None, changes=resting_on(source), at=at)
    for reach in reached:
        tell_of_document([reach.document.owner], what="impact", document=reach.document, at=at)
    return reached


def unflag_retraction(*, source: str, still: Collection[str], user: User, at: datetime) -> int:
    """The retraction was taken back: what rests on none of the sources that are `still` retracted is settled."""
    kept = {change.target for other in still for change in resting_on(other)}
    targets = {change.target for change in resting_on(source)} - kept
    return (
        ImpactItem.objects.unsettled()
        .filter(change_class=ImpactClass.RETRACTED, target__in=targets)
        .update(state=ImpactState.RESOLVED, settled_at=at, settled_by=user)
    )


def settle_items(*, document: Document, at: datetime, user: User | None = None) -> int:
    """A new publication of the dependent settles its items, for it was checked against what is live. Part of an act."""
    return (
        ImpactItem.objects.unsettled()
        .filter(dependent=document)
        .update(state=ImpactState.RESOLVED, settled_at=at, settled_by=user)
    )


def acknowledge_item(*, item: ImpactItem, user: User, at: datetime) -> None:
    """Raises Refused. An editor has taken note and will see to the text; what is held back stays held back."""
    refuse(guards.acknowledging(item, user))
    with act(actor=user, verb="acknowledge impact", of=item, at=at) as said:
        opened = ImpactItem.objects.filter(pk=item.pk, state=ImpactState.OPEN)
        refuse([NOT_NEW] if not opened.update(state=ImpactState.ACKNOWLEDGED) else [])
        said["dependent"] = item.dependent_id


def waive_item(*, item: ImpactItem, user: User, reason: str, at: datetime) -> None:
    """Raises Refused. The dependent is taught again as it is."""
    refuse(guards.waiving(item, user) + ([] if reason.strip() else [NO_REASON]))
    with act(actor=user, verb="waive impact", of=item, at=at) as said:
        settled = ImpactItem.objects.filter(pk=item.pk, state__in=UNSETTLED).update(
            state=ImpactState.WAIVED, settled_at=at, settled_by=user, reason=reason.strip()
        )
        refuse([NOT_SETTLED_TWICE] if not settled else [])
        said["dependent"] = item.dependent_id


def _item(reach: Reach, cause: Publication | None, at: datetime) -> ImpactItem:
    return ImpactItem(
        cause=cause,
        dependent_id=reach.document.pk,
        target=reach.target,
        change_class=reach.change_class,
        due_on=timezone.localdate(at) + timedelta(days=DAYS[reach.change_class]),
        opened_at=at,
    )
