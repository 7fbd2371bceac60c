"""A file of competencies: sent to be read, and sent once more to be put in place."""

from typing import Any, Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.programs.selectors.competencies import LARGEST_BYTES, BadFile, Competencies, decoded, read

SHA256_LETTERS: Final = 64


class CompetencyFileForm(forms.Form):
    file = forms.FileField(
        label=_("Your file, YAML"),
        help_text=_("At most 64 kB. It is read and shown first; nothing is replaced yet."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"empty": _("The file is empty. Choose one with at least one competency.")},
    )

    text: str
    competencies: Competencies

    def clean_file(self) -> "UploadedFile[bytes]":
        file = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        try:
            self.text = decoded(file.read(LARGEST_BYTES + 1))
            self.competencies = read(self.text)
        except BadFile as bad:
            raise forms.ValidationError([str(fault) for fault in bad.faults]) from bad
        return file


class ReplaceForm(forms.Form):
    """The text that was shown comes back; it is held to its form once more."""

    # Spaces before a line mean something.
    text = forms.CharField(max_length=LARGEST_BYTES, strip=False)
    seen = forms.CharField(max_length=SHA256_LETTERS)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            read(text)
        except BadFile as bad:
            raise forms.ValidationError([str(fault) for fault in bad.faults]) from bad
        return text

    def complaints(self) -> list[Any]:
        return [said for errors in self.errors.values() for said in errors]
