"""What a short text typed by a person may hold."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def refuse_control_characters(value: str) -> None:
    """NUL and lone surrogates break PostgreSQL, the others hide what a name says; line breaks are for long texts."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise ValidationError(
            _("Remove the control character: only visible text and spaces are allowed here.")
        )
