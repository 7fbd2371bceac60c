"""Notices: the disclaimer and the editorial policy."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editorial.public import Cite, Document, Fault, World
from content.kinds.written import WrittenKind, body_cites, lint_body, spoken
from content.models import Notice
from content.services.library_files import LibraryFile


class NoticeKind(WrittenKind):
    name: ClassVar[str] = "notice"
    order: ClassVar[int] = 10
    model: ClassVar[type[Document]] = Notice
    pattern: ClassVar[str] = "notices/*.md"
    page: ClassVar[str] = "content:notice"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "summary": _("Summary"),
        "body": _("Text"),
    }
    # The disclaimer could not be mended if it had to be in order first.
    required: ClassVar[tuple[str, ...]] = ()

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        summary = file.data.get("summary", "").strip()
        return {"slug": file.data["slug"], "title": file.data["title"], "summary": summary, "body": file.body}

    def freeze(self, document: Document) -> dict[str, Any]:
        notice = Notice.objects.get(pk=document.pk)
        return {
            "slug": notice.slug,
            "title": notice.title,
            "summary": notice.summary,
            "body": notice.body,
            **spoken(notice.language),
        }

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        notice = Notice.objects.get(pk=document.pk)
        notice.summary, notice.body = payload["summary"], payload["body"]
        notice.save()

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return {"body": payload["body"], "summary": payload["summary"]}

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        return body_cites(payload["body"], place="body")

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        return lint_body(payload["body"], place="body", world=world)

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {f"notice:{payload['slug']}": {"slug": payload["slug"], "title": payload["title"]}}
