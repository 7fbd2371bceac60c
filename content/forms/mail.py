"""Which mail about the workflow a person wants."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailChoiceForm(forms.Form):
    digest = forms.BooleanField(label=_("Once a day, what waits for me"), required=False)
    at_once = forms.BooleanField(
        label=_("At once, when something my texts teach has changed"), required=False
    )
