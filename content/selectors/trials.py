"""The trial table as a page: published figures by trial, never ranked across trials."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.editorial.public import Published, Strip, strip
from content.selectors.articles import known_targets
from content.selectors.evidence import Drawing, drawing_of, hazard_words, is_randomised
from content.selectors.integrity import flags
from content.selectors.numbering import NumberedReference, Numbering


@dataclass(frozen=True, slots=True)
class ArmView:
    name: str
    n: str
    median: str
    landmarks: str
    note: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    endpoint: str
    follow_up_months: str
    effect: str
    how_read: str
    note: str
    arms: tuple[ArmView, ...]
    markers: SafeString
    hazard: str = ""
    drawing: Drawing | None = None

    @property
    def has_figures(self) -> bool:
        """Without a median and a rate there is nothing for a table to show; the note says what was reported."""
        return any(arm.median or arm.landmarks for arm in self.arms)


@dataclass(frozen=True, slots=True)
class TrialView:
    slug: str
    name: str
    setting: str
    population: str
    design: str
    randomised: bool
    comparisons: tuple[ComparisonView, ...]


@dataclass(frozen=True, slots=True)
class TrialsPage:
    title: str
    language: str
    strip: Strip
    trials: tuple[TrialView, ...]
    references: tuple[NumberedReference, ...]


def page(table: Published, *, at: datetime | None = None, stands: Strip | None = None) -> TrialsPage:
    """`stands` is for what nobody published."""
    numbering = Numbering(known_targets([table]), flags())
    trials = tuple(trial_view(trial, numbering) for trial in table.payload["trials"])
    told = stands or strip(table, at=at)
    return TrialsPage(table.title, table.language, told, trials, numbering.references())


def trial_view(trial: Mapping[str, Any], numbering: Numbering) -> TrialView:
    """A trial as it is in the table, or as it was frozen with a text that cites it; drawn only when randomised."""
    randomised = is_randomised(trial)
    return TrialView(
        **{name: trial[name] for name in ("slug", "name", "setting", "population", "design")},
        randomised=randomised,
        comparisons=tuple(_comparison(row, numbering, drawn=randomised) for row in trial["comparisons"]),
    )


def _comparison(row: Mapping[str, Any], numbering: Numbering, *, drawn: bool) -> ComparisonView:
    return ComparisonView(
        endpoint=row["endpoint"],
        follow_up_months=row["follow_up_months"],
        effect=_effect(row),
        how_read=_how_read(row["status"]),
        note=row["note"],
        arms=tuple(_arm(arm) for arm in row["arms"]),
        markers=numbering.marker(f"@{key}" for key in row["references"]),
        hazard=hazard_words(row),
        drawing=drawing_of(row) if drawn else None,
    )


def _effect(row: Mapping[str, Any]) -> str:
    """The hazard ratio with its interval and p, as far as they were read."""
    interval = f" (95% CI {'–'.join(row['hr_ci'])})" if row["hr_ci"] else ""
    ratio = f"HR {row['hr']}{interval}" if row["hr"] else ""
    return ", ".join(filter(None, (ratio, f"p = {row['p']}" if row["p"] else "")))


def _arm(arm: Mapping[str, Any]) -> ArmView:
    interval = f" ({'–'.join(arm['median_ci'])})" if arm["median_ci"] else ""
    return ArmView(
        name=arm["name"],
        n=arm["n"],
        median=f"{arm['median_months']}{interval}",
        landmarks="; ".join(_landmark(mark) for mark in arm["landmarks"]),
        note=arm["median_note"],
    )


def _landmark(mark: Mapping[str, Any]) -> str:
    interval = f" ({'–'.join(mark['ci'])})" if mark.get("ci") else ""
    return _("%(percent)s%% at %(months)s months") % mark + interval


def _how_read(status: str) -> str:
    if status == "V":
        return str(_("Read in the source or its abstract"))
    if status == "V2":
        return str(_("Read in a secondary page"))
    return str(_("Read in part"))
