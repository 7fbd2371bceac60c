"""The start of a part of an assignment."""

from django import forms


class BeginForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
