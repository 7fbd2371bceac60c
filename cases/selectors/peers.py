"""What others chose at the decisions of an attempt that is over, where enough of them did that nobody can be told.

Of the learner's own circle from 5 others on, else of everybody from 10 on, at the same decision of the same
publication, in their first attempt in the same mode. A decision is told of one of the two alone, because the
difference would be a third group; and of the first 5, 10, 15 … who decided (10, 20 … of everybody), because what
changes with the next one would be theirs. How many chose an option is told once and never exactly: of few in numbers
of people, of many to the nearest ten per cent; both together, or tens of few, would tell one count alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.engine.parts import Step
from cases.engine.words import StepKind
from cases.models import Attempt, AttemptMode, Result
from cases.models.case import CASE
from cases.selectors.circles import circle_of
from cases.selectors.item_pool import first_completed, newest_at
from cases.selectors.playing import Playing
from cases.selectors.suppressing import ELSEWHERE

NEAR: Final = 5
# Their breakdowns are read for one debrief, so there is an end to it: a few hundredths of a second of work.
LOOKED_AT: Final = 300
_FROM: Final = (1, 5, 10, 20)
# From here on a tenth is at least five people.
SHARES_FROM: Final = 50
WHOLE: Final = 100

# By step, what each picked, in the order in which they came to their end.
Picks = Mapping[str, Sequence[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class PeerOption:
    """`chosen_by` is never exact, but for nobody and everybody."""

    label: str
    chosen_by: str
    own: bool


@dataclass(frozen=True, slots=True)
class Peers:
    """Of `n` others; `near`: they are of the learner's own circle; `simulated`: all of them are made up."""

    near: bool
    simulated: bool
    n: int
    options: tuple[PeerOption, ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Those who are told of in steps of `size`."""

    size: int
    simulated: bool
    picks: Picks


def peers_of(playing: Playing) -> dict[str, Peers]:
    """By step. Only for an attempt that is over. At most three statements, none for the sample."""
    if playing.published.kind != CASE:
        return {}
    told: dict[str, Peers] = {}
    for pool in _pools(playing):
        for step in _asked(playing):
            n = len(pool.picks[step.slug]) // pool.size * pool.size
            if n and step.slug not in told:
                told[step.slug] = _peers(playing, step, pool, n)
        if all(step.slug in told for step in _asked(playing)):
            break
    return told


def _asked(playing: Playing) -> Iterator[Step]:
    """What counted, and was answered by picking: an order or a number is no one's own option."""
    for decided in playing.state.decisions:
        step = playing.scenario.step(decided.step)
        counts = step.key_decision and step.key_decision not in playing.state.started.left_out
        if counts and step.kind in (StepKind.SINGLE, StepKind.MENU):
            yield step


def _pools(playing: Playing) -> Iterator[_Pool]:
    """The own circle's, then everybody's; each is read when it is wanted."""
    attempt = playing.attempt
    mode, publication = AttemptMode(attempt.mode), attempt.publication_id
    if attempt.learner_id is not None and (circle := circle_of(attempt.learner_id)) is not None:
        near = first_completed(circle.attempts, mode, with_simulated=circle.with_simulated)
        near = near.filter(publication=publication).order_by("-started_at")
        yield _Pool(NEAR, circle.with_simulated, _picks(near.values("pk")[:LOOKED_AT], publication))
    firsts = first_completed(Attempt.objects.of_cases(), mode, with_simulated=False)
    others = firsts.exclude(learner=attempt.learner_id).filter(pk__in=newest_at(publication, mode, LOOKED_AT))
    yield _Pool(ELSEWHERE, False, _picks(others.order_by().values("pk"), publication))  # noqa: FBT003


def _picks(attempts: QuerySet[Attempt, Any], publication_id: int) -> Picks:
    """One statement."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for result in Result.objects.filter(attempt__in=attempts, publication=publication_id).order_by(
        "at", "pk"
    ):
        for part in result.parts()["key_decisions"]:
            if part["reached"] and not part["left_out"]:
                found[part["step"]].append(frozenset(part["picks"]))
    return found


def _peers(playing: Playing, step: Step, pool: _Pool, n: int) -> Peers:
    own = next(one.picks for one in playing.state.decisions if one.step == step.slug)
    picks = pool.picks[step.slug][:n]
    options = tuple(
        PeerOption(
            option.label,
            _chosen_by(sum(option.slug in picked for picked in picks), n),
            own=option.slug in own,
        )
        for option in step.options
    )
    return Peers(pool.size == NEAR, pool.simulated, n, options)


def _chosen_by(count: int, n: int) -> str:
    if count in (0, n):
        return _("everybody") if count else _("nobody")
    return _people(count, n) if n < SHARES_FROM else _share(count, n)


def _share(count: int, n: int) -> str:
    tens = 10 * round(Fraction(10 * count, n))
    if not tens:
        return _("5 % or less")
    return _("95 % or more") if tens == WHOLE else _("about %(tens)d %%") % {"tens": tens}


def _people(count: int, n: int) -> str:
    low = max(low for low in _FROM if low <= count)
    high = min([*(high for high in _FROM if high > count), n]) - 1
    return _("%(low)d to %(high)d of %(n)d") % {"low": low, "high": high, "n": n}
