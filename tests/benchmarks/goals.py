"""The goals of speed: what each measure may cost, and whether a value keeps to it."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Better(Enum):
    """Which way is good."""

    MORE = "≥"
    LESS = "≤"
    EXACT = "="


@dataclass(frozen=True, slots=True)
class Goal:
    """Without an aim the floor is all there is. `unit` follows the figure: × for ratios, nothing for counts."""

    id: str
    work: str
    better: Better
    floor: float
    aim: float | None = None
    unit: str = ""

    def verdict(self, value: float) -> str:
        if not self._keeps(value, self.floor):
            return "MISSED"
        return "met" if self.aim is None else "aim met" if self._keeps(value, self.aim) else "floor met"

    def bound(self, bound: float | None) -> str:
        return "–" if bound is None else f"{self.better.value} {bound:g}{self.unit}"

    def text(self, value: float) -> str:
        return f"{value:.2f}{self.unit}" if self.unit else f"{round(value, 1):g}"

    def _keeps(self, value: float, bound: float) -> bool:
        if self.better is Better.EXACT:
            return value == bound
        return value >= bound if self.better is Better.MORE else value <= bound


def _ratio(id: str, work: str, better: Better, floor: float, aim: float) -> Goal:
    return Goal(id, work, better, floor, aim, "×")


GOALS: Final = (
    _ratio(
        "P1", "decision with htmx, in one request: throughput against the bare step", Better.MORE, 0.5, 0.65
    ),
    _ratio("P1b", "decision without JavaScript, 303 and its page: throughput", Better.MORE, 0.35, 0.5),
    _ratio("P2", "decision with htmx: CPU against the bare step", Better.LESS, 2.0, 1.5),
    _ratio("P2b", "decision without JavaScript: CPU against the bare step", Better.LESS, 3.0, 2.2),
    Goal("P4", "decision: statements besides BEGIN and COMMIT, the most of all cases", Better.LESS, 10, 8),
    Goal("P4w", "decision: writes, the most of all cases", Better.LESS, 4),
    _ratio("P5", "article uncached: CPU against bare row and template", Better.LESS, 2.0, 1.5),
    _ratio("P6", "article cached, anonymous: throughput against cache_page", Better.MORE, 0.6, 0.8),
    Goal("P6s", "article cached: statements", Better.EXACT, 1),
    Goal("P7", "If-None-Match on an unchanged article: statements of the 304", Better.EXACT, 1),
    Goal("P7b", "article uncached: statements", Better.LESS, 10, 6),
    _ratio(
        "P10", "dashboard, the slowest page: time against a bare page of a summary table", Better.LESS, 10, 5
    ),
    Goal("P10s", "dashboard: statements, the most of all pages", Better.LESS, 12, 8),
    Goal("P11", "dashboard: kB uncompressed, the largest of all pages", Better.LESS, 200, 100),
    _ratio("P12", "memory of two workers after mixed requests against the bare page's", Better.LESS, 2, 1.5),
    Goal("P12g", "memory: growth in % over as many requests more", Better.LESS, 10),
    Goal("P13", "32 connections submitting at once on SQLite: errors", Better.EXACT, 0),
)
