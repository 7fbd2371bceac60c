"""The forms of a step: the step itself, its options, and where it leads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from cases.engine.editing import Plain
from cases.engine.words import CreditClass, Harm, StepKind
from cases.forms.fields import (
    EffectsField,
    SlugsField,
    TargetsField,
    flag,
    line,
    lines,
    markdown,
    whole,
    word,
)
from cases.forms.parts import CONDITION, PartForm, SluggedForm
from cases.selectors.mapping import kind_word

NUMBER = "number_"


def kinds(help_text: Any = "") -> forms.ChoiceField:
    """The kinds of step in the words of the map."""
    return forms.ChoiceField(
        label=lazy("Kind"),
        help_text=help_text,
        choices=lambda: [(kind.value, kind_word(kind)) for kind in StepKind],
        initial=StepKind.INFO.value,
    )


class StepForm(PartForm):
    kept = ("title",)
    names = {"key_decision": "key_decisions"}
    kind = kinds(lazy("Save to see the fields of another kind."))
    title = line(lazy("Title"), required=True)
    body = markdown(lazy("Text"))
    question = lines(lazy("Question"))
    key_decision = forms.ChoiceField(label=lazy("Key decision"), required=False)
    reveals = SlugsField(
        label=lazy("Reveals on arrival"), help_text=lazy("Findings, with commas between them.")
    )
    day_advance = whole(lazy("Days that pass before it"))
    max_select = whole(lazy("At most so many picks"), low=1, high=50)
    fixed = flag(lazy("Options keep their order"), lazy("Else they are shuffled for each learner."))
    order = SlugsField(label=lazy("Right order"), help_text=lazy("Every option once, the first act first."))
    number_unit = line(lazy("Unit that is right"), most=40)
    number_other_units = SlugsField(label=lazy("Units offered beside it"))
    number_value = line(lazy("Right number"), most=20)
    number_tolerance = line(lazy("Tolerance"), lazy("In the same unit; the edges are right."), most=20)
    number_overdose_above = line(lazy("Overdose above"), lazy("Needs an option “overdose”."), most=20)
    number_working = markdown(lazy("Working"), lazy("Formula, this patient's numbers, result."))
    fate = line(lazy("Fate"), lazy("Of an ending: a word for what became of the patient."), most=64)

    # Fields that only some kinds have.
    OF: dict[str, tuple[StepKind, ...]] = {
        "question": (StepKind.SINGLE, StepKind.MENU, StepKind.RANKING, StepKind.NUMBER),
        "key_decision": (StepKind.SINGLE, StepKind.MENU, StepKind.RANKING, StepKind.NUMBER),
        "max_select": (StepKind.MENU,),
        "fixed": (StepKind.SINGLE, StepKind.MENU),
        "order": (StepKind.RANKING,),
        "fate": (StepKind.ENDING,),
    }

    def __init__(self, *args: Any, initial: Plain, **options: Any) -> None:
        number = initial.get("number", {})
        flat = {**initial, **{f"{NUMBER}{key}": value for key, value in number.items()}}
        super().__init__(*args, initial=flat, **options)
        kind: str | None = initial.get("kind")
        for name in [name for name in self.fields if not self._fits(name, kind) and not flat.get(name)]:
            # What another kind has stays away; what is there already is shown, so that it can be taken out.
            if not self.is_bound or self.add_prefix(name) not in self.data:
                del self.fields[name]

    def _fits(self, name: str, kind: str | None) -> bool:
        if name.startswith(NUMBER):
            return kind == StepKind.NUMBER
        kinds = self.OF.get(name, tuple(StepKind))
        return kind in kinds

    def plain(self) -> Plain:
        found = super().plain()
        number = {key.removeprefix(NUMBER): found.pop(key) for key in list(found) if key.startswith(NUMBER)}
        return found | ({"number": number} if number else {})


class OptionForm(SluggedForm):
    kept = ("label",)
    label = line(lazy("Label"), required=True, most=400)
    credit = word(lazy("Class"), CreditClass, first="none")
    harm = word(lazy("Harm"), Harm)
    not_before = line(lazy("Not before"), lazy("In a ranking: the option it waits for."), most=64)
    rationale = markdown(lazy("Rationale: why it deserves its class"))
    when_right = markdown(lazy("When this would have been right"))
    consequence = markdown(lazy("Consequence: what happens to the patient"))
    days = whole(lazy("Days it takes"))
    effects = EffectsField(label=lazy("Effects"), help_text=lazy("One a line: pain := pain - 1"))
    reveals = SlugsField(label=lazy("Reveals"), help_text=lazy("Findings, with commas between them."))
    citations = TargetsField(
        label=lazy("Citations"),
        help_text=lazy("@KEY, rec:… or trial:…, with commas between them; Ctrl+K finds them."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        held = dict(options.get("initial") or {})
        # `class` is no name for a field in Python.
        if "class" in held:
            held["credit"] = held.pop("class")
        super().__init__(*args, **{**options, "initial": held})

    def plain(self) -> Plain:
        found = super().plain()
        return {"class" if key == "credit" else key: value for key, value in found.items()}


class TransitionForm(PartForm):
    names = {"goto": "steps"}
    when = line(lazy("When"), CONDITION, most=500)
    goto = forms.ChoiceField(label=lazy("Goes to"))


class NewStepForm(forms.Form):
    """The beginning of a step; the rest is filled in on its page."""

    title = line(lazy("Title of the new step"), required=True)
    kind = kinds()
    slug = line(lazy("Slug"), lazy("Its lasting name; left empty, it is made from the title."), most=64)
