"""A note on a decision, or a reply to one."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.programs.models.following import COACHING_AT_MOST
from cases.programs.services.coaching import Words
from content.public import StorableField


class WordsForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = StorableField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 4}))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(_("Write something first."), "empty")
        if len(text) > COACHING_AT_MOST:
            said = _("The text has %(length)d characters; shorten it to %(most)d.")
            raise forms.ValidationError(said, "too-long", {"length": len(text), "most": COACHING_AT_MOST})
        return text

    def complaints(self) -> tuple[str, ...]:
        if "key" in self.errors:
            return (str(_("The page was incomplete, so nothing is sent yet. Send it once more.")),)
        return tuple(str(message) for messages in self.errors.values() for message in messages)

    def words(self, at: datetime) -> Words:
        """Of a valid form."""
        return Words(self.cleaned_data["key"], self.cleaned_data["text"], at)
