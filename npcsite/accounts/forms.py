"""What a person says of themselves when they sign up; address and password are allauth's part of the form."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.models import Audience, User
from npcsite.lib.text import refuse_control_characters


class SignupForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As it is shown to others."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[refuse_control_characters],
    )
    audience = forms.ChoiceField(
        label=_("Which best describes you?"),
        help_text=_("The guideline chooses its words by it; any page of it lets you choose otherwise."),
        choices=Audience.choices,
        widget=forms.RadioSelect,
    )
    field_order = ("email", "name", "audience", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this once the new person's row exists."""
        user.name = self.cleaned_data["name"]
        user.audience = self.cleaned_data["audience"]
        user.save(update_fields=["name", "audience"])
