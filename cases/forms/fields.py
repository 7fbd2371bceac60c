"""Fields of a case's parts: each is typed as a text and held as the plain value of the case file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.editorial.public import live_world
from content.public import MarkdownField, StorableField

COMMAS = gettext_lazy("With commas between them.")


def line(label: Any, help_text: Any = "", *, required: bool = False, most: int = 200) -> StorableField:
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return StorableField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def lines(label: Any, help_text: Any = "", *, rows: int = 2) -> StorableField:
    return StorableField(label=label, help_text=help_text, required=False, widget=_area(rows))


def markdown(label: Any, help_text: Any = "") -> MarkdownField:
    return MarkdownField(label=label, help_text=help_text, required=False)


def whole(label: Any, help_text: Any = "", *, low: int = 0, high: int = 3650) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=low, max_value=high)


def flag(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def word(label: Any, words: Iterable[Any], help_text: Any = "", *, first: str = "") -> forms.ChoiceField:
    """One of a few words; `first` is what a new row begins with, and so no change that its author made."""
    choices = [(str(each), str(each).replace("-", " ")) for each in words]
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=choices, initial=first or choices[0][0]
    )


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class SlugsField(StorableField):
    """Slugs with commas between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "help_text": COMMAS, **options})
        self.widget.attrs |= {"class": "vTextField", "spellcheck": "false"}

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))


class TargetsField(SlugsField):
    """What an option rests on: keys of references with an @, recommendations, trials; each must be there."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["data-keys"] = "any"

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value)
        targets = list(
            dict.fromkeys(key if ":" in key or key.startswith("@") else f"@{key}" for key in typed)
        )
        world = live_world()
        world.look_up(targets)
        unknown = [target for target in targets if world.facts(target) is None]
        if unknown:
            raise ValidationError(
                _("Not in the library: %(keys)s. Choose with Ctrl+K, or look it up among all keys.")
                % {"keys": ", ".join(unknown)},
                code="unknown",
            )
        return targets


class LinesField(StorableField):
    """One entry a line."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(**{"required": False, "widget": _area(rows), **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        return [entry.strip() for entry in text.split("\n") if entry.strip()]


class EffectsField(StorableField):
    """What an option does to the patient, one variable a line: `pain := pain - 1`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "widget": _area(2), **options})

    def prepare_value(self, value: Any) -> Any:
        return (
            "\n".join(f"{name} := {rule}" for name, rule in value.items())
            if isinstance(value, dict)
            else value
        )

    def clean(self, value: Any) -> dict[str, str]:
        text = super().clean(value) or ""
        effects: dict[str, str] = {}
        for entry in filter(None, (typed.strip() for typed in text.split("\n"))):
            name, sign, rule = (piece.strip() for piece in entry.partition(":="))
            if not sign or not name or not rule:
                raise ValidationError(
                    _("“%(line)s” is no effect; write variable := expression, such as pain := pain - 1.")
                    % {"line": entry}
                )
            if name in effects:
                raise ValidationError(_("“%(name)s” is set twice; keep one line.") % {"name": name})
            effects[name] = rule
        return effects


class FlagsField(forms.MultipleChoiceField):
    """Some of a few words, ticked."""

    def __init__(self, words: Iterable[Any], **options: Any) -> None:
        choices = [(str(each), str(each).replace("-", " ").capitalize()) for each in words]
        super().__init__(choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options)
