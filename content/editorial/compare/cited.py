"""What two publications cite, as frozen into each: added, removed, or cited with other particulars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.editorial.compare.changes import Change

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CitedChange:
    """`old` and `new` are the snapshots, empty where the target was not cited; `differing` names their fields."""

    target: str
    change: Change
    old: Snapshot
    new: Snapshot
    differing: tuple[str, ...] = ()


def compare_cited(
    old: Mapping[str, Snapshot], new: Mapping[str, Snapshot], *, prefix: str = ""
) -> tuple[CitedChange, ...]:
    """Changes only, by target; from which publication a snapshot was taken does not count."""
    targets = sorted(target for target in {*old, *new} if target.startswith(prefix))
    found = (_cited(target, old.get(target), new.get(target)) for target in targets)
    return tuple(change for change in found if change.change is not Change.SAME)


def _cited(target: str, old: Snapshot | None, new: Snapshot | None) -> CitedChange:
    if old is None or new is None:
        return CitedChange(target, Change.REMOVED if new is None else Change.ADDED, old or {}, new or {})
    names = sorted({*old, *new} - {"publication"})
    differing = tuple(name for name in names if old.get(name) != new.get(name))
    return CitedChange(target, Change.CHANGED if differing else Change.SAME, old, new, differing)
