"""An attempt beside the reference path: both as lists, as one map, and the days of their key decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.engine import reference, score
from cases.selectors import path_map, timeline
from cases.selectors.paths import Stop, endings, own_path, reference_path
from cases.selectors.playing import Playing


@dataclass(frozen=True, slots=True)
class Compared:
    own: tuple[Stop, ...]
    reference: tuple[Stop, ...]
    map: path_map.PathMap
    timeline: timeline.Timeline


def compared(playing: Playing, keys: Sequence[Mapping[str, Any]]) -> Compared:
    """`keys` are the key decisions of the stored result. No statement: the reference path is played in memory."""
    scenario, best = playing.scenario, reference.played(playing.scenario)
    own, recommended = own_path(playing), reference_path(playing, best)
    own_end, best_end = endings(playing, best)
    days = {key.slug: key.day for key in score.result(scenario, best).key_decisions}
    return Compared(
        own=own,
        reference=recommended,
        map=path_map.draw([*own, *own_end], [*recommended, *best_end]),
        timeline=timeline.draw(scenario, keys, days),
    )
