"""The forms of a case's parts: every field bears the name of its key in the case file."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cases.engine.editing import Plain, free_slug
from cases.engine.words import Domain, FindingKind, Level, Scale, VariableType
from cases.forms.fields import FlagsField, LinesField, SlugsField, flag, line, lines, markdown, whole, word

WHOLE = re.compile(r"-?[0-9]{1,12}")
CONDITION = lazy('A condition, such as day > 21 and ecog <= 2 or chose("staging", "mri").')


class PartForm(forms.Form):
    """`case` is the whole case as it is saved, for what a field may name."""

    # Keys that stay though they are empty: the form of a case file demands them.
    kept: ClassVar[tuple[str, ...]] = ()
    # Fields whose choices are slugs of a list of the case.
    names: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, case: Plain, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        for name, of in self.names.items():
            known = [(part["slug"], self._called(part)) for part in case.get(of, ())]
            now = self.initial.get(name)
            strange = [(now, now)] if now and now not in dict(known) else []
            self.fields[name].choices = [("", "–"), *known, *strange]  # type: ignore[attr-defined]

    @staticmethod
    def _called(part: Plain) -> str:
        return f"{part['slug']}: {part.get('title') or part.get('label') or ''}"

    def plain(self) -> Plain:
        """As the case file has it; what is empty is left out."""
        held = {name: self.cleaned_data.get(name) for name in self.fields if name not in ("ORDER", "DELETE")}
        empty: tuple[Any, ...] = ("", None, False, [], {})
        # 0 is an answer, though it equals False.
        return {
            name: value
            for name, value in held.items()
            if (type(value) is int or value not in empty) or name in self.kept
        }


class SluggedForm(PartForm):
    """A row with a slug: made from its label when it is new, and for ever the same afterwards."""

    separator: ClassVar[str] = "-"
    slug = line(lazy("Slug"), lazy("Its lasting name; left empty, it is made from the label."), most=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.initial.get("slug"):
            self.fields["slug"].widget.attrs["readonly"] = True
            self.fields["slug"].help_text = _("Stays as it is: what was played names it.")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        kept = self.initial.get("slug")
        if kept and slug != kept:
            raise ValidationError(
                _("The slug stays “%(slug)s”; take this row out and add a new one instead.") % {"slug": kept}
            )
        return slug

    def named(self, taken: list[str]) -> Plain:
        """With a slug of its own."""
        found = self.plain()
        if not found.get("slug"):
            made = slugify(self.cleaned_data.get("label") or "")[:40].strip("-").replace("-", self.separator)
            base = made if made[:1].isalpha() else f"n{self.separator}{made}".rstrip(self.separator)
            found["slug"] = free_slug(base, taken)
        return found


class HeadForm(PartForm):
    kept = ("title", "language", "level", "minutes", "staging", "summary", "vignette")
    title = line(lazy("Title"), required=True)
    language = line(lazy("Language"), lazy("A tag such as en or zh-Hans."), required=True, most=16)
    level = word(lazy("Level"), Level)
    minutes = forms.IntegerField(label=lazy("Minutes"), min_value=1, max_value=120)
    assessed_minutes = whole(
        lazy("Time limit when assessed"),
        lazy("In minutes; empty for none. Practice has none."),
        low=1,
        high=480,
    )
    staging = line(lazy("Edition of the stage"), lazy("Such as AJCC/UICC 8th edition."))
    summary = lines(lazy("One line for the library"))
    topics = FlagsField(Domain, label=lazy("Topics"))
    objectives = LinesField(label=lazy("Learning objectives"), help_text=lazy("One a line."))
    vignette = markdown(
        lazy("Vignette"),
        lazy("Age, sex, performance status, symptoms, social setting; what everybody knows at once."),
    )

    def clean_topics(self) -> list[str]:
        """In the order they have; new ones after them."""
        chosen: list[str] = self.cleaned_data["topics"]
        before = [topic for topic in self.initial.get("topics", ()) if topic in chosen]
        return [*before, *(topic for topic in chosen if topic not in before)]


class VariableForm(SluggedForm):
    separator = "_"
    kept = ("label",)
    label = line(lazy("Label"), required=True)
    type = word(lazy("Type"), VariableType)
    unit = line(lazy("Unit"), most=40)
    initial_value = line(
        lazy("Value at the start"), lazy("A number; true or false; or one of the choices."), required=True
    )
    low = line(lazy("Lowest"), lazy("Numbers need both bounds."), most=20)
    high = line(lazy("Highest"), most=20)
    choices = SlugsField(label=lazy("Choices"), help_text=lazy("Of an enum, with commas between them."))
    shown = flag(lazy("Shown in the chart"))
    trend = flag(lazy("Drawn as a trend"))
    scale = word(lazy("Axis of the trend"), Scale)
    detection_limit = line(lazy("Detection limit"), most=20)

    def __init__(self, *args: Any, **options: Any) -> None:
        held = dict(options.get("initial") or {})
        for key in ("initial", "low", "high", "detection_limit"):
            if isinstance(held.get(key), bool):
                held[key] = str(held[key]).lower()
        # `initial` is the name Django has for what a form begins with.
        if "initial" in held:
            held["initial_value"] = held.pop("initial")
        super().__init__(*args, **{**options, "initial": held})

    def plain(self) -> Plain:
        found = super().plain()
        typed: dict[str, str] = {
            "initial": found.pop("initial_value", ""),
            **{key: found[key] for key in ("low", "high", "detection_limit") if key in found},
        }
        return found | {key: self._typed(value) for key, value in typed.items()}

    def _typed(self, text: str) -> bool | int | str:
        kind = self.cleaned_data.get("type")
        if kind == VariableType.INT and WHOLE.fullmatch(text):
            return int(text)
        if kind == VariableType.BOOL and text.lower() in ("true", "false"):
            return text.lower() == "true"
        return text


class FindingForm(SluggedForm):
    kept = ("label",)
    names = {"value_from": "variables"}
    label = line(lazy("Label"), required=True)
    kind = word(lazy("Kind"), FindingKind)
    text = lines(lazy("Text"), lazy("Or a value, or a variable: exactly one of the three."))
    value = line(lazy("Value"), most=60)
    value_from = forms.ChoiceField(label=lazy("Value from the variable"), required=False)
    unit = line(lazy("Unit"), most=40)
    low = line(lazy("Reference range from"), most=20)
    high = line(lazy("to"), most=20)
    days_ago = whole(lazy("Days before day 0"), high=36500)
    series = line(lazy("Series"), lazy("Findings of one series are one measurement over time."), most=64)


class TreatmentForm(SluggedForm):
    kept = ("label",)
    label = line(lazy("Label"), required=True)
    when = line(lazy("Runs while"), CONDITION, required=True, most=500)
    delay = whole(lazy("Begins so many days later"))
    days = whole(lazy("Runs at most so many days"), low=1)
    days_ago = whole(lazy("Began so many days before day 0"), low=1, high=36500)


class KeyDecisionForm(SluggedForm):
    kept = ("label",)
    label = line(lazy("Label"), required=True)
    domain = word(lazy("Domain"), Domain)
    weight = forms.IntegerField(label=lazy("Weight"), min_value=1, max_value=5)
    due_day = whole(lazy("Due by day"))
    grace_days = whole(
        lazy("Days of grace"), lazy("Over them the credit falls to the floor; 0 means at once.")
    )
    floor = line(
        lazy("Floor"), lazy("What is left when it comes too late, from 0 to 1, such as 0.25."), most=10
    )
    after = SlugsField(
        label=lazy("Only after"),
        help_text=lazy("Key decisions that must come first, with commas between them."),
    )


class MoveForm(PartForm):
    names = {"step": "steps"}
    step = forms.ChoiceField(label=lazy("Step"))
    options = SlugsField(label=lazy("Options"), help_text=lazy("Of a ranking all of them in their order."))
    number = line(lazy("Number"), lazy("Of a number question, in its unit."), most=20)
