"""The form of a private note on a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models.note import NOTE_AT_MOST
from content.public import StorableField


class NoteForm(forms.Form):
    """Its two buttons: one only saves, the other sets the flag or takes it off as well."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = StorableField(required=False)
    flag = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > NOTE_AT_MOST:
            said = _("The note has %(length)d characters; shorten it to %(most)d.")
            raise forms.ValidationError(said, "too-long", {"length": len(text), "most": NOTE_AT_MOST})
        return text

    def flagged(self) -> bool | None:
        """None when only the note was saved."""
        flag = self.cleaned_data.get("flag")
        return None if not flag else flag == "on"

    def typed(self) -> str:
        """As it was sent, also when it is refused."""
        return str(self.data.get("text", ""))

    def complaints(self) -> tuple[str, ...]:
        if {"seen", "flag"} & set(self.errors):
            return (str(_("The page was incomplete, so the note is not saved yet. Save it once more.")),)
        return tuple(str(message) for messages in self.errors.values() for message in messages)
