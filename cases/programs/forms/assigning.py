"""An assignment as it is set and changed, and a learner's later due date.

Times are typed in the program's zone, which the view has switched on; Django refuses one that a change of the clocks
leaves out or has twice, with a sentence.
"""

from typing import Any, Final, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cases.models import AttemptMode
from cases.programs.models import Assignment, Cohort, Purpose
from cases.programs.models.assignments import MINUTES_AT_MOST
from cases.programs.selectors.assigned import titles_of
from cases.programs.services.assigning import Grant, Terms, Wanted
from content.editorial.public import live_of_kind
from content.public import StorableField
from npcsite.accounts.models import User

TYPED: Final = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time; the browser's own field writes them like `2026-03-01T09:00`."""

    def __init__(self, **more: Any) -> None:
        shown = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED)
        said = _("Write a day and a time, like 2026-03-01 09:00.")
        super().__init__(widget=shown, error_messages={"invalid": said}, **more)


class AssignmentForm(forms.Form):
    title = StorableField(label=_("Title"), max_length=120)
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose.choices,
        help_text=_("Baseline and end of the same cases are compared."),
    )
    cases = forms.TypedMultipleChoiceField(
        label=_("Cases"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections to read"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens_at = MomentField(label=_("Opens"))
    due_at = MomentField(label=_("Due"))
    closes_at = MomentField(
        label=_("Closes"), required=False, help_text=_("Empty: late work is taken without an end.")
    )
    mode = forms.ChoiceField(label=_("Mode"), choices=AttemptMode.choices)
    certainty_asked = forms.BooleanField(label=_("Certainty is asked"), required=False)
    minutes = forms.IntegerField(
        label=_("Time limit in minutes"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(MINUTES_AT_MOST)],
        help_text=_("For assessed work, before any extra time. Empty: the case's own, or none."),
    )
    threshold = forms.IntegerField(
        label=_("Threshold"),
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("A score of 100. Empty: none is stated."),
    )
    practice_closed = forms.BooleanField(label=_("Practice of its cases is closed until due"), required=False)

    def __init__(self, *args: Any, assignment: Assignment | None = None, **more: Any) -> None:
        items = _items(assignment)
        set_ = {item.document_id: item.document for item in items}
        # The document's own title is that of its working copy, which nobody has approved yet.
        titles = titles_of(items)
        if assignment:
            more["initial"] = _initial(assignment, set_)
        super().__init__(*args, **more)
        for name, kind in (("cases", "case"), ("sections", "section")):
            # What was withdrawn since it was set stays to be ticked, so that nothing is taken out unawares.
            offered = {pk: titles.get(pk, one.slug) for pk, one in set_.items() if one.kind == kind}
            offered |= {one.document_id: one.title for one in live_of_kind(kind)}
            field = cast("forms.TypedMultipleChoiceField", self.fields[name])
            field.choices = [(pk, offered[pk]) for pk in sorted(offered, key=lambda one: offered[one])]

    def wanted(self) -> Wanted:
        """Of a valid form."""
        told = self.cleaned_data
        return Wanted(
            title=told["title"],
            purpose=told["purpose"],
            documents=(*told["cases"], *told["sections"]),
            opens_at=told["opens_at"],
            due_at=told["due_at"],
            closes_at=told["closes_at"],
            terms=Terms(told["mode"], told["certainty_asked"], told["minutes"]),
            threshold=told["threshold"],
            practice_closed=told["practice_closed"],
        )


class ExtensionForm(forms.Form):
    learner = forms.ModelChoiceField(label=_("Learner"), queryset=User.objects.none())
    due_at = MomentField(label=_("New due date"))
    reason = StorableField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, cohort: Cohort, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast("forms.ModelChoiceField[User]", self.fields["learner"])
        members = cohort.memberships.current().values("learner")
        field.queryset = User.objects.filter(pk__in=members).order_by("name", "pk")

    def grant(self) -> Grant:
        """Of a valid form."""
        told = self.cleaned_data
        return Grant(told["learner"], told["due_at"], told["reason"])


def _items(assignment: Assignment | None) -> list[Any]:
    return list(assignment.items.select_related("document").defer("document__title")) if assignment else []


def _initial(assignment: Assignment, set_: dict[int, Any]) -> dict[str, Any]:
    plain = ("title", "purpose", "opens_at", "due_at", "closes_at", "mode", "certainty_asked", "minutes")
    found = {name: getattr(assignment, name) for name in (*plain, "threshold", "practice_closed")}
    for name, kind in (("cases", "case"), ("sections", "section")):
        found[name] = [pk for pk, document in set_.items() if document.kind == kind]
    return found
