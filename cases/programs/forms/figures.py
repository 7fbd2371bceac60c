"""What a director asks of a cohort's figures, read from the address; nonsense there asks for nothing."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.db.models import BigIntegerField
from django.http import QueryDict

from cases.programs.forms.roster import PAGES_AT_MOST

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


@dataclass(frozen=True, slots=True)
class Compared:
    """Ids of assignments; whether they are a baseline and an end of the cohort is for the selector to say."""

    before: int | None
    after: int | None
    page: int


class ComparisonForm(forms.Form):
    before = forms.IntegerField(min_value=1, max_value=ID_AT_MOST, required=False)
    after = forms.IntegerField(min_value=1, max_value=ID_AT_MOST, required=False)

    page = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)

    def wanted(self) -> Compared:
        self.is_valid()
        told = self.cleaned_data
        return Compared(told.get("before"), told.get("after"), told.get("page") or 1)

    def asked(self) -> QueryDict:
        """What was understood without the page, as the part of an address behind the question mark."""
        wanted, query = self.wanted(), QueryDict(mutable=True)
        for name, value in (("before", wanted.before), ("after", wanted.after)):
            if value:
                query[name] = str(value)
        return query
