"""The patient as an author wants to see a step with: the variables and the day, by default those on arrival."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from cases.engine.parts import Variable
from cases.engine.rules import Value
from cases.engine.words import VariableType
from cases.selectors.trying import Trial

LAST_DAY = 36_500


class StateForm(forms.Form):
    day = forms.IntegerField(label=lazy("Day"), min_value=0, max_value=LAST_DAY)

    def __init__(self, data: Any, *, trial: Trial) -> None:
        self.trial = trial
        arrived = {f"v-{slug}": value for slug, value in trial.state.variables.items()}
        super().__init__(data, initial={"day": trial.state.day, **arrived}, use_required_attribute=False)
        for variable in trial.scenario.variables:
            self.fields[f"v-{variable.slug}"] = _field(variable)

    def chosen(self) -> tuple[dict[str, Value], int]:
        """What was typed where it can be read; what cannot stays as on arrival."""
        if not self.is_bound:
            return {}, self.trial.state.day
        self.is_valid()
        day = self.cleaned_data.get("day", self.trial.state.day)
        values = {
            variable.slug: value
            for variable in self.trial.scenario.variables
            if (value := self.cleaned_data.get(f"v-{variable.slug}")) is not None
        }
        return values, day


def _field(variable: Variable) -> forms.Field:
    label = f"{variable.label}, {variable.unit}" if variable.unit else variable.label
    bounds = {"min_value": variable.low, "max_value": variable.high}
    if variable.type is VariableType.INT:
        return forms.IntegerField(label=label, **bounds)  # type: ignore[arg-type]
    if variable.type is VariableType.DECIMAL:
        return forms.DecimalField(label=label, **bounds)  # type: ignore[arg-type]
    if variable.type is VariableType.BOOL:
        return forms.BooleanField(label=label, required=False)
    return forms.ChoiceField(label=label, choices=[(choice, choice) for choice in variable.choices])
