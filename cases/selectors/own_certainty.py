"""How certain a learner was beside what came of it: over all finished attempts, and block by block of decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from cases.engine import certainty
from cases.engine.certainty import Sure
from cases.selectors.certainty import CertaintyReport, mark_text, shown
from cases.selectors.own_work import Finished, Work
from cases.selectors.playing import fold

# A block is long enough for a mean to say something; below ENOUGH decisions nothing is said.
BLOCK, ENOUGH = 20, 10
# Of the certainty 3 decisions in a block.
ENOUGH_SURE = 5
LEFT, RIGHT, TOP, BOTTOM = 46, 308, 12, 104
CLAIMED = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Block:
    """`first` to `last` of the learner's decisions in order; `mark` and `share` are None below enough decisions.

    `share` is the per cent right of the `sure` ones, those with certainty 3.
    """

    first: int
    last: int
    since: datetime
    until: datetime
    mark: str | None
    sure: int
    share: int | None

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    share: int


@dataclass(frozen=True, slots=True)
class OwnCertainty:
    """`dots` are the blocks with a share, in a box of 320 × 130; `band` is how tall what certainty 3 claims is."""

    report: CertaintyReport
    blocks: tuple[Block, ...]
    dots: tuple[Dot, ...]
    path: str
    levels: tuple[tuple[int, float], ...]
    band: float
    enough: int = ENOUGH
    enough_sure: int = ENOUGH_SURE


@dataclass(frozen=True, slots=True)
class _Told:
    sure: Sure
    at: datetime


def own_certainty(work: Work) -> OwnCertainty | None:
    """None when no certainty was ever given in a finished attempt."""
    told = [_Told(sure, one.result.at) for one in work.finished for sure in _sure(one)]
    report = shown(certainty.report(one.sure for one in told))
    if report is None:
        return None
    blocks = tuple(_block(start, told[start : start + BLOCK]) for start in range(0, len(told), BLOCK))
    dots = tuple(_dots(blocks))
    return OwnCertainty(
        report=report,
        blocks=blocks,
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else "",
        levels=tuple((percent, _y(percent)) for percent in (0, 50, 100)),
        band=round(_y(0) - _y(round(100 * (1 - CLAIMED))), 1),
    )


def unasked_count(work: Work) -> int:
    """In how many finished attempts certainty was not asked by the terms. The events are at hand."""
    return sum(not one.attempt.events.all()[0].started().certainty_asked for one in work.finished)


def _sure(one: Finished) -> tuple[Sure, ...]:
    """The fold is spared for an attempt without any certainty."""
    events = tuple(one.attempt.events.all())
    if all('"certainty":null' in event.data for event in events[1:] if event.kind == "decided"):
        return ()
    return certainty.told(one.scenario, fold(one.scenario, events))


def _block(start: int, told: Sequence[_Told]) -> Block:
    found = certainty.report(one.sure for one in told)
    top, mean = found.highest, found.mean_mark
    return Block(
        first=start + 1,
        last=start + len(told),
        since=told[0].at,
        until=told[-1].at,
        mark=mark_text(mean) if mean is not None and len(told) >= ENOUGH else None,
        sure=top.count,
        share=round(Fraction(100 * top.right, top.count)) if top.count >= ENOUGH_SURE else None,
    )


def _dots(blocks: Sequence[Block]) -> Iterator[Dot]:
    apart = (RIGHT - LEFT) / len(blocks)
    for at, block in enumerate(blocks):
        if block.share is not None:
            yield Dot(round(LEFT + apart * (at + 0.5), 1), _y(block.share), block.share)


def _y(percent: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * percent / 100, 1)
