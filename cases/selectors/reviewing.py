"""What a reviewer of a case sees beside the words: the map with changed steps marked, and routes scored anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from cases.engine import codec, lint, paths
from cases.engine.diagram import diagram
from cases.engine.scenario import Scenario
from cases.selectors.mapping import Map, map_of
from cases.selectors.routes import FOLLOWED_AT_MOST, RouteRow, row_of
from npcsite.lib import canonical

LISTED_AT_MOST = 100
Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MapPart:
    """`gone` are the titles of steps that are no longer there."""

    map: Map
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteChange:
    """The same answers on both texts."""

    before: RouteRow
    after: RouteRow


@dataclass(frozen=True, slots=True)
class RoutesPart:
    """`gone` counts routes that are no longer possible; `complete` whether all routes of both texts were followed."""

    changed: tuple[RouteChange, ...]
    count: int
    new: int
    gone: int
    complete: bool

    @property
    def left_off(self) -> int:
        return self.count - len(self.changed)


def map_part(old: Mapping[str, Any], new: Mapping[str, Any]) -> MapPart | None:
    """None for a text that is no case."""
    try:
        scenario = codec.parse(new)
    except codec.BadScenario:
        return None
    before = {step["slug"]: step for step in old.get("steps", ())}
    after = {step["slug"]: step for step in new["steps"]}
    marks = {slug: _mark(before.get(slug), step) for slug, step in after.items() if before.get(slug) != step}
    gone = tuple(step["title"] for slug, step in before.items() if slug not in after)
    return MapPart(map_of(diagram(scenario), marks if old else {}), gone)


def routes_part(old: Mapping[str, Any], new: Mapping[str, Any]) -> RoutesPart | None:
    """None when either text cannot be played, or there was none before."""
    before, after = (_routes(canonical.encode(side)) if side else None for side in (old, new))
    if before is None or after is None:
        return None
    held, found = before[0], after[0]
    changed = [
        RouteChange(held[answers], row)
        for answers, row in found.items()
        if answers in held and _judged(held[answers]) != _judged(row)
    ]
    changed.sort(key=lambda change: -change.after.score)
    return RoutesPart(
        changed=tuple(changed[:LISTED_AT_MOST]),
        count=len(changed),
        new=len(found.keys() - held.keys()),
        gone=len(held.keys() - found.keys()),
        complete=before[1] and after[1],
    )


def _mark(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    return _("+ added") if before is None else _("± changed")


def _judged(row: RouteRow) -> tuple[object, ...]:
    return (row.score, row.harm, row.unsafe, row.days, row.ending)


@lru_cache(maxsize=32)
def _routes(text: str) -> tuple[dict[Answers, RouteRow], bool] | None:
    """By answers; kept, because a reviewer opens the same two texts many times."""
    scenario = _playable(canonical.decode(text))
    if scenario is None:
        return None
    found = paths.routes(scenario, bound=FOLLOWED_AT_MOST)
    rows = (row_of(scenario, route) for route in found.routes)
    return {row.answers: row for row in rows}, found.complete


def _playable(payload: Mapping[str, object]) -> Scenario | None:
    try:
        scenario = codec.parse(payload)
    except codec.BadScenario:
        return None
    return None if lint.unplayable(scenario) else scenario
