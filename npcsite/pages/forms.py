"""The one form of the top floor: leaving for good."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteAccountForm(forms.Form):
    understood = forms.BooleanField(label=_("I have read what goes and what stays. It cannot be undone."))
