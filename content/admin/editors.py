"""Who does what to working copies in the admin, which fields they are typed into, and their rows."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest
from markdownx.models import MarkdownxField

from content.access import may_edit
from content.forms.fields import MarkdownField, StorableField
from content.forms.parts import OrderedFormSet
from npcsite.accounts.reading import may_read

# Documents and rows that are typed: every text can be stored as it is, and Markdown has its editor.
TYPED: dict[Any, dict[str, Any]] = {
    models.SlugField: {"widget": AdminTextInputWidget},
    models.CharField: {"form_class": StorableField, "widget": AdminTextInputWidget},
    models.TextField: {
        "form_class": StorableField,
        "widget": Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    },
    MarkdownxField: {"form_class": MarkdownField},
}


class Editors:
    """Editors change, reviewers and superusers read, nobody deletes."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_read(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_edit(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_edit(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Without the stock buttons that open other forms in a window of their own."""
        field = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class EditedRows(Editors):
    """Rows of a working copy; `natural_key` names a row whatever its id is today."""

    natural_key: ClassVar[str] = "key"

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A row is taken out of a working copy; what is published keeps it."""
        return may_edit(request.user)


class Rows(EditedRows, admin.StackedInline):
    """Each row in full."""

    extra = 0
    formset = OrderedFormSet
    formfield_overrides = TYPED


class ListedRows(EditedRows, admin.TabularInline):
    """Rows that have pages of their own: here they are listed, and taken out."""

    extra = 0
    natural_key = "id"
    template = "admin/content/listed_rows.html"

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
