"""What came of the decisions that learners were most certain of, counted as in their calibration: of every attempt that
is over, practice and repeats included.

Results keep the count; those from before they did are counted from their events.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from cases.engine import certainty, play
from cases.engine.certainty import HIGHEST, Level
from cases.engine.scenario import Scenario
from cases.engine.state import Decided
from cases.models import AttemptEvent, AttemptQuerySet, EventKind
from cases.models.event import read_choice
from cases.programs.selectors.attention_rules import Certain
from cases.programs.selectors.sums import Sums
from cases.programs.selectors.work import known_to
from cases.selectors.scenarios import scenario_of
from content.editorial.public import read_renderings

# As the events of `cases` are written: canonical JSON.
MOST_CERTAIN = f'"certainty":{HIGHEST}'
NOTHING_LEFT_OUT = '"left_out":[]'


class _Row(NamedTuple):
    """An attempt."""

    pk: UUID
    learner_id: int
    publication_id: int
    rendering_id: int


def certain_by(program_id: int, sums: Mapping[int, Sums]) -> Mapping[int, Certain]:
    """By learner. No statement; two when results from before are among their work, and one for publications this
    process has not read yet.
    """
    kept = {learner_id: Certain(one.sure, one.wrong) for learner_id, one in sums.items()}
    older = [learner_id for learner_id, one in sums.items() if one.uncounted]
    told = _uncounted(program_id, older) if older else {}
    added = {pk: Certain(kept[pk].count + one.count, kept[pk].wrong + one.wrong) for pk, one in told.items()}
    return kept | added


def _uncounted(program_id: int, learner_ids: Iterable[int]) -> Mapping[int, Level]:
    own = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    known = known_to(program_id).over().filter(learner__in=list(learner_ids)).annotate(own_result=own)
    older = known.filter(own_result__sure_count=None).order_by()
    chosen, left_out = _events(older)
    columns = ("pk", "learner_id", "publication_id", "rendering_id")
    rows = [_Row(*row) for row in older.with_rendering().values_list(*columns)]
    told = _told([one for one in rows if one.pk in chosen], chosen, left_out)
    return {learner: certainty.report(some).highest for learner, some in told.items()}


def _events(attempts: AttemptQuerySet) -> tuple[dict[UUID, list[Decided]], dict[UUID, frozenset[str]]]:
    """By attempt the decisions with the highest certainty, and the key decisions its terms leave out, where any are."""
    asked = Q(kind=EventKind.DECIDED, data__contains=MOST_CERTAIN) | (
        Q(kind=EventKind.STARTED) & ~Q(data__contains=NOTHING_LEFT_OUT)
    )
    chosen: dict[UUID, list[Decided]] = defaultdict(list)
    left_out: dict[UUID, frozenset[str]] = {}
    for one in AttemptEvent.objects.filter(asked, attempt__in=attempts.values("pk")):
        if one.kind == EventKind.STARTED:
            left_out[one.attempt_id] = one.started().left_out
        else:
            choice = read_choice(one.data)
            if choice.certainty == HIGHEST:
                chosen[one.attempt_id].append(choice)
    return chosen, left_out


def _told(
    rows: Sequence[_Row],
    chosen: Mapping[UUID, list[Decided]],
    left_out: Mapping[UUID, frozenset[str]],
) -> Mapping[int, list[certainty.Sure]]:
    published = read_renderings((one.publication_id, one.rendering_id) for one in rows)
    scenarios = {one.id: scenario_of(one) for one in published}
    found: dict[int, list[certainty.Sure]] = defaultdict(list)
    for one in rows:
        scenario = scenarios[one.publication_id]
        acted = [_acting(scenario, choice) for choice in chosen[one.pk]]
        found[one.learner_id] += certainty.told_of(scenario, acted, left_out.get(one.pk, ()))
    return found


def _acting(scenario: Scenario, choice: Decided) -> Decided:
    """With the options it came to: the event of a number or a ranking names none."""
    acted = play.acting(scenario.step(choice.step), choice)
    return replace(choice, picks=tuple(option.slug for option in acted))
