"""What a learner types to join, and what those who run a program choose for a way in."""

import unicodedata
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS: Final = ((1, _("1 day")), (7, _("7 days")), (14, _("14 days")), (30, _("30 days")), (90, _("90 days")))


class CodeField(forms.CharField):
    """Hyphens, spaces, small and full-width letters are how people write a code down."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not isinstance(typed, str):
            return typed
        return "".join(one for one in unicodedata.normalize("NFKC", typed).upper() if one.isalnum())


class JoinForm(forms.Form):
    code = CodeField(
        label=_("Join code"),
        max_length=40,
        help_text=_("From whoever runs your program. Capital or small letters and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class DaysForm(forms.Form):
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=14)
