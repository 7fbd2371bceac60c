"""The texts of a publication with this page's citation numbers, and what they cite as it was frozen with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.public import Published
from content.public import Box, NumberedReference, Numbering, Today, TrialView, box, trial_view
from npcsite.lib import markdown


@dataclass(slots=True)
class Teller:
    """Numbers grow with what is told, so tell things in the order in which they stand on the page.

    `today` is what is known by now of sources and claims, for pages that lead back to the evidence. A `silent` one
    names no source and leads nowhere.
    """

    published: Published
    today: Today | None = None
    silent: bool = False
    numbering: Numbering = field(init=False)

    def __post_init__(self) -> None:
        self.numbering = Numbering(self._cited, self.today.flags if self.today else {})

    @property
    def _cited(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.published.manifest["citations"]
        return found

    def part(self, name: str) -> SafeString:
        """Empty for a part the publication does not have."""
        html = markdown.unbroken(self.published.parts.get(name, ""))
        if not html:
            return SafeString("")
        if self.silent:
            return markdown.show(html)
        return markdown.show(html, number=self.numbering.marker, link=self.link, bracketed=True)

    def link(self, target: str) -> SafeString | None:
        """A link to what the text names; None for what the publication did not freeze."""
        frozen = self._cited.get(target)
        if frozen is None:
            return None
        title = frozen.get("title") or frozen.get("name") or target
        return format_html('<a href="{}">{}</a>', address_of(target), title)

    def recommendations(self, targets: Iterable[str]) -> tuple[Box, ...]:
        """Those among `targets` that are recommendations, each once, in their order, as they were frozen."""
        keys = dict.fromkeys(target for target in targets if target.startswith("rec:"))
        frozen = (self._cited[key] for key in keys if key in self._cited)
        return tuple(
            box(
                row,
                markers=self.cite(f"@{key}" for key in row["citations"]),
                section=row["section"],
                notice=self.today.notice(row) if self.today else "",
                review=self.today.review(row) if self.today else "",
            )
            for row in frozen
        )

    def trial(self, target: str) -> TrialView | None:
        """The trial as it was frozen; None for one the publication did not freeze."""
        frozen = self._cited.get(target)
        return trial_view(frozen, self.numbering) if frozen else None

    def cite(self, targets: Iterable[str]) -> SafeString:
        """Markers for the references among `targets`."""
        return self.numbering.marker([target for target in targets if target.startswith("@")])

    def cite_beyond(self, name: str, targets: Iterable[str]) -> SafeString:
        """Markers for what the text of the part has not cited itself."""
        said = markdown.cited_in(self.published.parts.get(name, ""))
        return self.cite(target for target in targets if target not in said)

    def references(self) -> tuple[NumberedReference, ...]:
        """Everything told so far has cited, in the order of the numbers."""
        return self.numbering.references()


@lru_cache(maxsize=1024)
def address_of(target: str) -> str:
    """Where a reader finds `rec:key`, `sec:slug` or `trial:slug`."""
    prefix, name = target.split(":", 1)
    if prefix == "trial":
        return f"{reverse('content:trials')}#trial-{name}"
    return reverse({"rec": "content:recommendation", "sec": "content:section"}[prefix], args=[name])
