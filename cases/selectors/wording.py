"""How numbers, days and the words of credit and harm are written on the player's pages."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from cases.engine.refusal import Refused
from cases.engine.rules import Value
from cases.engine.words import CreditClass, Harm
from cases.models import AttemptState

MINUS = "−"
# The engine's refusals that name values or need no form; the forms word the plain ones.
REFUSALS: Final = {
    "over": gettext_noop("This attempt is over; nothing more can be decided."),
    "decided-before": gettext_noop("You have decided this step already; it cannot be decided again."),
    "wrong-step": gettext_noop("You are not at this step."),
    "nothing-to-pick": gettext_noop("There is nothing to choose here; just go on."),
    "other-kind": gettext_noop("This question is answered in another way; use the form below."),
    "wrong-unit": gettext_noop(
        "The answer is wanted in %(unit)s. Work it out in %(unit)s and choose that unit."
    ),
    "ranked-twice": gettext_noop("Two share a place; give each a place of its own."),
    "picked-twice": gettext_noop("The same answer was chosen twice."),
    "no-certainty": gettext_noop("Say how certain you are: 1, 2 or 3."),
    "bad-certainty": gettext_noop("Certainty is 1, 2 or 3."),
    "certainty-not-asked": gettext_noop("Certainty is not asked here."),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A state as a word with its shape; `slug` is for the style sheet, which never speaks alone."""

    slug: str
    shape: str
    text: str


_CREDIT: Final = {
    CreditClass.BEST: ("best", "●", gettext_noop("Best")),
    CreditClass.ACCEPTABLE: ("acceptable", "◕", gettext_noop("Acceptable")),
    CreditClass.PARTIAL: ("partial", "◑", gettext_noop("Partly right")),
    CreditClass.NONE: ("none", "○", gettext_noop("Not right")),
}
_HARM: Final = {
    Harm.MINOR: ("minor", "▽", gettext_noop("Minor harm")),
    Harm.MAJOR: ("major", "▼", gettext_noop("Major harm")),
    Harm.CRITICAL: ("critical", "■", gettext_noop("Critical harm")),
}


def credit_word(credit: CreditClass, *, in_menu: bool = False) -> Word:
    """What an option's class is called in feedback; of a menu several may be right."""
    slug, shape, text = _CREDIT[credit]
    return Word(slug, shape, _("Right") if in_menu and credit is CreditClass.BEST else _(text))


def place_word(place: int, places: int) -> Word:
    """Where an option belongs in a ranking."""
    return Word("place", "↕", _("Place %(place)d of %(places)d") % {"place": place, "places": places})


def share_word(credit: Fraction) -> Word:
    """The word for a credit between 0 and 1, by the thresholds of the classes."""
    if credit == 1:
        return credit_word(CreditClass.BEST)
    if credit >= Fraction(7, 10):
        return credit_word(CreditClass.ACCEPTABLE)
    return credit_word(CreditClass.PARTIAL if credit else CreditClass.NONE)


def harm_word(harm: Harm) -> Word:
    """The level of harm in words; Harm.NONE has no word and raises KeyError."""
    slug, shape, text = _HARM[harm]
    return Word(slug, shape, _(text))


def value_text(value: Value, unit: str = "") -> str:
    """A value as it stands in a chart: thousands apart, a true minus, yes and no in words, its unit behind."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = value if isinstance(value, str) else number(value)
    return f"{text} {unit}".strip()


def number(value: int | Decimal) -> str:
    return f"{value:,}".replace("-", MINUS)


def change(value: int | Decimal) -> str:
    """A difference with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)


def day_text(day: int) -> str:
    """Days of the case's calendar; what lies before day 0 is told as such."""
    if day >= 0:
        return _("day %(day)d") % {"day": day}
    return ngettext("%(days)d day before", "%(days)d days before", -day) % {"days": -day}


def points_text(number_of: Fraction) -> str:
    """Earned weight with at most two decimals."""
    return f"{float(number_of):.2f}".rstrip("0").rstrip(".")


def whole(score: Decimal) -> int:
    """A score as it is shown: a whole number, half to even like the stored value. 49.999 shows as 50 of 100."""
    return int(score.quantize(Decimal(1)))


def end_words(state: str) -> str:
    """How an attempt that is over came to its end. Raises KeyError for one under way."""
    return {
        AttemptState.COMPLETED: _("finished"),
        AttemptState.ABANDONED: _("given up"),
        AttemptState.EXPIRED: _("out of time"),
    }[AttemptState(state)]


def refused(refusal: Refused) -> str:
    """What to do after a refusal, in the reader's language."""
    if refusal.code == "too-many-picks":
        most = int(refusal.values["most"])
        return ngettext("Choose one answer only.", "Choose at most %(most)d answers.", most) % {"most": most}
    words = REFUSALS.get(refusal.code)
    return _(words) % refusal.values if words else refusal.message
