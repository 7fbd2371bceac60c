"""The form of one reference: fields as they are printed instead of CSL-JSON."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.fields import StorableField
from content.models import Reference
from content.services.reference_writing import Record, record_faults, record_of
from npcsite.lib import canonical, csl, identifiers

TYPES: Final = (
    ("article-journal", gettext_lazy("Article in a journal")),
    ("article", gettext_lazy("Preprint")),
    ("book", gettext_lazy("Book")),
    ("chapter", gettext_lazy("Chapter of a book")),
    ("paper-conference", gettext_lazy("Conference paper or abstract")),
    ("report", gettext_lazy("Report")),
    ("thesis", gettext_lazy("Thesis")),
    ("webpage", gettext_lazy("Web page")),
)
VERIFIED: Final = (
    ("", gettext_lazy("not said")),
    ("V", gettext_lazy("read in the source or its abstract")),
    ("V2", gettext_lazy("read in a secondary page")),
    ("P", gettext_lazy("read in part")),
)
# Field of the form: its name in CSL.
PLAIN: Final = {
    "type": "type", "title": "title", "container": "container-title", "volume": "volume", "issue": "issue",
    "page": "page", "edition": "edition", "publisher": "publisher", "place": "publisher-place", "number": "number",
    "print_status": "status", "url": "URL", "pmcid": "PMCID",
}  # fmt: skip
DATES: Final = {"issued": "issued", "accessed": "accessed"}
NAMES: Final = {"authors": "author", "editors": "editor"}
SEEN: Final = "seen"


def text(label: Any, help_text: Any = "", *, lines: int = 0, required: bool = False) -> StorableField:
    widget: forms.Widget = (
        forms.Textarea(attrs={"rows": lines, "class": "vLargeTextField"})
        if lines
        else forms.TextInput(attrs={"class": "vTextField"})
    )
    return StorableField(label=label, help_text=help_text, required=required, widget=widget)


class ReferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    status = forms.ChoiceField(label=gettext_lazy("How far verified"), choices=VERIFIED, required=False)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=TYPES)
    authors = text(
        gettext_lazy("Authors"),
        gettext_lazy("“Family, Given”, one a line; an organisation is a line without a comma."),
        lines=4,
    )
    et_al = forms.BooleanField(label=gettext_lazy("There are more authors than these"), required=False)
    editors = text(gettext_lazy("Editors"), gettext_lazy("Of a book, in the same way."), lines=2)
    title = text(gettext_lazy("Title"), lines=2, required=True)
    container = text(
        gettext_lazy("Journal, book or site"), gettext_lazy("As MEDLINE abbreviates it: Ann Oncol.")
    )
    issued = text(gettext_lazy("Published on"), gettext_lazy("2025, 2025-05 or 2025-05-14"))
    volume = text(gettext_lazy("Volume"))
    issue = text(gettext_lazy("Issue"))
    page = text(gettext_lazy("Pages"), gettext_lazy("Or the number of the article."))
    print_status = text(
        gettext_lazy("Not in print yet"), gettext_lazy("“Epub ahead of print” or “in press”; else empty.")
    )
    edition = text(gettext_lazy("Edition"))
    publisher = text(gettext_lazy("Publisher"))
    place = text(gettext_lazy("Place of the publisher"))
    number = text(gettext_lazy("Number of the report"))
    url = text(gettext_lazy("Address"))
    accessed = text(gettext_lazy("Address read on"), gettext_lazy("2025-05-14"))
    doi = text("DOI")
    pmid = text("PMID")
    pmcid = text("PMCID")
    note = text(gettext_lazy("Note for editors"), lines=3)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reference
        fields = ("key", "tier", "kind", "status", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = record_of(self.instance) if self.instance.pk else None
        if self.held:
            self.initial = {**self.initial, **typed(self.held), SEEN: digest(self.held)}
        self.record: Record | None = None

    def clean_doi(self) -> str:
        return identifiers.clean_doi(self.cleaned_data["doi"])

    def clean_pmid(self) -> str:
        return identifiers.clean_pmid(self.cleaned_data["pmid"])

    def clean_issued(self) -> Any:
        return _date(self.cleaned_data["issued"])

    def clean_accessed(self) -> Any:
        return _date(self.cleaned_data["accessed"])

    @property
    def is_stale(self) -> bool:
        """Whether the reference was changed since this form was opened, or the form does not say when that was."""
        return self.held is not None and self.data.get(SEEN) != digest(self.held)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.is_stale:
            message = _(
                "Somebody else has changed this reference. Open it again beside this page and compare."
            )
            raise ValidationError(message, code="stale")
        if self.errors:
            return cleaned
        self.record = self._record(cleaned)
        for field, message in record_faults(self.record, self.instance if self.instance.pk else None).items():
            self.add_error(field, message)
        return cleaned

    def _record(self, cleaned: dict[str, Any]) -> Record:
        """What the form does not show of the CSL-JSON stays as it is."""
        before = dict(self.held.csl) if self.held else {}
        after = before | {name: cleaned[field] for field, name in (PLAIN | DATES).items()}
        after |= {name: csl.read_names(cleaned[field], before.get(name, ())) for field, name in NAMES.items()}
        after |= {"DOI": cleaned["doi"], "PMID": cleaned["pmid"], "et_al": cleaned["et_al"]}
        printed = {name: value for name, value in after.items() if value}
        fields = {name: cleaned[name] for name in ("key", "tier", "kind", "status", "note")}
        return Record(csl=printed, **fields)


def typed(record: Record) -> dict[str, Any]:
    """The record as the form's fields show it."""
    held = record.csl
    return {
        **{field: held.get(name, "") for field, name in PLAIN.items()},
        **{field: csl.date_text(held.get(name)) for field, name in DATES.items()},
        **{field: csl.names_text(held.get(name, ())) for field, name in NAMES.items()},
        "doi": held.get("DOI", ""),
        "pmid": held.get("PMID", ""),
        "et_al": bool(held.get("et_al")),
    }


def digest(record: Record) -> str:
    return canonical.digest(canonical.encode(record.columns()))


def _date(value: str) -> Any:
    try:
        return csl.read_date(value)
    except csl.BadDate as bad:
        raise ValidationError(_("Write a year, a month or a day: 2025, 2025-05 or 2025-05-14.")) from bad
