"""Forms of the trial table; figures stay the strings their source printed."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.fields import StorableField
from content.forms.parts import references_field
from content.forms.working_copy import WorkingCopyForm
from content.models import Arm, Comparison

_INTERVAL: Final = re.compile(r"\s*([\d.]+|NR|NE)\s*(?:–|-|to|,)\s*([\d.]+|NR|NE)\s*")
_LANDMARK: Final = re.compile(
    r"(?P<months>[\d.]+)\s*:\s*(?P<percent>[\d.]+)\s*(?:\((?P<low>[\d.]+|NR|NE)\s*[–-]\s*(?P<high>[\d.]+|NR|NE)\))?\s*(?P<status>\S*)"
)


class IntervalField(StorableField):
    """Two bounds as printed, “0.58–0.90”; empty when the source gives none."""

    def prepare_value(self, value: Any) -> Any:
        return "–".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        found = _INTERVAL.fullmatch(text)
        if text and found is None:
            raise ValidationError(_("Write the interval as two bounds, for example 0.58–0.90."))
        return list(found.groups()) if found else []


class LandmarksField(StorableField):
    """One rate a line: months, per cent, interval where given, how far verified: “12: 79.9 (73.1–85.0) V”."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_written(mark) for mark in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = data.replace("\r\n", "\n") if isinstance(data, str) else data
        return super().has_changed(self.prepare_value(initial), typed)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        lines = [line.strip() for line in (super().clean(value) or "").split("\n") if line.strip()]
        return [_read(line) for line in lines]


def _written(mark: dict[str, Any]) -> str:
    interval = f" ({'–'.join(mark['ci'])})" if mark.get("ci") else ""
    return f"{mark['months']}: {mark['percent']}{interval} {mark.get('status', '')}".rstrip()


def _read(line: str) -> dict[str, Any]:
    found = _LANDMARK.fullmatch(line)
    if found is None:
        raise ValidationError(
            _("“%(line)s” is no rate; write it as months: per cent, for example 12: 79.9 V.") % {"line": line}
        )
    mark: dict[str, Any] = {"months": found["months"], "percent": found["percent"]}
    if found["low"]:
        mark["ci"] = [found["low"], found["high"]]
    return mark | ({"status": found["status"]} if found["status"] else {})


class ComparisonForm(WorkingCopyForm):
    hr_ci = IntervalField(label=gettext_lazy("95 % CI of the hazard ratio"), required=False)
    references = references_field(gettext_lazy("references"))

    class Meta:
        model = Comparison
        fields = "__all__"


class ArmForm(forms.ModelForm):  # type: ignore[type-arg]
    median_ci = IntervalField(label=gettext_lazy("95 % CI of the median"), required=False)
    landmarks = LandmarksField(
        label=gettext_lazy("landmark rates"),
        required=False,
        help_text=gettext_lazy("One a line: months: per cent (interval) how far verified, as in 12: 79.9 V."),
    )

    class Meta:
        model = Arm
        fields = "__all__"  # noqa: DJ007 - the admin names the fields
