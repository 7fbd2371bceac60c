"""A file of competencies: sent to be read, and sent once more to be put in place."""

from typing import Any, Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.programs.forms.roster import PAGES_AT_MOST
from cases.programs.selectors.competencies import LARGEST_BYTES, BadFile, Competencies, decoded, read

SHA256_LETTERS: Final = 64
NONE_OF_THEM: Final = "-"


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


class EvidenceForm(forms.Form):
    """Read from the address; nonsense there asks for nothing. `of` is the slug of a competency, `-` what has none."""

    of = forms.RegexField(r"^[a-z0-9-]{1,80}$", required=False)
    page = forms.IntegerField(min_value=1, max_value=PAGES_AT_MOST, required=False)

    def of_whom(self) -> str | None:
        """None: everything."""
        self.is_valid()
        asked: str = self.cleaned_data.get("of") or ""
        return "" if asked == NONE_OF_THEM else asked or None

    def page_number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1


class SeenForm(forms.Form):
    """Which file held on the page that was confirmed."""

    seen = forms.CharField(max_length=SHA256_LETTERS)

    def complaints(self) -> list[Any]:
        return [said for errors in self.errors.values() for said in errors]


class ReplaceForm(SeenForm):
    """The text that was shown comes back; it is held to its form once more."""

    # Spaces before a line mean something.
    text = forms.CharField(max_length=LARGEST_BYTES, strip=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            read(text)
        except BadFile as bad:
            raise forms.ValidationError([str(fault) for fault in bad.faults]) from bad
        return text
