"""What a director asks of a cohort's table, read from the address; nonsense there shows the first page by name."""

from django import forms

from cases.programs.selectors.members import SORTS, Wanted

PAGES_AT_MOST = 1000


class RosterForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)
    former = forms.BooleanField(required=False)
    by = forms.ChoiceField(choices=[("case", "case"), ("domain", "domain")], required=False)

    def wanted(self) -> Wanted:
        self.is_valid()
        found = self.cleaned_data
        return Wanted(
            page=found.get("page") or 1,
            sort=found.get("sort") or "name",
            former=bool(found.get("former")),
            by=found.get("by") or "case",
        )
