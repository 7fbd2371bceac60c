"""What the editor's script sends beside the form: a text to preview, words to look up, a draft to keep."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _

from content.selectors.previewing import Around

PLACE = RegexValidator(r"^[a-z]+/(?:[0-9]{1,18}|new)(?:/[a-z][a-z0-9_-]{0,63}){0,2}\Z")
# As many characters as a form over a working copy may have in all.
DRAFT_AT_MOST = 1_000_000


class PlaceForm(forms.Form):
    """`place` names the form: "section/12", "case/7/head"."""

    place = forms.CharField(max_length=120, validators=[PLACE])


class PreviewForm(PlaceForm):
    field = forms.CharField(max_length=80)
    text = forms.CharField(required=False, strip=False)
    own = forms.CharField(required=False, max_length=20_000)
    # What the row of the field cites outside its texts.
    beside = forms.CharField(required=False, max_length=20_000)

    def part(self) -> str:
        """The field's own name: of "figures-0-caption" the caption."""
        name: str = self.cleaned_data["field"].rpartition("-")[2]
        return name

    def around(self) -> Around:
        own = str(self.cleaned_data["own"]).split()
        return Around(tuple(own), is_cited_beside=bool(self.cleaned_data["beside"]))


class DraftForm(PlaceForm):
    lock_version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    text = forms.CharField(max_length=DRAFT_AT_MOST, strip=False)

    def clean_text(self) -> dict[str, list[str]]:
        """An object of lists of texts, by the names of the form's fields."""
        try:
            fields: Any = json.loads(self.cleaned_data["text"])
        except (ValueError, RecursionError) as error:
            raise ValidationError(_("The draft is no JSON.")) from error
        if not isinstance(fields, dict) or not all(_is_list_of_texts(values) for values in fields.values()):
            raise ValidationError(_("The draft does not give a list of texts for each field."))
        return fields


def _is_list_of_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
