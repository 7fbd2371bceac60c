"""What came of the decisions that learners were most certain of, counted as in their calibration: of every attempt that
is over, practice and repeats included.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from cases.engine import certainty
from cases.engine.certainty import HIGHEST, Level
from cases.engine.state import Decided
from cases.models import AttemptEvent, EventKind
from cases.models.event import read_choice
from cases.programs.selectors.played import By, Played
from cases.programs.selectors.work import known_to
from cases.selectors.scenarios import scenario_of
from content.editorial.public import read_renderings

# As the events of `cases` are written: canonical JSON.
MOST_CERTAIN = f'"certainty":{HIGHEST}'
NOTHING_LEFT_OUT = '"left_out":[]'


def highest_of(program_id: int, played: By, *, enough: int) -> Mapping[int, Level]:
    """By learner, of those who took at least so many. One statement, one more for publications this process has not
    read yet.
    """
    over = {one.pk: one for some in played.values() for one in some if one.is_over}
    chosen, left_out = _events(program_id, played)
    counts: dict[int, int] = defaultdict(int)
    for attempt, choices in chosen.items():
        if attempt in over:
            counts[over[attempt].learner_id] += len(choices)
    wanted = [pk for pk in chosen if pk in over and counts[over[pk].learner_id] >= enough]
    told = _told([over[pk] for pk in wanted], chosen, left_out)
    levels = {learner: certainty.report(some).highest for learner, some in told.items()}
    return {learner: level for learner, level in levels.items() if level.count >= enough}


def _events(program_id: int, played: By) -> tuple[dict[UUID, list[Decided]], dict[UUID, frozenset[str]]]:
    """By attempt the decisions with the highest certainty, and the key decisions its terms leave out, where any are."""
    known = known_to(program_id).over().filter(learner__in=list(played)).order_by()
    asked = Q(kind=EventKind.DECIDED, data__contains=MOST_CERTAIN) | (
        Q(kind=EventKind.STARTED) & ~Q(data__contains=NOTHING_LEFT_OUT)
    )
    chosen: dict[UUID, list[Decided]] = defaultdict(list)
    left_out: dict[UUID, frozenset[str]] = {}
    for one in AttemptEvent.objects.filter(asked, attempt__in=known.values("pk")):
        if one.kind == EventKind.STARTED:
            left_out[one.attempt_id] = one.started().left_out
        else:
            choice = read_choice(one.data)
            if choice.certainty == HIGHEST:
                chosen[one.attempt_id].append(choice)
    return chosen, left_out


def _told(
    attempts: Iterable[Played],
    chosen: Mapping[UUID, list[Decided]],
    left_out: Mapping[UUID, frozenset[str]],
) -> Mapping[int, list[certainty.Sure]]:
    rows = list(attempts)
    published = read_renderings((one.publication_id, one.rendering_id) for one in rows)
    scenarios = {one.id: scenario_of(one) for one in published}
    found: dict[int, list[certainty.Sure]] = defaultdict(list)
    for one in rows:
        scenario = scenarios[one.publication_id]
        found[one.learner_id] += certainty.told_of(scenario, chosen[one.pk], left_out.get(one.pk, ()))
    return found
