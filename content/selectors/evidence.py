"""What of a randomised comparison may be drawn, and how its hazard ratio reads in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from content.selectors.survival_plot import (
    ARMS_AT_MOST,
    IconArray,
    PublishedArm,
    SurvivalPlot,
    draw,
    icons,
)
from npcsite.lib.survival import NotFalling, Point, through

# Read in the source, or in a secondary page that the row names; what was read in part is not drawn.
DRAWABLE: Final = ("V", "V2")
HALF: Final = Decimal("0.5")
NO_DIFFERENCE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """`arrays` are of the patients after `months`, of whom `still` says what is true; empty without a shared time."""

    plot: SurvivalPlot
    months: str
    still: str
    arrays: tuple[IconArray, ...]


def is_randomised(trial: Mapping[str, Any]) -> bool:
    """By the words of its design: a trial that does not say so is not drawn."""
    return "randomi" in trial["design"].casefold()


def drawing_of(row: Mapping[str, Any]) -> Drawing | None:
    """None where fewer than two arms have a published figure, where it was read in part, or where the points rise."""
    if row["status"] not in DRAWABLE or not 2 <= len(row["arms"]) <= ARMS_AT_MOST:
        return None
    try:
        arms = [_published(arm, row["status"]) for arm in row["arms"]]
    except NotFalling:
        return None
    shown = [arm for arm in arms if arm.points]
    if len(shown) < 2:
        return None
    months, rates = _shared(row) if len(row["arms"]) == 2 else ("", [])
    return Drawing(draw(shown), months, _still(row["endpoint"]), icons(rates))


def hazard_words(row: Mapping[str, Any]) -> str:
    """The hazard ratio of the first arm against the second; empty where none was published."""
    ratio, arms = _number(row["hr"]), row["arms"]
    if ratio is None or len(arms) != 2:
        return ""
    told = {"hr": row["hr"], "first": arms[0]["name"], "second": arms[1]["name"]}
    if not row["hr_ci"]:
        return (
            _(
                "Hazard ratio %(hr)s, %(first)s against %(second)s; its confidence interval was not seen, so how "
                "sure this is cannot be said."
            )
            % told
        )
    low, high = row["hr_ci"]
    sentence = _("Hazard ratio %(hr)s (95%% CI %(low)s to %(high)s), %(first)s against %(second)s:") % {
        **told,
        "low": low,
        "high": high,
    }
    return f"{sentence} {_read(_number(low), _number(high))}"


def _read(low: Decimal | None, high: Decimal | None) -> str:
    if high is not None and high < NO_DIFFERENCE:
        return _("the whole interval lies below 1, so events were rarer in the first arm.")
    if low is not None and low > NO_DIFFERENCE:
        return _("the whole interval lies above 1, so events were more frequent in the first arm.")
    return _("the interval includes 1, so no difference was shown.")


def _published(arm: Mapping[str, Any], status: str) -> PublishedArm:
    """Raises NotFalling."""
    rates = [
        Point(months, percent / 100)
        for mark in _drawable(arm, status)
        if (months := _number(mark["months"])) and (percent := _number(mark["percent"]))
    ]
    median = _number(arm["median_months"])
    points = sorted({*rates, *([Point(median, HALF)] if median else [])})
    return PublishedArm(arm["name"], tuple(points), through(points) if rates else None)


def _shared(row: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The middle one of the times at which every arm has a rate, the later of two, with the rates."""
    found = [
        {mark["months"]: mark["percent"] for mark in _drawable(arm, row["status"])} for arm in row["arms"]
    ]
    times = sorted(set.intersection(*(set(rates) for rates in found)), key=Decimal)
    if not times:
        return "", []
    months = times[len(times) // 2]
    names = (arm["name"] for arm in row["arms"])
    return months, [(name, rates[months]) for name, rates in zip(names, found, strict=True)]


def _drawable(arm: Mapping[str, Any], status: str) -> Iterable[Mapping[str, Any]]:
    return [
        mark
        for mark in arm["landmarks"]
        if mark.get("status", status) in DRAWABLE and _number(mark["months"]) and _number(mark["percent"])
    ]


def _number(text: str) -> Decimal | None:
    """None for what is no number above 0, such as “NE”."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _still(endpoint: str) -> str:
    """What is true of those who are counted at a time."""
    named = endpoint.casefold()
    if named.startswith("overall survival"):
        return _("alive")
    if named.startswith("progression-free survival"):
        return _("alive without progression")
    return _("without the event")
