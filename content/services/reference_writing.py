"""Writing one reference: what may stand in it, and that no two are one source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.editorial.public import act, is_cited
from content.models import Reference
from content.models.references import KEY, SourceKind, Tier, is_key
from npcsite.accounts.models import User
from npcsite.lib import canonical, identifiers
from npcsite.lib.markdown import allowed_link

MOST_LETTERS: Final = 20_000
LONGEST: Final = {"key": 40, "doi": 120, "pmid": 12}


@dataclass(frozen=True, slots=True)
class Record:
    """A reference as it is to be; DOI, PMID and the rest of what is printed are in `csl`, as library files have it."""

    key: str
    tier: str
    kind: str
    csl: Mapping[str, Any]
    status: str = ""
    note: str = ""

    def columns(self) -> dict[str, str]:
        """As the row holds it. Raises canonical.Unclean."""
        return {
            "key": self.key,
            "tier": self.tier,
            "kind": self.kind,
            "status": self.status,
            "csl": canonical.encode(self.csl),
            "doi": self.csl.get("DOI", ""),
            "pmid": self.csl.get("PMID", ""),
            "note": canonical.clean_text(self.note),
        }


def record_of(reference: Reference) -> Record:
    return Record(
        key=reference.key,
        tier=reference.tier,
        kind=reference.kind,
        csl=reference.data(),
        status=reference.status,
        note=reference.note,
    )


def record_faults(record: Record, reference: Reference | None = None) -> dict[str, str]:
    """By field (`key`, `title`, `doi` …), what to put right; `reference` is the row it is to become."""
    return dict([*_form_faults(record), *_other_faults(record, reference)])


def write_reference(*, record: Record, reference: Reference | None, by: User, at: datetime) -> Reference:
    """A new reference without `reference`. Readers go on reading what was frozen. Raises ValidationError by field."""
    faults = record_faults(record, reference)
    if faults:
        raise ValidationError(faults)
    columns = record.columns()
    if reference and all(getattr(reference, name) == value for name, value in columns.items()):
        return reference
    row = reference or Reference()
    with act(actor=by, verb="change_reference" if reference else "add_reference", of=row, at=at):
        for name, value in columns.items():
            setattr(row, name, value)
        row.changed_by = by
        row.save()
    return row


def _form_faults(record: Record) -> Iterator[tuple[str, str]]:
    csl = record.csl
    if not is_key(record.key):
        yield "key", str(KEY.message)
    if record.tier not in Tier.values or record.kind not in SourceKind.values:
        yield "kind" if record.tier in Tier.values else "tier", _("Choose one of the list.")
    if not str(csl.get("title", "")).strip():
        yield "title", _("Give the title as its source prints it.")
    if csl.get("DOI") and not identifiers.is_doi(csl["DOI"]):
        yield "doi", _("A DOI begins with “10.”, four to nine digits and a slash, as in 10.1000/182.")
    if csl.get("PMID") and not identifiers.is_pmid(csl["PMID"]):
        yield "pmid", _("A PubMed number has one to nine digits.")
    if csl.get("URL") and not allowed_link(csl["URL"]):
        yield "url", _("Give an address that begins with https://.")
    yield from _storing_faults(record)


def _storing_faults(record: Record) -> Iterator[tuple[str, str]]:
    try:
        columns = record.columns()
    except canonical.Unclean as unclean:
        yield "title", str(unclean)
        return
    if len(columns["csl"]) > MOST_LETTERS:
        yield "title", _("This is longer than a reference can be.")
    for name, longest in LONGEST.items():
        if len(columns[name]) > longest:
            yield name, _("At most %(count)d characters.") % {"count": longest}


def _other_faults(record: Record, reference: Reference | None) -> Iterator[tuple[str, str]]:
    others = Reference.objects.exclude(pk=reference.pk) if reference else Reference.objects.all()
    if others.filter(key__iexact=record.key).exists():
        yield "key", _("There is a reference with this key already.")
    if reference and reference.key != record.key and is_cited(f"@{reference.key}"):
        yield "key", _("Texts cite it under %(key)s, so the key has to stay.") % {"key": reference.key}
    for field, name in (("doi", "DOI"), ("pmid", "PMID")):
        value = record.csl.get(name, "")
        other = others.filter(**{f"{field}__iexact": value}).first() if value else None
        if other:
            told = {"name": name, "key": other.key}
            yield field, _("%(key)s has this %(name)s already; cite that one, or merge the two.") % told
