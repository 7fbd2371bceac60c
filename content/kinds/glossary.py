"""The glossary: all terms in one document."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editorial.public import Cite, Document, Fault, World, fault
from content.kinds.written import WrittenKind, body_cites, cite_each, lint_body, spoken
from content.models import Glossary, Term
from content.services.library_files import LibraryFile

FIELDS = ("slug", "term", "short_form", "definition")
LISTS = ("see", "citations")


class GlossaryKind(WrittenKind):
    name: ClassVar[str] = "glossary"
    order: ClassVar[int] = 20
    model: ClassVar[type[Document]] = Glossary
    pattern: ClassVar[str] = "glossary.yaml"
    page: ClassVar[str] = "content:glossary"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "terms": _("Term"),
        "term": _("Term"),
        "short_form": _("Short form"),
        "definition": _("Definition"),
        "see": _("See also"),
        "citations": _("Sources"),
    }

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        terms = [
            {f: str(row.get(f, "")).strip() for f in FIELDS} | {f: list(row.get(f, [])) for f in LISTS}
            for row in file.data["terms"]
        ]
        ordered = sorted(terms, key=lambda term: term["slug"])
        return {"slug": file.data["slug"], "title": file.data["title"], "terms": ordered}

    def places(self, file: LibraryFile) -> dict[str, str]:
        return {f"term:{row['slug']}": f"terms/{at}" for at, row in enumerate(file.data["terms"])}

    def freeze(self, document: Document) -> dict[str, Any]:
        glossary = Glossary.objects.get(pk=document.pk)
        terms = [{field: getattr(row, field) for field in (*FIELDS, *LISTS)} for row in glossary.terms.all()]
        return {
            "slug": glossary.slug,
            "title": glossary.title,
            "terms": terms,
            **spoken(glossary.language),
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        glossary = Glossary.objects.get(pk=document.pk)
        glossary.terms.all().delete()
        Term.objects.bulk_create(Term(glossary=glossary, **row) for row in payload["terms"])

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return {f"term:{row['slug']}": row["definition"] for row in payload["terms"]}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        in_texts = [
            cite for place, text in self.texts(payload).items() for cite in body_cites(text, place=place)
        ]
        beside = [
            cite
            for row in payload["terms"]
            for cite in cite_each((f"@{key}" for key in row["citations"]), place=f"term:{row['slug']}")
        ]
        return in_texts + beside

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        slugs = {row["slug"] for row in payload["terms"]}
        faults = [
            found
            for row in payload["terms"]
            for found in lint_body(
                row["definition"], place=f"term:{row['slug']}", world=world, sourced=bool(row["citations"])
            )
        ]
        lost = [(row["slug"], see) for row in payload["terms"] for see in row["see"] if see not in slugs]
        return faults + [
            fault("G001", f"term:{slug}", None, f"“See also {see}” leads nowhere; there is no such term.")
            for slug, see in lost
        ]

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {f"term:{row['slug']}": {"term": row["term"]} for row in payload["terms"]}
