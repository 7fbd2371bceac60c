"""Recommendations as boxes: the claim, for whom, who issued it, and its grade explained in the issuer's own scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models.sections import Direction, Grading

_DIRECTIONS = {
    Direction.FOR: gettext_lazy("Recommendation in favour"),
    Direction.AGAINST: gettext_lazy("Recommendation against"),
    Direction.CONDITIONAL: gettext_lazy("Conditional recommendation"),
    Direction.STATEMENT: gettext_lazy("Statement of fact"),
}

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

    `notice` says that the guidance has changed since it was frozen; `review` who reviewed it, while it has not.
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
    review: str = ""


def box(
    row: Mapping[str, Any], *, markers: SafeString, section: str, notice: str = "", review: str = ""
) -> Box:
    """From a frozen recommendation, of a section's payload or of a case's manifest."""
    graded = row["grading"] == Grading.GRADED
    return Box(
        key=row["key"],
        title=row["title"],
        claim=row["claim"],
        direction=row["direction"],
        direction_label=str(_DIRECTIONS[Direction(row["direction"])]),
        population=row["population"],
        exclusions=row["exclusions"],
        issuer=row["issuer"],
        graded=graded,
        grade_text=_grade(row) if graded else str(Grading(row["grading"]).label),
        grading_text=_explained(row["scheme"], graded=graded),
        markers=markers,
        section=section,
        notice=notice,
        review=review,
    )


def drawn_box(row: Mapping[str, Any], *, markers: SafeString, section: str) -> SafeString:
    rec = box(row, markers=markers, section=section)
    return render_to_string("content/_recommendation.html", {"rec": rec})


def _grade(row: Mapping[str, Any]) -> str:
    """Scheme, level and grade, each by its name: `ESMO: level I, grade A`; the values as the issuer words them."""
    short = _short(row["scheme"])
    level_word = _("evidence category") if short == "CSCO" else _("level")
    named = ", ".join(filter(None, (_named(level_word, row["level"]), _named(_("grade"), row["grade"]))))
    return f"{short}: {named}" if _is_named(row["scheme"]) else named


def _named(word: str, value: str) -> str:
    """NCCN's “Category 2A” says by itself what it is."""
    return f"{word} {value}" if value and " " not in value else value


def _short(scheme: str) -> str:
    first = scheme.split(" ")[0]
    return first if first in _MEANING else scheme.split(" (")[0]


def _is_named(scheme: str) -> bool:
    return scheme not in {"", "none"}


def _explained(scheme: str, *, graded: bool) -> str:
    if meaning := _MEANING.get(_short(scheme)):
        return f"{scheme[0].upper()}{scheme[1:]}. {meaning}"
    if _is_named(scheme):
        return str(_("Scheme: %(scheme)s.") % {"scheme": scheme})
    return str(_("Its scheme is not named.") if graded else _("No grade is claimed for this."))
