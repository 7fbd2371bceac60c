"""Sections: how one is read, frozen, linted, compared, and what it offers to those that cite it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.editorial.public import BlockChange, Cite, Document, Fault, World, fault
from content.kinds.written import WrittenKind, body_cites, lint_body, spoken
from content.models import Figure, Recommendation, RecommendationSource, Reference, Section
from content.models.sections import Direction, Grading
from content.selectors.boxes import drawn_box
from content.selectors.claims import FIELDS, claim_hash, grade_hash
from content.selectors.figures import figure, figure_offers, frozen_figures
from content.selectors.recommendation_lint import recommendation_faults
from content.services.library_files import LibraryFile
from npcsite.lib import markdown

TEXTS = ("body", "summary")
_BOX = re.compile(r"\[rec:([a-z0-9-]+)\]")


class SectionKind(WrittenKind):
    name: ClassVar[str] = "section"
    order: ClassVar[int] = 40
    model: ClassVar[type[Document]] = Section
    pattern: ClassVar[str] = "sections/*.md"
    page: ClassVar[str] = "content:section"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "summary": _("Plain summary"),
        "body": _("Text"),
        "recommendations": _("Recommendation"),
        "claim": _("Claim"),
        "direction": _("Direction"),
        "population": _("Population"),
        "exclusions": _("Exclusions"),
        "issuer": _("Issuer"),
        "scheme": _("Scheme"),
        "level": _("Level"),
        "grade": _("Grade"),
        "grading": _("Grading"),
        "citations": _("Sources"),
    }

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        return {
            "slug": file.data["slug"],
            "title": file.data["title"],
            "summary": file.data["summary"].strip(),
            "body": file.body,
            "recommendations": [_complete(row) for row in file.data.get("recommendations", [])],
        }

    def places(self, file: LibraryFile) -> dict[str, str]:
        rows = enumerate(file.data.get("recommendations", ()))
        return super().places(file) | {
            f"recommendations/{row['key']}": f"recommendations/{at}" for at, row in rows
        }

    def freeze(self, document: Document) -> dict[str, Any]:
        section = Section.objects.get(pk=document.pk)
        return {
            "slug": section.slug,
            "title": section.title,
            "summary": section.summary,
            "body": section.body,
            "recommendations": [
                {
                    **{field: getattr(row, field) for field in FIELDS},
                    "citations": [source.reference.key for source in row.sources.all()],
                }
                for row in section.recommendations.prefetch_related("sources__reference")
            ],
            **_with_figures(frozen_figures(document)),
            **spoken(section.language),
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        section = Section.objects.get(pk=document.pk)
        section.summary, section.body = payload["summary"], payload["body"]
        section.save()
        section.recommendations.all().delete()
        section.figures.all().delete()
        Figure.objects.bulk_create(
            Figure(document=section, position=place, **row)
            for place, row in enumerate(payload.get("figures", ()))
        )
        references = Reference.objects.in_bulk(field_name="key")
        for position, row in enumerate(payload["recommendations"]):
            fields = {field: row[field] for field in FIELDS}
            made = Recommendation.objects.create(section=section, position=position, **fields)
            RecommendationSource.objects.bulk_create(
                RecommendationSource(recommendation=made, reference=references[key], position=place)
                for place, key in enumerate(row["citations"])
                if key in references
            )

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        captions = {f"figure:{row['key']}": row["caption"] for row in payload.get("figures", ())}
        return {name: payload[name] for name in TEXTS} | captions

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        in_texts = [
            cite for name, text in self.texts(payload).items() for cite in body_cites(text, place=name)
        ]
        lines = box_lines(payload)
        in_rows = [cite for row in payload["recommendations"] for cite in _sources(row, lines)]
        return in_texts + in_rows

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        faults = [
            found
            for name, text in self.texts(payload).items()
            for found in lint_body(text, place=name, world=world)
        ]
        faults += [found for row in payload.get("figures", ()) for found in _figure_faults(row)]
        lines = box_lines(payload)
        for row in payload["recommendations"]:
            faults += recommendation_faults(row, world, line=lines.get(row["key"]))
        return [*faults, *_misplaced(payload)]

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        slug = payload["slug"]
        section = {f"sec:{slug}": {"slug": slug, "title": payload["title"]}}
        rows = {
            f"rec:{row['key']}": {
                **row,
                "section": slug,
                "section_title": payload["title"],
                "claim_hash": claim_hash(row),
                "grade_hash": grade_hash(row),
            }
            for row in payload["recommendations"]
        }
        return section | rows | figure_offers(payload)

    def box(
        self, payload: dict[str, Any], target: str, marker: Callable[[tuple[str, ...]], SafeString]
    ) -> SafeString:
        if known := figure_offers(payload).get(target):
            return figure(known, caption=markdown.show(markdown.inline(known["caption"]), number=marker))
        rows = {f"rec:{row['key']}": row for row in payload["recommendations"]}
        if target not in rows:
            return SafeString("")
        sources = tuple(f"@{key}" for key in rows[target]["citations"])
        return drawn_box(rows[target], markers=marker(sources), section=payload["slug"])

    def compare(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[BlockChange, ...]:
        return super().compare(_worded(old) if old else old, _worded(new))


def _worded(payload: Mapping[str, Any]) -> dict[str, Any]:
    """With a recommendation's stored words for direction and grading as readers see them."""
    rows = [
        {
            **row,
            "direction": str(Direction(row["direction"]).label),
            "grading": str(Grading(row["grading"]).label),
        }
        for row in payload.get("recommendations", ())
    ]
    return {**payload, "recommendations": rows}


def _with_figures(figures: list[dict[str, Any]]) -> dict[str, Any]:
    """A text without figures has the same bytes, and so the same hash, as before there were any."""
    return {"figures": figures} if figures else {}


def _figure_faults(row: Mapping[str, Any]) -> Iterator[Fault]:
    """C019: words for who cannot see it, and whose it is."""
    missing = [name for name in ("alt", "licence", "source") if not row[name].strip()]
    if missing:
        message = f"Figure “{row['key']}” has no {' and no '.join(missing)}; fill it in."
        yield fault("C019", f"figure:{row['key']}", None, message)


def _complete(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{field: str(row.get(field, "")).strip() for field in FIELDS},
        "citations": list(row["citations"]),
    }


def box_lines(payload: Mapping[str, Any]) -> dict[str, int]:
    """By recommendation: the line of the body that shows its box."""
    found = (
        (_BOX.fullmatch(line.strip()), number) for number, line in enumerate(payload["body"].split("\n"), 1)
    )
    return {match[1]: number for match, number in found if match}


def _sources(row: Mapping[str, Any], lines: Mapping[str, int]) -> list[Cite]:
    place, line = f"recommendations/{row['key']}", lines.get(row["key"])
    return [Cite(f"@{key}", place, line) for key in row["citations"]]


def _misplaced(payload: Mapping[str, Any]) -> Iterator[Fault]:
    """R001: every recommendation of a section has its box in the text, once."""
    lines = [line.strip() for line in payload["body"].split("\n")]
    for row in payload["recommendations"]:
        box = f"[rec:{row['key']}]"
        if (count := lines.count(box)) != 1:
            message = f"Put {box} on a line of its own once; it stands there {count} times."
            yield fault("R001", f"recommendations/{row['key']}", None, message)
