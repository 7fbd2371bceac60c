"""What a page adds to the chart: the new beside what it was before, and the ranges of what has been measured so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.engine import chart
from cases.engine.scenario import Scenario
from cases.selectors.wording import value_text


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """`value` is empty for a finding in words, `before` for what was not known."""

    label: str
    value: str
    before: str
    flag: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A laboratory value with its reference range as the case states it."""

    label: str
    normal: str
    unit: str


def changes(scenario: Scenario, read: chart.Chart) -> tuple[ChangeRow, ...]:
    """Shown variables that moved, then new findings; nothing on the first page, where all is new."""
    entries = _oldest_first(read)
    if all(entry.new for entry in entries):
        return ()
    moved = (_moved(one) for one in read.now if one.delta is not None)
    found = (_found(scenario, entry, entries[:at]) for at, entry in enumerate(entries) if entry.new)
    return (*moved, *found)


def ranges(read: chart.Chart) -> tuple[RangeRow, ...]:
    """Each once, in the order in which they came in. What lies ahead is not among them."""
    measured = (entry for entry in _oldest_first(read) if normal(entry))
    return tuple(dict.fromkeys(RangeRow(entry.label, normal(entry), entry.unit) for entry in measured))


def measured(entry: chart.Entry) -> str:
    """The value of a finding in words, empty for a finding that has none."""
    if entry.value is None:
        return ""
    value = value_text(entry.value, entry.unit)
    return _("below %(value)s") % {"value": value} if entry.below else value


def normal(entry: chart.Entry) -> str:
    """The reference range, empty where the case states none."""
    if entry.low and entry.high:
        return f"{entry.low}–{entry.high}"
    return f"≥ {entry.low}" if entry.low else f"≤ {entry.high}" if entry.high else ""


def flag_word(entry: chart.Entry) -> str:
    """Whether a value lies out of its range."""
    if not entry.flag:
        return ""
    return _("low") if entry.flag == "low" else _("high")


def _oldest_first(read: chart.Chart) -> list[chart.Entry]:
    return [entry for group in read.entries.values() for entry in reversed(group)]


def _moved(one: chart.Now) -> ChangeRow:
    value = one.value
    before = (
        value_text(value - one.delta, one.unit) if one.delta and not isinstance(value, bool | str) else ""
    )
    return ChangeRow(one.label, value_text(value, one.unit), before, "")


def _found(scenario: Scenario, entry: chart.Entry, earlier: list[chart.Entry]) -> ChangeRow:
    same = [
        one for one in earlier if _about(scenario, one) == _about(scenario, entry) and one.value is not None
    ]
    before = measured(same[-1]) if same and entry.value is not None else ""
    return ChangeRow(entry.label, measured(entry), before, flag_word(entry))


def _about(scenario: Scenario, entry: chart.Entry) -> str:
    """What two findings have in common that are the same test on two days."""
    finding = scenario.finding(entry.slug)
    return finding.value_from or finding.series or finding.label
