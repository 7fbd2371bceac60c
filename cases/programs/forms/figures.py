"""What a director asks of a cohort's figures, read from the address; nonsense there asks for nothing."""

from dataclasses import dataclass

from django import forms


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
