"""The glossary and its terms; each term is a page of its own, under the glossary's lock."""

from typing import Any

from django.contrib import admin

from content.admin.documents import DocumentAdmin, PartAdmin
from content.admin.editors import ListedRows
from content.editorial.public import Document
from content.forms.parts import TermForm
from content.models import Glossary, Term


class TermInline(ListedRows):
    model = Term
    fields = readonly_fields = ("term", "short_form")


@admin.register(Glossary)
class GlossaryAdmin(DocumentAdmin):
    kind = "glossary"
    only_one = True
    inlines = (TermInline,)


@admin.register(Term)
class TermAdmin(PartAdmin):
    kind = "glossary"
    form = TermForm
    fields = ("term", "short_form", "slug", "definition", "see", "citations")
    list_display = ("term", "short_form", "slug")
    list_filter = (("short_form", admin.EmptyFieldListFilter),)
    search_fields = ("term", "short_form", "slug", "definition")

    def document_of(self, obj: Any) -> Document | None:
        return Glossary.objects.filter(slug="glossary").first()

    def place(self, obj: Any) -> None:
        obj.glossary = Glossary.objects.get(slug="glossary")
