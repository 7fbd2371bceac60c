"""A learner's domains as a director reads them: assessed work with its course over time, and practice beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cases.models import AttemptMode
from cases.selectors.own_domains import ENOUGH, DecisionRow, domain_rows
from cases.selectors.own_work import Scored

# Of decisions in order, so that each has enough of them to say something.
STRETCHES_AT_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """`n` decisions that follow each other, in attempts that ended from `since` to `until`."""

    since: datetime
    until: datetime
    n: int
    mean: Decimal


@dataclass(frozen=True, slots=True)
class LearnerDomain:
    """`mean` of the `n` decisions of assessed attempts, repeats included, as in the cohort's table; `practice_mean` of
    the others. None below ENOUGH. `stretches` the oldest first, none when there are too few for two; `latest` are the
    newest of both.
    """

    domain: str
    label: str
    n: int
    mean: Decimal | None
    practice_n: int
    practice_mean: Decimal | None
    stretches: tuple[Stretch, ...]
    latest: tuple[DecisionRow, ...]

    @property
    def every_n(self) -> int:
        return self.n + self.practice_n


def learner_domains(scored: Iterable[Scored]) -> tuple[LearnerDomain, ...]:
    """Every domain, in the order of the words; `scored` oldest first. No statement."""
    every = tuple(scored)
    assessed = [one for one in every if was_assessed(one)]
    practised = domain_rows(one for one in every if not was_assessed(one))
    rows = zip(domain_rows(assessed), practised, domain_rows(every), strict=True)
    return tuple(
        LearnerDomain(
            domain=one.domain,
            label=one.label,
            n=one.n,
            mean=one.mean,
            practice_n=practice.n,
            practice_mean=practice.mean,
            stretches=tuple(_stretches([each for each in assessed if each.domain == one.domain])),
            latest=both.latest,
        )
        for one, practice, both in rows
    )


def was_assessed(one: Scored) -> bool:
    return one.of.attempt.mode == AttemptMode.ASSESSED


def _stretches(decisions: Sequence[Scored]) -> Iterator[Stretch]:
    """As many of one length as there is enough for; what does not divide goes to the last ones."""
    count = min(STRETCHES_AT_MOST, len(decisions) // ENOUGH)
    bounds = [at * len(decisions) // count for at in range(count + 1)] if count > 1 else []
    for start, end in pairwise(bounds):
        some = decisions[start:end]
        mean = sum(one.credit for one in some) / len(some)
        since, until = some[0].of.result.at, some[-1].of.result.at
        yield Stretch(since, until, len(some), Decimal(round(mean * 100)).scaleb(-2))
