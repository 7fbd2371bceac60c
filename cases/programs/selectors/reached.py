"""What the parts of an assignment came to against the threshold stated for it; where none is stated there is nothing.

Held against the threshold is the score as it is stored, of the attempt that answers the part: one that was given up
or ran out of time counts with what it reached.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from cases.models import Attempt, AttemptQuerySet, Result
from cases.programs.models import Assignment
from cases.programs.selectors.parts import Answer, Far
from cases.programs.selectors.work import known_to
from cases.selectors.assessed import closed_meanwhile
from cases.selectors.wording import whole


@dataclass(frozen=True, slots=True)
class Came:
    """The attempt's own result, unrounded."""

    score: Decimal
    unsafe: bool


# By attempt.
Results = Mapping[UUID, Came]


@dataclass(frozen=True, slots=True)
class Reached:
    """`threshold` and `came.score` are of 100."""

    threshold: int
    came: Came

    @property
    def is_met(self) -> bool:
        return self.came.score >= self.threshold

    @property
    def shown(self) -> str:
        """Whole as everywhere, with its decimals where rounding would say the opposite: 69.6 when 70 is asked."""
        score = self.came.score
        return str(whole(score)) if whole(score) < self.threshold or self.is_met else f"{score.normalize():f}"


def reached(assignment: Assignment, answer: Answer, results: Results) -> Reached | None:
    """None while the part is not done, for a section, and for what `results` do not tell."""
    came = results.get(answer.attempt_id) if answer.attempt_id and answer.far is Far.DONE else None
    return Reached(assignment.threshold, came) if came and assignment.threshold is not None else None


def own_results(learner_id: int, answers: Iterable[Answer]) -> Results:
    """For the learner: without those at cases at which an assessed attempt is under way. Two statements, or none."""
    wanted = [one.attempt_id for one in answers if one.attempt_id and one.far is Far.DONE]
    mine = Attempt.objects.over().filter(learner=learner_id, pk__in=wanted)
    return _results(mine.exclude(pk__in=closed_meanwhile(learner_id))) if wanted else {}


def results_known(program_id: int, assignment: Assignment) -> Results:
    """For those who direct the program: of all attempts made for it that the program knows. One statement, or none."""
    made = known_to(program_id).over().filter(assigned__item__assignment=assignment)
    return {} if assignment.threshold is None else _results(made)


def _results(attempts: AttemptQuerySet) -> Results:
    own = Result.objects.filter(
        attempt__in=attempts.order_by().values("pk"), publication=F("attempt__publication")
    )
    return {pk: Came(score, unsafe) for pk, score, unsafe in own.values_list("attempt_id", "score", "unsafe")}
