"""A learner's row in a cohort's table: each cell the first assessed attempt at a case that the program knows.

Every number is one that is stored with an attempt; `recompute_results` proves that those equal their events.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from cases.models import AttemptState
from cases.programs.selectors.played import Played, firsts_of
from cases.selectors.own_domains import ENOUGH
from cases.selectors.wording import end_words, whole

BANDS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """`score` None: no assessed attempt is over; `exact` is it as stored. `end` tells one that was cut short.

    `practice` is the best of it.

    `only` is the one attempt behind the cell, None where there are several, or none that is over.
    """

    case_slug: str
    score: int | None = None
    exact: Decimal | None = None
    unsafe: bool = False
    end: str = ""
    under_way: bool = False
    practice: int | None = None
    count: int = 0
    only: UUID | None = None

    @property
    def band(self) -> int:
        """Shades a cell, as a second cue beside its number."""
        return 0 if self.score is None else min(BANDS, 1 + self.score * BANDS // 100)


@dataclass(frozen=True, slots=True)
class Summary:
    """Of the first assessed attempts that are over: `n` of them with `decisions` key decisions reached.

    `mean` is exact, and None below ENOUGH decisions. `last_active` is of all work, practice included.
    """

    n: int = 0
    decisions: int = 0
    mean: Fraction | None = None
    unsafe_count: int = 0
    last_active: datetime | None = None


NOTHING = Summary()


def summary_of(played: Sequence[Played], documents: Collection[int] | None = None) -> Summary:
    """Of one learner; of these cases alone when they are named."""
    firsts = [
        one
        for one in firsts_of(played).values()
        if one.score is not None and (documents is None or one.document_id in documents)
    ]
    decisions = sum(one.decisions for one in firsts)
    total = sum((Fraction(one.score) for one in firsts if one.score is not None), Fraction(0))
    return Summary(
        n=len(firsts),
        decisions=decisions,
        mean=total / len(firsts) if decisions >= ENOUGH else None,
        unsafe_count=sum(bool(one.unsafe) for one in firsts),
        last_active=max((one.active_at for one in played), default=None),
    )


def cell_of(slug: str, attempts: Sequence[Played]) -> Cell:
    """`attempts` of one learner at one case, the first started first."""
    first = next((one for one in attempts if one.is_assessed), None)
    over = [one for one in attempts if one.is_over]
    practised = [one.score for one in over if not one.is_assessed and one.score is not None]
    counts = first if first is not None and first.score is not None else None
    return Cell(
        case_slug=slug,
        score=whole(counts.score) if counts and counts.score is not None else None,
        exact=counts.score if counts else None,
        unsafe=bool(counts and counts.unsafe),
        end=end_words(counts.state) if counts and counts.state != AttemptState.COMPLETED else "",
        under_way=any(not one.is_over for one in attempts),
        practice=whole(max(practised)) if practised else None,
        count=len(over),
        only=over[0].pk if len(over) == 1 else None,
    )
