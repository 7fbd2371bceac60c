"""Recommendations as boxes: the claim, for whom, who issued it, and its grade explained in the issuer's own scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models.sections import Direction, Grading

# What a scheme's letters and numbers mean, in our words; schemes are never converted into one another.
_MEANING = {
    "ESMO": gettext_lazy(
        "Level I is evidence from at least one large, well-made randomised trial or a meta-analysis of such trials, "
        "V is expert opinion; grade A is a strong recommendation, E advises against."
    ),
    "SEOM": gettext_lazy(
        "Level I is evidence from large randomised trials, V is expert opinion; grade A is a strong recommendation, "
        "E advises against."
    ),
    "CSCO": gettext_lazy(
        "Grade I is CSCO's preferred choice, II a second choice, III an option in selected patients; the evidence "
        "category beside it tells how strong the data and how uniform the experts' view are."
    ),
    "NCCN": gettext_lazy("Category 1 rests on high-level evidence and uniform agreement of NCCN's panel."),
    "label": gettext_lazy(
        "A licence is permission by an agency to market a drug for a use; it is not a grade."
    ),
}


@dataclass(frozen=True, slots=True)
class Box:
    """One recommendation, ready to be shown; `markers` are the numbered links to its sources.

    `notice` says that the guidance has changed since it was frozen.
    """

    key: str
    title: str
    claim: str
    direction: str
    direction_label: str
    population: str
    exclusions: str
    issuer: str
    graded: bool
    grade_text: str
    grading_text: str
    markers: SafeString
    section: str
    notice: str = ""


def box(row: Mapping[str, Any], *, markers: SafeString, section: str, notice: str = "") -> Box:
    """From a frozen recommendation, of a section's payload or of a case's manifest."""
    graded = row["grading"] == Grading.GRADED
    return Box(
        key=row["key"],
        title=row["title"],
        claim=row["claim"],
        direction=row["direction"],
        direction_label=str(Direction(row["direction"]).label),
        population=row["population"],
        exclusions=row["exclusions"],
        issuer=row["issuer"],
        graded=graded,
        grade_text=_grade(row) if graded else str(Grading(row["grading"]).label),
        grading_text=_explained(row, graded=graded),
        markers=markers,
        section=section,
        notice=notice,
    )


def drawn_box(row: Mapping[str, Any], *, markers: SafeString, section: str) -> SafeString:
    rec = box(row, markers=markers, section=section)
    return render_to_string("content/_recommendation.html", {"rec": rec})


def _grade(row: Mapping[str, Any]) -> str:
    """Level, then grade, as the issuer words them: `I, A`, `1A, I`."""
    return ", ".join(filter(None, (row["level"], row["grade"])))


def _explained(row: Mapping[str, Any], *, graded: bool) -> str:
    scheme = row["scheme"]
    meaning = str(_MEANING.get(scheme.split(" ")[0], ""))
    if graded:
        level = _("level %(level)s") % {"level": row["level"]} if row["level"] else ""
        grade = _("grade %(grade)s") % {"grade": row["grade"]} if row["grade"] else ""
        return f"{scheme}: {', '.join(filter(None, (level, grade)))}. {meaning}".strip()
    if scheme and scheme != "none":
        return f"{scheme[0].upper()}{scheme[1:]}. {meaning}".strip()
    return str(_("No grade is claimed for this."))
