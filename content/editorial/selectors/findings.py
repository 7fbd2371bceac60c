"""What the lint says of a working copy or of a revision, and which of it bars a gate."""

from collections.abc import Mapping

from content.editorial.kinds import Fault, LibraryItem, kind_of
from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import Gate, blocking, fault
from content.editorial.models import Document, Revision
from content.editorial.selectors.targets import claim_pins
from content.editorial.selectors.words import of_revision, working_copy, world_for
from npcsite.lib import canonical


def findings(document: Document) -> list[Fault]:
    """Of the working copy."""
    try:
        return _of(working_copy(document), claim_pins(document.head) if document.head else None)
    except canonical.Unclean as unclean:
        return [fault("L002", unclean.place, None, unclean.message)]


def findings_of(revision: Revision) -> list[Fault]:
    """With the claims it was pinned to when it was submitted, so that those which changed since are found."""
    return _of(of_revision(revision), claim_pins(revision))


def lines(faults: list[Fault]) -> tuple[str, ...]:
    """As a person reads them: code, place and line, then what to do."""
    return tuple(
        f"{found.code} {found.place}{f', line {found.line}' if found.line else ''}: {found.message}"
        for found in faults
    )


def barring(faults: list[Fault], gate: Gate, waived: Mapping[str, str] | None = None) -> tuple[str, ...]:
    return lines(blocking(faults, gate=gate, waived=waived))


def _of(item: LibraryItem, pins: Mapping[str, str] | None = None) -> list[Fault]:
    return document_faults(kind_of(item.kind), item.payload, world_for(item), pins=pins)
