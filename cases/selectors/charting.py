"""The chart as a page shows it: what holds now, the findings by kind with their dates, and the trends as drawings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from cases.engine import chart, play
from cases.engine.courses import Course, Reading
from cases.engine.scenario import Scenario
from cases.engine.words import FindingKind, Scale
from cases.selectors import plot
from cases.selectors.changes import ChangeRow, RangeRow, changes, flag_word, measured, normal, ranges
from cases.selectors.wording import change, day_text, value_text

PERFORMANCE = "ecog"
# What grows in a case stands first, and no group changes its place from step to step.
ORDER = (FindingKind.INVESTIGATION, FindingKind.EXAMINATION, FindingKind.HISTORY)
HEADINGS = {
    FindingKind.HISTORY: gettext_noop("History"),
    FindingKind.EXAMINATION: gettext_noop("Examination"),
    FindingKind.INVESTIGATION: gettext_noop("Investigations"),
}

Told = Callable[[str], SafeString]


@dataclass(frozen=True, slots=True)
class NowRow:
    """One shown variable; `delta` is empty when nothing changed."""

    label: str
    value: str
    delta: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. `text` is safe HTML where the finding is words; `flag` names a value out of its range."""

    label: str
    when: str
    value: str
    text: SafeString
    normal: str
    flag: str
    new: bool


@dataclass(frozen=True, slots=True)
class FindingGroup:
    heading: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """A treatment with its first and its last day in words."""

    label: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """A drawing with its name, its description, its values and the treatments meanwhile, in words."""

    slug: str
    name: str
    description: str
    plot: plot.Plot
    rows: tuple[tuple[str, str], ...]
    treatments: tuple[Ran, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """What a learner knows of the patient; `news` is read out after a swap, `brief` stands folded on a phone."""

    day: int
    brief: str
    changes: tuple[ChangeRow, ...]
    now: tuple[NowRow, ...]
    groups: tuple[FindingGroup, ...]
    trends: tuple[TrendView, ...]
    ranges: tuple[RangeRow, ...]
    news: str


def view(scenario: Scenario, state: play.State, told: Told) -> ChartView:
    """`told` gives the safe HTML of a part of the publication by its name."""
    read = chart.read(scenario, state)
    entries = [entry for group in read.entries.values() for entry in group]
    new = [entry.label for entry in entries if entry.new]
    when = cache(day_text)  # many findings of a chart are of one day
    groups = tuple(
        FindingGroup(
            _(HEADINGS[kind]),
            tuple(_finding(entry, told, when) for entry in _latest_day_first(read.entries[kind])),
        )
        for kind in ORDER
        if kind in read.entries
    )
    now = tuple(_now(one) for one in read.now)
    ran = tuple(_ran(one, over=state.over) for one in read.treatments)
    trends = tuple(_trend(course, read.treatments, ran) for course in read.trends if _moves(course))
    return ChartView(
        day=read.day,
        brief=_brief(read, len(new)),
        changes=changes(scenario, read),
        now=now,
        groups=groups,
        trends=trends,
        ranges=ranges(read),
        news=_news(new),
    )


def before_going_on(scenario: Scenario, state: play.State) -> play.State:
    """`state` right after a decision, without what entering the next step has added: its days and its findings."""
    if len(state.visits) < 2:
        return state
    decided = state.visits[-2]
    day = state.day if decided.day_after is None else decided.day_after
    step, position = scenario.step(decided.step), len(state.decisions)
    picks = decided.decision.picks if decided.decision else ()
    known = {finding for pick in picks for finding in step.option(pick).reveals}
    kept = tuple(one for one in state.revealed if one.position < position or one.finding in known)
    trends = {
        slug: tuple(point for point in trend if point[0] <= day) for slug, trend in state.trends.items()
    }
    return replace(state, day=day, revealed=kept, trends=trends)


def _latest_day_first(entries: tuple[chart.Entry, ...]) -> list[chart.Entry]:
    """Entries come newest first; those of one day go back into the order in which the author wrote them."""
    as_written = entries[::-1]
    return sorted(as_written, key=lambda entry: -entry.day)


def _now(one: chart.Now) -> NowRow:
    # The choices of an enum are slugs; read them as words.
    value = one.value.replace("-", " ") if isinstance(one.value, str) else one.value
    return NowRow(one.label, value_text(value, one.unit), change(one.delta) if one.delta is not None else "")


def _finding(entry: chart.Entry, told: Told, when: Callable[[int], str]) -> FindingRow:
    return FindingRow(
        label=entry.label,
        when=when(entry.since),
        value=measured(entry),
        text=told(f"findings/{entry.slug}/text") if entry.text else SafeString(""),
        normal=normal(entry),
        flag=flag_word(entry),
        new=entry.new,
    )


def _moves(course: Course) -> bool:
    """A level line says no more than the value itself."""
    return len({(reading.value, reading.below) for reading in course.readings}) > 1


def _trend(course: Course, periods: tuple[chart.Period, ...], ran: tuple[Ran, ...]) -> TrendView:
    rows = tuple((day_text(reading.day), _reading(reading, course.unit)) for reading in course.readings)
    name = f"{course.label}, {course.unit}" if course.unit else course.label
    return TrendView(course.slug, name, _told(course, rows, ran), plot.draw(course, periods), rows, ran)


def _told(course: Course, rows: tuple[tuple[str, str], ...], ran: tuple[Ran, ...]) -> str:
    """The drawing in sentences."""
    (first_day, first), (last_day, last) = rows[0], rows[-1]
    told = _("From %(first)s on %(first_day)s to %(last)s on %(last_day)s.") % {
        "first": first,
        "first_day": first_day,
        "last": last,
        "last_day": last_day,
    }
    return " ".join([told, *_axis(course), *(f"{one.label}: {one.since} – {one.until}." for one in ran)])


def _axis(course: Course) -> list[str]:
    told = [_("Logarithmic axis.")] if course.scale is Scale.LOG else []
    if course.detection_limit is None:
        return told
    limit = value_text(course.detection_limit, course.unit)
    return [
        *told,
        _("What lies below the detection limit of %(limit)s is drawn as an empty mark.") % {"limit": limit},
    ]


def _ran(one: chart.Period, *, over: bool) -> Ran:
    running = _("end of the case") if over else _("going on")
    return Ran(one.label, day_text(one.since), running if one.until is None else day_text(one.until))


def _reading(reading: Reading, unit: str) -> str:
    text = value_text(reading.value, unit)
    return _("below %(value)s") % {"value": text} if reading.below else text


def _brief(read: chart.Chart, new: int) -> str:
    performance = next((one for one in read.now if one.slug == PERFORMANCE), None)
    parts = [_("Day %(day)d") % {"day": read.day}]
    if performance:
        parts.append(_("ECOG %(value)s") % {"value": value_text(performance.value)})
    if new:
        parts.append(ngettext("%(count)d new value", "%(count)d new values", new) % {"count": new})
    return " · ".join(parts)


def _news(new: list[str]) -> str:
    return _("New in the chart: %(labels)s.") % {"labels": ", ".join(new)} if new else ""
