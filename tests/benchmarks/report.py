"""What a run prints: its goals with the values found, and the raw figures below them."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.goals import GOALS

WIDTHS: Final = (5, 74, 9, 9, 9)


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a goal; `detail` says how far the rounds lay apart, or where the most was."""

    goal: str
    value: float
    detail: str = ""


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def print_goals(engine: str, found: Iterable[Found]) -> int:
    """How many floors were missed."""
    values = {one.goal: one for one in found}
    say(f"\n{engine}")
    say(_row("", "goal", "floor", "aim", "value") + "  verdict")
    missed = 0
    for goal in GOALS:
        if one := values.get(goal.id):
            verdict = goal.verdict(one.value)
            missed += verdict == "MISSED"
            figures = _row(
                goal.id, goal.work, goal.bound(goal.floor), goal.bound(goal.aim), goal.text(one.value)
            )
            say(f"{figures}  {verdict:<9}  {one.detail}".rstrip())
    return missed


def _row(*cells: str) -> str:
    aligned = (
        f"{cell:<{width}}" if at < 2 else f"{cell:>{width}}"
        for at, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    )
    return "  ".join(aligned)
