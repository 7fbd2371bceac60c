"""The form by which a notice on the integrity of a source is noted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.forms.fields import StorableField
from content.models import Reference
from content.models.references import Integrity
from content.services.integrity import Noted


class IntegrityForm(forms.Form):
    integrity = forms.ChoiceField(label=_("What is known of it"), choices=Integrity.choices)
    source = StorableField(
        label=_("Where the notice was published"),
        help_text=_("Its address, or how it is cited. Not needed for “no notice known”."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    on = forms.DateField(
        label=_("Day on which it was published"),
        required=False,
        help_text=_("2026-11-03"),
        widget=forms.DateInput(attrs={"class": "vTextField"}),
    )

    @classmethod
    def of(cls, reference: Reference, data: Any = None) -> "IntegrityForm":
        held = {
            "integrity": reference.integrity,
            "source": reference.integrity_source,
            "on": reference.integrity_on,
        }
        return cls(data, initial=held)

    def noted(self) -> Noted:
        """Of a form that is valid; a source that is in order again needs neither source nor day."""
        typed = self.cleaned_data
        if typed["integrity"] == Integrity.OK:
            return Noted(Integrity.OK)
        return Noted(typed["integrity"], typed["source"], typed["on"])

    def refuse(self, refused: ValidationError) -> None:
        for field, messages in refused.message_dict.items():
            self.add_error(field, messages)
