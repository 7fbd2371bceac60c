"""How a text came to be what it is: its publications, who approved them, and what changed between two of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from content.editorial.public import (
    Approval,
    BlockChange,
    Change,
    ChangeClass,
    Published,
    Release,
    compare_cited,
    dated,
    histories,
    kind_of,
    named,
    read_publication,
)
from content.selectors.articles import sections_of
from content.selectors.as_of import query_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication; `difference_href` is empty for a text's first, `title` where the list is of one text only."""

    title: str
    number: int
    published_at: datetime
    class_meaning: str
    note: str
    approved: str
    reaffirmed: tuple[str, ...]
    read_href: str
    difference_href: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    title: str
    href: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    change: Change
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """`others` are the pairs one may look at instead: each earlier revision against the newer of these two."""

    title: str
    href: str
    changes_href: str
    old: Entry
    new: Entry
    blocks: tuple[BlockChange, ...]
    same_count: int
    references: tuple[ReferenceChange, ...]
    others: tuple[tuple[int, str], ...]


def page(text: Published) -> ChangesPage:
    """Newest first; those of an article with those of its sections."""
    texts = [text, *(sections_of(text) if text.kind == "article" else ())]
    known = histories(one.document_id for one in texts)
    entries = [
        entry
        for one in texts
        for entry in _entries(one, known[one.document_id], title=one.title if len(texts) > 1 else "")
    ]
    newest_first = sorted(entries, key=lambda entry: (entry.published_at, entry.number), reverse=True)
    return ChangesPage(text.title, address_of(text), tuple(newest_first))


def difference_page(text: Published, *, old: int, new: int) -> DifferencePage:
    """Raises Http404 for numbers that were never published, or not in this order."""
    releases = histories([text.document_id])[text.document_id]
    by_number = {release.number: release for release in releases}
    if not (old < new and old in by_number and new in by_number):
        raise Http404(_("These two were not published one after the other."))
    before, after = (read_publication(by_number[number].publication_id) for number in (old, new))
    entries = {entry.number: entry for entry in _entries(text, releases)}
    blocks = kind_of(text.kind).compare(before.payload, after.payload)
    changed = tuple(block for block in blocks if block.is_changed)
    return DifferencePage(
        title=after.title,
        href=address_of(text),
        changes_href=changes_href(text),
        old=entries[old],
        new=entries[new],
        blocks=changed,
        same_count=len(blocks) - len(changed),
        references=tuple(_references(before.manifest["citations"], after.manifest["citations"])),
        others=tuple((n, difference_href(text, n, new)) for n in by_number if n < new and n != old),
    )


def address_of(text: Published) -> str:
    return reverse(kind_of(text.kind).page, args=_slug(text))


def changes_href(text: Published) -> str:
    return reverse(f"content:{text.kind}_changes", args=_slug(text))


def difference_href(text: Published, old: int, new: int) -> str:
    return reverse(f"content:{text.kind}_difference", args=[*_slug(text), old, new])


def approval_said(approval: Approval) -> str:
    said = (
        _("Reviewed without change %(date)s by %(names)s.")
        if approval.unchanged
        else _("Approved %(date)s by %(names)s.")
    )
    told = said % {"date": dated(approval.at), "names": named(approval)}
    return f"{told} {_('A demonstration, not a review.')}" if approval.is_demo else told


def release_said(release: Release) -> str:
    if release.approval is None:
        return _("Loaded with the software; approved by nobody.")
    return approval_said(release.approval)


def class_said(change_class: str) -> str:
    """What the class of a change means for a reader; nothing for what was never classed."""
    return str(_MEANINGS.get(change_class, ""))


# The glossary and the trial table are one of their kind, so no slug is in their address.
_SINGLE = frozenset({"glossary", "trials"})
_MEANINGS: Mapping[str, Any] = {
    ChangeClass.EDITORIAL: _lazy("Editorial: no claim, grade or source has changed."),
    ChangeClass.EVIDENCE: _lazy("Evidence: sources have changed, no claim and no grade."),
    ChangeClass.GRADE: _lazy("Grade: a grade, its issuer or its scheme has changed, no claim."),
    ChangeClass.SUBSTANTIVE: _lazy("Substantive: what is claimed, for whom, or except for whom has changed."),
}


def _slug(text: Published) -> list[str]:
    return [] if text.kind in _SINGLE else [text.slug]


def _entries(text: Published, releases: Iterable[Release], *, title: str = "") -> Iterable[Entry]:
    before: Release | None = None
    for release in releases:
        yield Entry(
            title=title,
            number=release.number,
            published_at=release.published_at,
            class_meaning=class_said(release.change_class),
            note=release.change_note,
            approved=release_said(release),
            reaffirmed=tuple(map(approval_said, release.reaffirmed)),
            read_href=f"{address_of(text)}{query_of(release.published_at)}",
            difference_href=difference_href(text, before.number, release.number) if before else "",
            sha256=release.sha256,
        )
        before = release


def _references(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[ReferenceChange]:
    for cited in compare_cited(old, new, prefix="@"):
        if cited.change is Change.CHANGED:
            yield ReferenceChange(cited.change, _reference(cited.new), _reference(cited.old))
        else:
            yield ReferenceChange(cited.change, _reference(cited.new or cited.old), "")


def _reference(snapshot: Mapping[str, Any]) -> str:
    """Everything that is frozen of it, or two that differ might read the same."""
    names = ("authors", "title", "source", "url")
    told = [str(snapshot[name]).rstrip(".") for name in names if snapshot.get(name)]
    told += [f"{label} {snapshot[name]}" for name, label in _IDENTIFIERS.items() if snapshot.get(name)]
    return ". ".join(told) + "."


_IDENTIFIERS = {"doi": "doi", "pmid": "PMID", "pmcid": "PMCID", "tier": "tier", "kind": "kind"}
