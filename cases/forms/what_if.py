"""The other answer of a what-if, sent by GET because nothing is stored."""

from typing import Any

from django import forms

from cases.engine.play import Decided
from cases.forms.playing import (
    PICKS_AT_MOST,
    REFUSALS,
    WRITTEN_AT_MOST,
    NumberField,
    PicksField,
    PlacesField,
    PlacesInput,
    ShortField,
)
from cases.selectors.steps import Typed


class WhatIfForm(forms.Form):
    pick = PicksField(required=False)
    places = PlacesField(required=False)
    number = NumberField(required=False)
    unit = ShortField(required=False, strip=False)

    def answer(self) -> Decided:
        """As the engine takes it, without the step and the certainty, which stay those of the attempt."""
        data = self.cleaned_data
        return Decided("", data["pick"], None, data["places"], data["number"], data["unit"])

    def refuse(self, code: str, message: str) -> None:
        self.add_error("pick", REFUSALS.get(code, message))

    def typed(self) -> Typed:
        """All that was sent, with what to do about it."""
        data: Any = self.data
        picks = tuple(data.getlist("pick")[:PICKS_AT_MOST])
        told = (str(message) for messages in self.errors.values() for message in messages)
        return Typed(
            picks=picks,
            places=PlacesInput().value_from_datadict(data, {}, ""),
            number=str(data.get("number", ""))[:WRITTEN_AT_MOST],
            unit=str(data.get("unit", ""))[:WRITTEN_AT_MOST],
            errors=tuple(dict.fromkeys(told)),
        )
