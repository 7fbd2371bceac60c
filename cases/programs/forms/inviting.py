"""Whom somebody invites: one address typed in, or a file of them, which is read first and confirmed afterwards."""

from typing import Any, Final, cast

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.programs.forms.joining import DAYS
from cases.programs.models import Cohort
from cases.programs.selectors.invitees import NAME_AT_MOST, WORDS, Fate, Invitee, checked, invitees
from content.public import StorableField
from npcsite.accounts.models import User
from npcsite.lib.read_sheets import Sheet, Unreadable, read_sheet

MOST_BYTES: Final = 1024 * 1024
# A head, and lines that hold nothing readable, are counted as lines; rows are counted later.
MOST_LINES: Final = 10_000
SALT: Final = "programs.invitations"
# Seconds between reading a file and confirming it.
CARRIED_FOR: Final = 12 * 3600


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    name = StorableField(
        label=_("Name"), max_length=NAME_AT_MOST, required=False, help_text=_("As the mail greets them.")
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=14)

    def clean(self) -> dict[str, Any]:
        super().clean()
        told = self.cleaned_data
        if "email" in told and "name" in told:
            self.row = checked(Invitee(0, told["email"], told["name"]))
            if self.row.fate is not Fate.NEW:
                self.add_error(None, str(WORDS[self.row.fate]))
        return told


class InvitationFileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("A column of addresses, and one of names if you like; at most 2,000 rows and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        error_messages={"empty": _("The file is empty. Choose one with an address on every line.")},
    )
    days = forms.TypedChoiceField(label=_("Invitations are valid for"), choices=DAYS, coerce=int, initial=14)

    sheet: Sheet
    rows: tuple[Invitee, ...]

    def clean_file(self) -> "UploadedFile[bytes]":
        file = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB. Split it into smaller files."))
        try:
            self.sheet = read_sheet(file.read(), most_lines=MOST_LINES)
            self.rows = invitees(self.sheet)
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        return file


class ConfirmForm(forms.Form):
    """The rows that were shown come back in the form, signed: nothing is kept on the server between the two pages."""

    carried = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cohort: Cohort, person: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.whose = [cohort.pk, person.pk]

    def clean_carried(self) -> str:
        carried: str = self.cleaned_data["carried"]
        try:
            told = signing.loads(carried, salt=SALT, max_age=CARRIED_FOR)
        except signing.BadSignature as wrong:
            raise forms.ValidationError(_("This was read too long ago. Choose the file again.")) from wrong
        if told["whose"] != self.whose:
            raise forms.ValidationError(_("This was read for another cohort. Choose the file again."))
        self.rows = tuple(Invitee(*row) for row in told["rows"])
        self.days: int = told["days"]
        return carried


def carried(rows: tuple[Invitee, ...], days: int, *, cohort: Cohort, person: User) -> str:
    """Those who would be invited, for this person and cohort alone."""
    new = [[row.line, row.email, row.name] for row in rows if row.fate is Fate.NEW]
    told = {"whose": [cohort.pk, person.pk], "days": days, "rows": new}
    return signing.dumps(told, salt=SALT, compress=True)
