"""The form of an import: a file first, then the same text packed, with the digest of the plan that was seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models.references import SourceKind, Tier
from content.selectors.reference_import import Standing
from npcsite.lib.bibliography import MOST_BYTES, Unreadable, decoded, packed, unpacked


class ReferenceImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("RIS or CSL-JSON in UTF-8, at most 2 MB."),
    )
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier of the new references"), choices=Tier.choices, initial=Tier.TERTIARY
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of the new references"),
        choices=SourceKind.choices,
        initial=SourceKind.REVIEW,
    )
    packed = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_confirmation(self) -> bool:
        return bool(self.cleaned_data.get("packed"))

    @property
    def standing(self) -> Standing:
        return Standing(self.cleaned_data["tier"], self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        try:
            text = self._text()
            self.cleaned_data |= {"text": text, "carried": packed(text)}
        except Unreadable as unreadable:
            self.add_error("file", str(unreadable))
        return self.cleaned_data

    def _text(self) -> str:
        carried, file = self.cleaned_data.get("packed"), self.cleaned_data.get("file")
        if carried:
            return unpacked(carried)
        if file is None:
            raise Unreadable(_("Choose a file."))
        # One byte more than may be read is enough to refuse it.
        return decoded(file.read(MOST_BYTES + 1))
