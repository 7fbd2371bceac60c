"""Citation numbers: given in reading order when a page is put together, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.models.references import SourceKind


@dataclass(frozen=True, slots=True)
class NumberedReference:
    """A reference with the number this page gave it."""

    number: int
    key: str
    authors: str
    title: str
    source: str
    doi: str
    pmid: str
    url: str
    tier: str
    kind: str

    @property
    def title_stop(self) -> str:
        """A title that ends in a question mark takes no stop."""
        return "" if self.title.endswith(("?", "!")) else "."


@dataclass(slots=True)
class Numbering:
    """Hands out numbers as targets are met; the one value of a page that grows while it is composed."""

    known: Mapping[str, Mapping[str, Any]]
    order: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def number_of(self, target: str) -> int:
        return self.order.setdefault(target, len(self.order) + 1)

    def marker(self, targets: Iterable[str]) -> SafeString:
        """Superscript links to the reference list, one for each target the page knows."""
        links = sorted((self.number_of(target), target) for target in targets if target in self.known)
        # Every link was made by format_html; joining them by it again for each marker would double the page's cost.
        joined = ",".join(self._link(number, target) for number, target in links)
        return SafeString(f'<sup class="cites">{joined}</sup>' if links else "")

    def _link(self, number: int, target: str) -> str:
        if target not in self.links:
            label = _("Reference %(number)s") % {"number": number}
            key = target.removeprefix("@")
            self.links[target] = format_html(
                '<a class="cite" href="#ref-{}" aria-label="{}">{}</a>', key, label, number
            )
        return self.links[target]

    def references(self) -> tuple[NumberedReference, ...]:
        """In the order of their numbers."""
        return tuple(_numbered(target, number, self.known[target]) for target, number in self.order.items())

    def references_by_kind(self) -> tuple[tuple[str, tuple[NumberedReference, ...]], ...]:
        """Grouped in the order of SourceKind; groups without a reference are left out."""
        listed = self.references()
        groups = ((kind.label, tuple(r for r in listed if r.kind == kind.value)) for kind in SourceKind)
        return tuple((str(label), group) for label, group in groups if group)


def _numbered(target: str, number: int, known: Mapping[str, Any]) -> NumberedReference:
    fields = ("authors", "title", "source", "doi", "pmid", "url", "tier", "kind")
    return NumberedReference(
        number=number, key=target.removeprefix("@"), **{f: known.get(f, "") for f in fields}
    )
