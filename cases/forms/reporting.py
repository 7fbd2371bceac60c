"""The form by which a learner reports a problem, and those by which an editor deals with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.playing import KeyForm
from cases.models import ReportKind, ReportState
from cases.models.report import REPORT_AT_MOST
from content.editorial.public import Publication
from content.public import StorableField


class WordsField(StorableField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5, "maxlength": REPORT_AT_MOST}), **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > REPORT_AT_MOST:
            said = _("This has %(length)d characters; shorten it to %(most)d.")
            raise forms.ValidationError(said, "too-long", {"length": len(value), "most": REPORT_AT_MOST})


class ReportForm(KeyForm):
    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    words = WordsField(
        label=_("In your words"),
        help_text=_("Write nothing about a real patient, and no name. An editor reads it without yours."),
    )


class HandlingForm(forms.Form):
    """`seen` is the state of the report when its page was opened."""

    seen = forms.ChoiceField(choices=ReportState.choices, widget=forms.HiddenInput)


class AnswerForm(HandlingForm):
    words = WordsField(label=_("Answer to whoever reported it"))


class CloseForm(HandlingForm):
    words = WordsField(label=_("Why nothing is changed"), help_text=_("Whoever reported it reads this."))


class MendedForm(HandlingForm):
    fixed_in = forms.ModelChoiceField(
        label=_("Publication that mends it"), queryset=Publication.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, later: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fixed_in"].queryset = later  # type: ignore[attr-defined]
