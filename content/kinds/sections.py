"""Sections: how one is read, frozen, linted, compared, and what it offers to those that cite it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editorial.public import BlockChange, Cite, Document, Fault, World
from content.kinds.written import WrittenKind, body_cites, cite_each, lint_body
from content.models import Recommendation, RecommendationSource, Reference, Section
from content.models.sections import Direction, Grading
from content.selectors.claims import FIELDS, claim_hash, grade_hash
from content.selectors.recommendation_lint import recommendation_faults
from content.services.library_files import LibraryFile

TEXTS = ("body", "summary")


class SectionKind(WrittenKind):
    name: ClassVar[str] = "section"
    order: ClassVar[int] = 40
    model: ClassVar[type[Document]] = Section
    pattern: ClassVar[str] = "sections/*.md"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
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
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        section = Section.objects.get(pk=document.pk)
        section.summary, section.body = payload["summary"], payload["body"]
        section.save()
        section.recommendations.all().delete()
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
        return {name: payload[name] for name in TEXTS}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        in_texts = [cite for name in TEXTS for cite in body_cites(payload[name], place=name)]
        in_rows = [cite for row in payload["recommendations"] for cite in _sources(row)]
        return in_texts + in_rows

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        faults = [fault for name in TEXTS for fault in lint_body(payload[name], place=name, world=world)]
        for row in payload["recommendations"]:
            faults += recommendation_faults(row, world)
        return faults + _misplaced(payload)

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
        return section | rows

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


def _complete(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{field: str(row.get(field, "")).strip() for field in FIELDS},
        "citations": list(row["citations"]),
    }


def _sources(row: Mapping[str, Any]) -> list[Cite]:
    return cite_each((f"@{key}" for key in row["citations"]), place=f"recommendations/{row['key']}")


def _misplaced(payload: Mapping[str, Any]) -> list[Fault]:
    """R001: every recommendation of a section has its box in the text, once."""
    lines = [line.strip() for line in payload["body"].split("\n")]
    return [
        Fault(
            code="R001",
            place=f"recommendations/{row['key']}",
            line=None,
            message=f"Put [rec:{row['key']}] on a line of its own once; it stands there {count} times.",
            severity="error",
        )
        for row in payload["recommendations"]
        if (count := lines.count(f"[rec:{row['key']}]")) != 1
    ]
