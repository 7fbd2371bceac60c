"""What a director asks of a cohort's table, read from the address; nonsense there asks for nothing."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.programs.selectors.due import Standing
from cases.programs.selectors.members import SORTS, Wanted
from content.public import StorableField

PAGES_AT_MOST = 1000
CASES_AT_MOST = 100
NAME_AT_MOST = 80
STANDINGS = [
    (Standing.DONE.value, _("done")),
    (Standing.OPEN.value, _("open")),
    (Standing.OVERDUE.value, _("overdue")),
    (Standing.CLOSED.value, _("closed and not done")),
    (Standing.COMING.value, _("coming soon")),
]


class RosterForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)
    turned = forms.BooleanField(required=False)
    former = forms.BooleanField(required=False)
    by = forms.ChoiceField(choices=[("case", "case"), ("domain", "domain")], required=False)
    columns = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)
    name = StorableField(max_length=NAME_AT_MOST, required=False)
    assignment = forms.IntegerField(min_value=1, required=False)
    standing = forms.ChoiceField(choices=STANDINGS, required=False)
    attention = forms.BooleanField(required=False)

    def wanted(self) -> Wanted:
        self.is_valid()
        found = self.cleaned_data
        return Wanted(
            page=found.get("page") or 1,
            sort=found.get("sort") or "name",
            turned=bool(found.get("turned")),
            former=bool(found.get("former")),
            by=found.get("by") or "case",
            columns=found.get("columns") or 1,
            name=found.get("name") or "",
            cases=self._cases(),
            assignment=found.get("assignment"),
            standing=found.get("standing") or "",
            attention=bool(found.get("attention")),
        )

    def asked(self) -> QueryDict:
        """What was understood, as the part of an address behind the question mark, for links to other pages."""
        wanted, query = self.wanted(), QueryDict(mutable=True)
        for name in self.fields:
            value = getattr(wanted, name)
            if value and value != getattr(Wanted(), name):
                query[name] = "on" if value is True else str(value)
        if wanted.cases:
            query.setlist("case", list(wanted.cases))
        return query

    def _cases(self) -> tuple[str, ...]:
        """Slugs of anything; the table takes those it knows."""
        data = self.data
        return tuple(data.getlist("case")[:CASES_AT_MOST]) if isinstance(data, QueryDict) else ()
