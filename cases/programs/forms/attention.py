"""What directors ask of the attention list, its limits, and why an entry is put aside until when."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.programs.selectors.attention import Asked
from cases.programs.selectors.attention_rules import LIMITS, Limits, Rule
from cases.programs.services.watching import Wanted
from content.public import StorableField
from npcsite.accounts.models import User

NOTE_AT_MOST = 300
DAYS_AT_MOST = 366
PAGES_AT_MOST = 1000
LOWEST_SD, HIGHEST_SD = Decimal("0.5"), Decimal(5)


class ListForm(forms.Form):
    """Read from the address; nonsense there asks for nothing."""

    rule = forms.ChoiceField(choices=[(rule.value, rule.value) for rule in Rule], required=False)
    aside = forms.BooleanField(required=False)
    page = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)

    def asked(self) -> Asked:
        self.is_valid()
        found = self.cleaned_data
        return Asked(found.get("rule") or "", bool(found.get("aside")), found.get("page") or 1)

    def query(self) -> QueryDict:
        """What was understood without the page, as the part of an address behind the question mark."""
        asked, query = self.asked(), QueryDict(mutable=True)
        query.update(
            {
                name: value
                for name, value in (("rule", asked.rule), ("aside", "on" if asked.aside else ""))
                if value
            }
        )
        return query


def _hint(low: object, high: object, default: object) -> Any:
    said = _("From {low} to {high}. As it comes with the software: {default}.")
    return format_lazy(said, low=low, high=high, default=default)


def _whole(label: Any, low: int, high: int, default: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=low, max_value=high, help_text=_hint(low, high, default))


class LimitsForm(forms.Form):
    """Its fields are those of `Limits`; below five decisions or learners nobody is held against anything."""

    unsafe_days = _whole(_("Critical harm is listed for so many days"), 1, DAYS_AT_MOST, LIMITS.unsafe_days)
    sure_percent = _whole(_("Wrong at certainty 3, in percent or more"), 1, 100, LIMITS.sure_percent)
    sure_n = _whole(_("Of at least so many decisions at certainty 3"), 5, 200, LIMITS.sure_n)
    overdue_days = _whole(_("Overdue for more days than"), 0, DAYS_AT_MOST, LIMITS.overdue_days)
    below_sd = forms.DecimalField(
        label=_("Below the cohort’s mean by more standard deviations than"),
        min_value=LOWEST_SD,
        max_value=HIGHEST_SD,
        decimal_places=2,
        help_text=_hint(LOWEST_SD, HIGHEST_SD, LIMITS.below_sd),
    )
    below_n = _whole(_("With at least so many learners who have a mean"), 5, 200, LIMITS.below_n)
    quiet_days = _whole(_("Quiet for so many days or more"), 1, DAYS_AT_MOST, LIMITS.quiet_days)

    def limits(self) -> Limits:
        """Of a valid form."""
        return Limits(**self.cleaned_data)


class AsideForm(forms.Form):
    """The day is in the zone that is switched on, which is the program's."""

    until = forms.DateField(
        label=_("Back on the list on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write a day, like 2026-03-01.")},
        help_text=_("Until then this rule does not list this learner."),
    )
    note = StorableField(
        label=_("Why"),
        max_length=NOTE_AT_MOST,
        help_text=_("Other directors read it, and the learner in the export of their data."),
    )

    def clean_until(self) -> datetime:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today < day <= today + timedelta(days=DAYS_AT_MOST):
            said = _("Choose a day after today, within a year.")
            raise forms.ValidationError(said, "day")
        return timezone.make_aware(datetime.combine(day, time.min))

    def wanted(self, learner: User, rule: Rule) -> Wanted:
        """Of a valid form."""
        return Wanted(learner, rule, self.cleaned_data["note"], self.cleaned_data["until"])
