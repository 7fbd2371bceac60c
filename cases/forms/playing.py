"""Forms of the player. They check the shape of what was sent; whether it is allowed, the engine says."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.engine import written
from cases.engine.refusal import CERTAINTIES, Refused
from cases.engine.state import Mode
from cases.models import AttemptMode
from cases.models.case import CaseLevel
from cases.services.starting import Conditions
from npcsite.lib.text import refuse_control_characters

PICKS_AT_MOST = 50
SLUG_AT_MOST = 80
WRITTEN_AT_MOST = 40
PLACE = "place-"

# The engine's refusals in the words of the page; what is not here keeps the engine's own.
REFUSALS = {
    "none-picked": _("Choose one option first."),
    "not-on-offer": _("That answer is not on offer here. Choose one of those below."),
    "not-all-ranked": _("Give every option its place; one is still without."),
    "no-number": _("Write a number first."),
    "not-a-number": _("Write digits only, such as 335 or 1.5; the unit is chosen beside the number."),
    "ambiguous-number": _(
        "This number can be read in two ways. Write it without a thousands sign, such as 1280 or 1.28."
    ),
    "number-too-long": _("This number is too long. Round it."),
    "number-not-positive": _("Write a number above 0."),
    "no-unit": _("Choose the unit of your number."),
}


class PicksField(forms.Field):
    """Every value sent under one name, as a tuple of short visible texts."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"shape": _("That answer is not on offer here. Choose one of those below.")}

    def to_python(self, value: Any) -> tuple[str, ...]:
        picks = tuple(str(pick) for pick in value or ())
        if len(picks) > PICKS_AT_MOST or any(len(pick) > SLUG_AT_MOST for pick in picks):
            raise forms.ValidationError(self.error_messages["shape"], code="shape")
        for pick in picks:
            refuse_control_characters(pick)
        return picks


class PlacesInput(forms.HiddenInput):
    """All fields `place-<slug>`, as a mapping of slugs to what was sent."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {key.removeprefix(PLACE): str(value) for key, value in data.items() if key.startswith(PLACE)}


class PlacesField(forms.Field):
    """The slugs in the order of the places they were given; those without a place are left out."""

    widget = PlacesInput
    default_error_messages = {
        "shape": _("A place is a number from the list. Choose the places once more."),
        "twice": _("Two options have place %(place)s. Give each a place of its own."),
    }

    def to_python(self, value: Any) -> tuple[str, ...]:
        given: dict[int, str] = {}
        for slug, text in dict(value or {}).items():
            if text:
                place = self._place(slug, text)
                if place in given:
                    raise forms.ValidationError(self.error_messages["twice"], "twice", {"place": place})
                given[place] = slug
        return tuple(given[place] for place in sorted(given))

    def _place(self, slug: str, text: str) -> int:
        refuse_control_characters(slug)
        digits = text.isascii() and text.isdigit() and len(text) <= 2
        if not digits or not 1 <= int(text) <= PICKS_AT_MOST or len(slug) > SLUG_AT_MOST:
            raise forms.ValidationError(self.error_messages["shape"], code="shape")
        return int(text)


class ShortField(forms.CharField):
    """A short visible text; longer ones are refused in words that fit a number and its unit."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        refuse_control_characters(text)
        if len(text) > WRITTEN_AT_MOST:
            raise forms.ValidationError(REFUSALS["number-too-long"], code="number-too-long")
        return text


class NumberField(ShortField):
    """A number as a learner writes it, None for none."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return written.number(text)
        except Refused as refusal:
            raise forms.ValidationError(REFUSALS[refusal.code], code=refusal.code) from refusal


class KeyForm(forms.Form):
    """The key makes a second post of the same form known."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class StartForm(KeyForm):
    """Without a word about the mode it is practice."""

    mode = forms.TypedChoiceField(
        choices=AttemptMode.choices, coerce=Mode, required=False, empty_value=Mode.PRACTICE
    )

    def wanted(self) -> dict[str, Any]:
        """As the service takes it."""
        return {"key": self.cleaned_data["key"], "conditions": Conditions(self.cleaned_data["mode"])}


class TicketForm(KeyForm):
    """What every change to an attempt carries: its own key, and the position the page was made for."""

    position = forms.IntegerField(min_value=1, max_value=10_000, widget=forms.HiddenInput)

    def complaints(self) -> tuple[str, ...]:
        """What to do, once each. A broken key or position is nothing the learner could mend by name."""
        if {"key", "position"} & set(self.errors):
            return (str(_("The page was incomplete, so nothing was stored. Answer once more.")),)
        told = (str(message) for messages in self.errors.values() for message in messages)
        return tuple(dict.fromkeys(told))


class DecisionForm(TicketForm):
    pick = PicksField(required=False)
    places = PlacesField(required=False)
    number = NumberField(required=False)
    unit = ShortField(required=False, strip=False)
    certainty = forms.TypedChoiceField(
        choices=[(certainty, certainty) for certainty in CERTAINTIES],
        coerce=int,
        required=False,
        empty_value=None,
    )

    def typed_picks(self) -> tuple[str, ...]:
        """What was picked, also of a form that is refused."""
        return tuple(self.data.getlist("pick")[:PICKS_AT_MOST]) if hasattr(self.data, "getlist") else ()

    def typed_places(self) -> dict[str, str]:
        """The places given, also of a form that is refused."""
        return PlacesInput().value_from_datadict(self.data, {}, "")

    def typed(self, name: str) -> str:
        """The text of a field as it was sent, cut where nothing of ours is longer."""
        return str(self.data.get(name, ""))[:WRITTEN_AT_MOST]

    def typed_certainty(self) -> int | None:
        """The certainty typed, None where it is none."""
        found: int | None = self.cleaned_data.get("certainty")
        return found

    def refuse(self, code: str, message: str) -> None:
        self.add_error("pick", REFUSALS.get(code, message))


class DropForm(forms.Form):
    """Which decision is to leave the recall queue."""

    item = forms.UUIDField(widget=forms.HiddenInput)


class LibraryFilter(forms.Form):
    """Which cases to list; a value that is not on offer filters nothing out."""

    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("Any level")), *CaseLevel.choices]
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("Time"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any length")), (10, _("10 minutes at most")), (15, _("15 minutes at most"))],
    )

    def __init__(self, data: Mapping[str, Any], *, topics: list[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["topic"]).choices = [("", _("Any topic")), *topics]

    def wanted(self) -> dict[str, Any]:
        """The filters that are on offer; `is_valid` may well be false."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
