"""What an editor says with an act of the workflow: a note, a reason, an earlier text; and which version they saw."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from content.editorial.public import ChangeClass, Document, Publication
from content.forms.fields import StorableField


class ActForm(forms.Form):
    """`seen_lock` is the version the page was opened with."""

    seen_lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        self.document = document


class SubmitForm(ActForm):
    note = StorableField(
        label=_("What has changed, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Readers see it under “What changed” once it is approved."),
    )
    raised_to = forms.ChoiceField(
        label=_("Class of the change"),
        required=False,
        choices=[("", _("as proposed")), *ChangeClass.choices],
        help_text=_("It can be raised above what is proposed, never lowered."),
    )
    wording_reason = StorableField(
        label=_("Wording only: why every claim still means the same"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Leave it empty when a claim has changed. Filled in, two reviewers have to confirm it."),
    )


class RetireForm(ActForm):
    reason = StorableField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Readers see it on the page that stands in its place."),
    )


class EarlierText(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Several texts may be of one day."""

    def label_from_instance(self, obj: Publication) -> str:
        when = date_format(timezone.localtime(obj.published_at), "DATETIME_FORMAT")
        return _("Revision %(number)s, published %(when)s") % {"number": obj.revision.number, "when": when}


class RollBackForm(ActForm):
    to = EarlierText(label=_("Back to"), queryset=Publication.objects.none())
    note = StorableField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        earlier = self.document.publications.exclude(pk=self.document.live_id or 0).order_by("-published_at")
        earlier = earlier.select_related("revision")
        self.fields["to"].queryset = earlier  # type: ignore[attr-defined]
