"""“Where used” on the admin pages of what can be cited."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.editorial.public import Use, kind_of, where_used


class ShowsUses:
    """`target` names the row, as in `@{row.key}`; a row that is just being made has no uses yet."""

    target: ClassVar[str]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = tuple(super().get_fields(request, obj))  # type: ignore[misc]
        return (*(name for name in fields if name != "uses"), *(("uses",) if obj else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "uses")  # type: ignore[misc]

    @admin.display(description=_("where used"))
    def uses(self, row: Any) -> SafeString:
        rows = [(use, address_of(use)) for use in where_used(self.target.format(row=row))]
        return render_to_string("admin/content/_uses.html", {"rows": rows})


def address_of(use: Use) -> str:
    """The page of the working copy."""
    model = kind_of(use.kind).model._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_change", args=[use.document_id])
