"""Certainty as the debrief shows it: what it was against what came of it, as figures and as a drawing."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from cases.engine import certainty
from cases.selectors.playing import Playing
from cases.selectors.plot import Tick
from cases.selectors.wording import MINUS, points_text

# In a box of 320 × 150; below BOTTOM stand what each column is and how many decisions it holds.
LEFT, RIGHT, TOP, BOTTOM = 46, 308, 12, 104
# Between which chances of being right, in percent, each certainty pays best.
PAYS: dict[int, tuple[int, int]] = {1: (0, 67), 2: (67, 80), 3: (80, 100)}
NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """One certainty in the drawing: the chances it claims as a band, the credit seen as a dot at `y`, if any."""

    certainty: int
    left: float
    width: float
    middle: float
    top: float
    height: float
    y: float | None
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One certainty in the table; a figure without a decision behind it is "–"."""

    certainty: int
    claimed: str
    count: int
    credit: str
    right: int
    wrong: int
    harmful: int


@dataclass(frozen=True, slots=True)
class CertaintyReport:
    """`count` is how many decisions had a certainty; `sure` how many of them the highest, and what those came to."""

    count: int
    mark: str
    sure: int
    sure_wrong: int
    sure_wrong_share: int
    sure_harmful: int
    sure_harmful_share: int
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


def certainty_report(playing: Playing) -> CertaintyReport | None:
    """Of one attempt. Reads the events at hand and costs no statement."""
    return shown(certainty.report(certainty.told(playing.scenario, playing.state)))


def shown(found: certainty.Report) -> CertaintyReport | None:
    """None when no certainty was given."""
    if found.mean_mark is None:
        return None
    top = found.highest
    return CertaintyReport(
        count=found.count,
        mark=mark_text(found.mean_mark),
        sure=top.count,
        sure_wrong=top.wrong,
        sure_wrong_share=_share(top.wrong, top.count),
        sure_harmful=top.harmful,
        sure_harmful_share=_share(top.harmful, top.count),
        rows=tuple(_row(level) for level in found.levels),
        columns=tuple(_column(level) for level in found.levels),
        ticks=tuple(Tick(_height(percent), f"{percent} %") for percent in (0, 50, 100)),
    )


def mark_text(mean: Fraction) -> str:
    """With two decimals at most; rounded first, because no mark is −0."""
    return points_text(Fraction(round(100 * mean), 100)).replace("-", MINUS)


def _share(part: int, whole: int) -> int:
    return round(Fraction(100 * part, whole)) if whole else 0


def _row(level: certainty.Level) -> Row:
    return Row(
        certainty=level.certainty,
        claimed=_claimed(level.certainty),
        count=level.count,
        credit=NONE if level.credit is None else _percent(level.credit),
        right=level.right,
        wrong=level.wrong,
        harmful=level.harmful,
    )


def _claimed(one: int) -> str:
    return {1: _("below 67 %"), 2: _("67–80 %"), 3: _("above 80 %")}[one]


def _percent(credit: Fraction) -> str:
    return f"{round(100 * credit)} %"


def _column(level: certainty.Level) -> Column:
    wide = (RIGHT - LEFT) / len(PAYS)
    left = LEFT + (level.certainty - 1) * wide
    low, high = PAYS[level.certainty]
    return Column(
        certainty=level.certainty,
        left=round(left + 4, 1),
        width=round(wide - 8, 1),
        middle=round(left + wide / 2, 1),
        top=_height(high),
        height=round(_height(low) - _height(high), 1),
        y=None if level.credit is None else _height(100 * level.credit),
        text="" if level.credit is None else _percent(level.credit),
        count=level.count,
    )


def _height(percent: Fraction | int) -> float:
    return round(float(BOTTOM - percent * (BOTTOM - TOP) / Fraction(100)), 1)
