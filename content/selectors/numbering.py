"""Citation numbers: given in reading order when a page is put together, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.models.references import SourceKind
from content.selectors.integrity import Flag
from npcsite.lib.markdown import allowed_link

_SHOWN = ("authors", "title", "source", "doi", "pmid", "pmcid", "url", "tier", "kind")


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
    pmcid: str
    url: str
    tier: str
    kind: str
    flag: Flag | None = None

    @property
    def warning(self) -> str:
        """What a reader must know of its integrity, empty when there is nothing."""
        return self.flag.sentence(self.number) if self.flag else ""

    @property
    def title_stop(self) -> str:
        """A title that ends in a question mark takes no stop."""
        return "" if self.title.endswith(("?", "!")) else "."


@dataclass(slots=True)
class Numbering:
    """Hands out numbers as targets are met; the one value of a page that grows while it is composed.

    `flags` are what is known today of the integrity of sources, by target.
    """

    known: Mapping[str, Mapping[str, Any]]
    flags: Mapping[str, Flag] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    markers: dict[tuple[str, ...], SafeString] = field(default_factory=dict)
    language: str | None = field(default_factory=get_language)

    def number_of(self, target: str) -> int:
        return self.order.setdefault(target, len(self.order) + 1)

    def marker(self, targets: Iterable[str]) -> SafeString:
        """Superscript links to the reference list, one for each target the page knows."""
        cited = tuple(targets)
        if cited not in self.markers:
            links = sorted((self.number_of(target), target) for target in cited if target in self.known)
            # Every link was made by format_html; joining them by it again would double the page's cost.
            joined = ",".join(self._link(number, target) for number, target in links)
            self.markers[cited] = SafeString(f'<sup class="cites">{joined}</sup>' if links else "")
        return self.markers[cited]

    def _link(self, number: int, target: str) -> SafeString:
        flag = self.flags.get(target)
        return _link(
            number, target.removeprefix("@"), flag.word if flag and flag.grave else "", self.language
        )

    def flagged(self) -> tuple[NumberedReference, ...]:
        """Those met so far that a reader must be warned of, in the order of their numbers."""
        return tuple(one for one in self.references() if one.flag and one.flag.grave)

    def references(self) -> tuple[NumberedReference, ...]:
        """In the order of their numbers."""
        return tuple(self._numbered(target, number) for target, number in self.order.items())

    def _numbered(self, target: str, number: int) -> NumberedReference:
        known = self.known[target]
        fields = {name: known.get(name, "") for name in _SHOWN}
        # Frozen before addresses were checked, or past the form that checks them.
        fields["url"] = fields["url"] if allowed_link(fields["url"]) else ""
        return NumberedReference(number, target.removeprefix("@"), **fields, flag=self.flags.get(target))

    def references_by_kind(self) -> tuple[tuple[str, tuple[NumberedReference, ...]], ...]:
        """Grouped in the order of SourceKind; groups without a reference are left out."""
        listed = self.references()
        groups = ((kind.label, tuple(r for r in listed if r.kind == kind.value)) for kind in SourceKind)
        return tuple((str(label), group) for label, group in groups if group)


@lru_cache(maxsize=4096)
def _link(number: int, key: str, warning: str, _language: str | None) -> SafeString:
    label = _("Reference %(number)s") % {"number": number}
    shown = format_html("{}", number)
    if warning:
        label = f"{label}: {warning}"
        shown = format_html('{} <span class="flag">{}</span>', number, warning.lower())
    return format_html('<a class="cite" href="#ref-{}" aria-label="{}">{}</a>', key, label, shown)
