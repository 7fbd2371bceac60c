"""The glossary and its terms."""

from django.contrib import admin

from content.admin.reading import DocumentAdmin, ReadOnlyAdmin
from content.models import Glossary, Term


@admin.register(Glossary)
class GlossaryAdmin(DocumentAdmin):
    pass


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    list_display = ("term", "short_form", "slug")
    search_fields = ("term", "short_form", "slug", "definition")
