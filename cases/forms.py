"""Forms of the player. They check the shape of what was sent; whether it is allowed, the engine says."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.engine.refusal import CERTAINTIES
from cases.models.case import CaseLevel
from npcsite.lib.text import refuse_control_characters

PICKS_AT_MOST = 50
SLUG_AT_MOST = 80

# The engine's refusals in the words of the page; what is not here keeps the engine's own.
REFUSALS = {
    "none-picked": _("Choose one option first."),
    "not-on-offer": _("That answer is not on offer here. Choose one of those below."),
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


class KeyForm(forms.Form):
    """Starting an attempt: the key makes a second post of the same form known."""

    key = forms.UUIDField(widget=forms.HiddenInput)


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
    certainty = forms.TypedChoiceField(
        choices=[(certainty, certainty) for certainty in CERTAINTIES],
        coerce=int,
        required=False,
        empty_value=None,
    )

    def typed_picks(self) -> tuple[str, ...]:
        """What was picked, also of a form that is refused."""
        return tuple(self.data.getlist("pick")[:PICKS_AT_MOST]) if hasattr(self.data, "getlist") else ()

    def typed_certainty(self) -> int | None:
        """The certainty typed, None where it is none."""
        found: int | None = self.cleaned_data.get("certainty")
        return found

    def refuse(self, code: str, message: str) -> None:
        self.add_error("pick", REFUSALS.get(code, message))


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
