"""A learner's recall queue: what is due, what comes later, what waits, and what cannot be asked any more.

Whether an item may be asked is read from the case as it is now and stored nowhere: what waits for a review or was
retired comes back by itself when the case does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import AttemptEvent, RecallItem
from cases.selectors.asking import NotThere, as_it_stood, refuse_elsewhere
from cases.selectors.quarantine import Standing, standings
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published, read_publications

# On the home page; the queue has them all.
DUE_AT_MOST = 4


class Held(StrEnum):
    """Why an item is not asked now; the first two pass."""

    ASSESSED = "assessed"
    REVISED = "revised"
    RETIRED = "retired"
    CHANGED = "changed"

    @property
    def passes(self) -> bool:
        return self in (Held.ASSESSED, Held.REVISED)


@dataclass(frozen=True, slots=True)
class Queued:
    """An item as it may be told: `title` is its step's, empty while an assessed attempt at the case is under way."""

    item_id: UUID
    case_title: str
    title: str
    due_at: datetime
    held: Held | None
    why: str


@dataclass(frozen=True, slots=True)
class RecallPage:
    """`due` may be asked now, `later` from its date on, `waiting` once nothing holds it, `gone` not any more."""

    due: tuple[Queued, ...]
    later: tuple[Queued, ...]
    waiting: tuple[Queued, ...]
    gone: tuple[Queued, ...]

    @property
    def count(self) -> int:
        return len(self.due) + len(self.later) + len(self.waiting) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Due:
    """How many decisions are due, and the few that have waited longest."""

    count: int
    shown: tuple[Queued, ...]

    @property
    def first(self) -> Queued:
        return self.shown[0]


def recall_page(learner_id: int, at: datetime) -> RecallPage:
    """Three statements however many items; one more for cases that have changed, one for what was not read yet."""
    found = _told(RecallItem.objects.of(learner_id).queued().with_standing())
    asked = [one for one in found if one.held is None]
    return RecallPage(
        due=tuple(one for one in asked if one.due_at <= at),
        later=tuple(one for one in asked if one.due_at > at),
        waiting=tuple(one for one in found if one.held and one.held.passes),
        gone=tuple(one for one in found if one.held and not one.held.passes),
    )


def due_now(learner_id: int, at: datetime) -> Due | None:
    """None when nothing is due, which one statement tells."""
    asked = [
        one for one in _told(RecallItem.objects.of(learner_id).due(at).with_standing()) if one.held is None
    ]
    return Due(len(asked), tuple(asked[:DUE_AT_MOST])) if asked else None


def why_held(held: Held) -> str:
    return {
        Held.ASSESSED: _("It waits until your assessed attempt at this case is over."),
        Held.REVISED: _("It waits: the guidance behind it is being reviewed."),
        Held.RETIRED: _("The case was retired, so this decision is not asked any more."),
        Held.CHANGED: _(
            "The case has changed, and this decision no longer comes up the way you played it. Play the case"
            " again to meet it as it is now."
        ),
    }[held]


def held_by(
    item: RecallItem, live: Published | None, stands: Standing, events: Sequence[AttemptEvent]
) -> Held | None:
    """`item` by `with_standing`; `events` of its attempt matter only where `live` is another publication."""
    if getattr(item, "assessed_under_way", None):
        return Held.ASSESSED
    if live is None:
        return Held.RETIRED
    if live.id != item.publication_id and not _follows(item, live, events):
        return Held.CHANGED
    if stands.hidden or item.key_decision in stands.left_out:
        return Held.REVISED
    return None


def live_id(item: RecallItem) -> int | None:
    """The publication the public plays now, None for a case that was retired."""
    return None if item.document.retired_at else item.document.live_id


def _follows(item: RecallItem, live: Published, events: Sequence[AttemptEvent]) -> bool:
    try:
        then = as_it_stood(item.attempt, live, events[: item.position])
        refuse_elsewhere(then, item.step, item.key_decision)
    except NotThere:
        return False
    return True


def _told(queued: Iterable[RecallItem]) -> list[Queued]:
    items = list(queued)
    if not items:
        return []
    wanted = {found for item in items for found in (live_id(item), item.publication_id) if found}
    known = {one.id: one for one in read_publications(wanted)}
    lives = {item.pk: known.get(live_id(item) or 0) for item in items}
    stands = standings(list({live.id: live for live in lives.values() if live}.values()))
    logs = _logs(item for item in items if (live := lives[item.pk]) and live.id != item.publication_id)
    return [_queued(item, known, lives[item.pk], _held(item, lives[item.pk], stands, logs)) for item in items]


def _held(
    item: RecallItem,
    live: Published | None,
    stands: Mapping[int, Standing],
    logs: Mapping[UUID, list[AttemptEvent]],
) -> Held | None:
    standing = stands.get(item.document_id, Standing())
    return held_by(item, live, standing, logs.get(item.attempt_id, []))


def _logs(items: Iterable[RecallItem]) -> dict[UUID, list[AttemptEvent]]:
    """The events of their attempts, in order; no statement for none."""
    attempts = {item.attempt_id for item in items}
    logs: dict[UUID, list[AttemptEvent]] = {attempt: [] for attempt in attempts}
    if attempts:
        for event in AttemptEvent.objects.filter(attempt__in=attempts):
            logs[event.attempt_id].append(event)
    return logs


def _queued(
    item: RecallItem, known: Mapping[int, Published], live: Published | None, held: Held | None
) -> Queued:
    """What is not asked any more is called as it was when it was missed."""
    published = live if live and held is not Held.CHANGED else known[item.publication_id]
    title = "" if held is Held.ASSESSED else scenario_of(published).step(item.step).title
    return Queued(
        item_id=item.pk,
        case_title=published.title,
        title=title,
        due_at=item.due_at,
        held=held,
        why=why_held(held) if held else "",
    )
