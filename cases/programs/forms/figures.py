"""What a director asks of a cohort's figures, read from the address; nonsense there asks for nothing."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.db.models import BigIntegerField

# Neither database takes a larger number.
ID_AT_MOST: Final = BigIntegerField.MAX_BIGINT


@dataclass(frozen=True, slots=True)
class Wanted:
    """`case` is a slug or ""; whether there is such a case is for `access` to say."""

    case: str
    practice: bool


class ItemsForm(forms.Form):
    case = forms.SlugField(required=False)
    practice = forms.BooleanField(required=False)

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(self.cleaned_data.get("case", ""), bool(self.cleaned_data.get("practice")))


class ComparisonForm(forms.Form):
    before = forms.IntegerField(min_value=1, max_value=ID_AT_MOST, required=False)
    after = forms.IntegerField(min_value=1, max_value=ID_AT_MOST, required=False)

    def sides(self) -> tuple[int | None, int | None]:
        """Ids of assignments; whether they are a baseline and an end of the cohort is for the selector to say."""
        self.is_valid()
        return self.cleaned_data.get("before"), self.cleaned_data.get("after")
