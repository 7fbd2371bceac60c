"""The form of a case's owner and review interval."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from cases.services.upkeep import Upkeep
from content.public import editors

TEN_YEARS = 3650


class UpkeepForm(forms.Form):
    owner = forms.ModelChoiceField(
        editors(),
        label=lazy("Owner"),
        help_text=lazy("Is told when the review is due and when guidance that the case cites changes."),
        required=False,
    )
    review_every_days = forms.IntegerField(
        label=lazy("Review every (days)"),
        help_text=lazy("So many days after its last review the case counts as overdue."),
        min_value=1,
        max_value=TEN_YEARS,
    )

    def upkeep(self) -> Upkeep:
        owner = self.cleaned_data["owner"]
        return Upkeep(owner.pk if owner else None, self.cleaned_data["review_every_days"])
