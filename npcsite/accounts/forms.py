"""What people say of themselves, and the code of their second factor; the rest of the account's forms is allauth's."""

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.models import Audience, User
from npcsite.lib.text import refuse_control_characters


class ProfileForm(forms.Form):
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


class SignupForm(ProfileForm):
    field_order = ("email", "name", "audience", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this once the new person's row exists."""
        user.name = self.cleaned_data["name"]
        user.audience = self.cleaned_data["audience"]
        user.save(update_fields=["name", "audience"])


class CodeBrake:
    """Five wrong codes in five minutes, from wherever they come: six digits are soon guessed."""

    user: User

    def clean_code(self) -> str:
        key = str(self.user.pk)
        if not ratelimit.consume(context.request, action="second_factor", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        ratelimit.clear(context.request, action="second_factor", key=key)
        return code


class SignInCodeForm(CodeBrake, allauth_forms.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CodeBrake, allauth_forms.ReauthenticateForm):
    """The code once more, before something sensitive or in a session that has not shown it yet."""
