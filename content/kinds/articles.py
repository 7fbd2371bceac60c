"""Articles: a question, a lead, and the sections that answer it in order."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editorial.public import Cite, Document, Fault, World, fault
from content.kinds.written import DISCLAIMER, WrittenKind, body_cites, cite_each, lint_body, spoken
from content.models import Article, ArticleSection, Section
from content.services.library_files import LibraryFile


class ArticleKind(WrittenKind):
    name: ClassVar[str] = "article"
    order: ClassVar[int] = 50
    model: ClassVar[type[Document]] = Article
    pattern: ClassVar[str] = "articles/*.md"
    page: ClassVar[str] = "content:article"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "question": _("Question"),
        "lead": _("Lead"),
        "sections": _("Sections in order"),
        "notices": _("Notices"),
    }

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        return {
            "slug": file.data["slug"],
            "title": file.data["title"],
            "question": file.data["question"],
            "lead": file.body,
            "sections": list(file.data["sections"]),
            "notices": list(file.data.get("notices", [])),
        }

    def freeze(self, document: Document) -> dict[str, Any]:
        article = Article.objects.get(pk=document.pk)
        rows = article.article_sections.select_related("section")
        return {
            "slug": article.slug,
            "title": article.title,
            "question": article.question,
            "lead": article.lead,
            "sections": [row.section.slug for row in rows],
            "notices": article.notices,
            **spoken(article.language),
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        article = Article.objects.get(pk=document.pk)
        article.question, article.lead, article.notices = (
            payload["question"],
            payload["lead"],
            payload["notices"],
        )
        article.save()
        article.article_sections.all().delete()
        rows = Section.objects.filter(slug__in=payload["sections"]).values_list("slug", "pk")
        keys = dict(rows)
        ArticleSection.objects.bulk_create(
            ArticleSection(article=article, section_id=keys[slug], position=position)
            for position, slug in enumerate(payload["sections"])
        )

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return {"lead": payload["lead"]}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        sections = cite_each((f"sec:{slug}" for slug in payload["sections"]), place="sections")
        notices = cite_each((f"notice:{slug}" for slug in payload["notices"]), place="notices")
        return [*body_cites(payload["lead"], place="lead"), *sections, *notices]

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        faults = lint_body(payload["lead"], place="lead", world=world)
        if DISCLAIMER.removeprefix("notice:") not in payload["notices"]:
            faults.append(fault("C021", "notices", None, "The article does not show the disclaimer; add it."))
        return faults

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {f"article:{payload['slug']}": {"slug": payload["slug"], "title": payload["title"]}}
