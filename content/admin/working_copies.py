"""The stock admin over working copies: a form saves nothing else, says which version it was opened with, and is refused
whole, with both texts shown, when that version is no longer the newest or its text is in review.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from content.access import may_edit
from content.admin.acts import doors, page_url
from content.admin.conflicts import differences
from content.admin.editors import TYPED, Editors
from content.admin.resending import as_draft_has_it, with_rows_as_they_are
from content.admin.whole_pages import whole_url
from content.editorial.public import (
    Document,
    Refused,
    StaleEdit,
    draft_of,
    drop_draft,
    has_changes,
    note_edit,
    strips,
    why_locked,
)
from content.forms.fields import EDITING_MODULE
from content.forms.working_copy import LOCK, RESTORE, Desk, WorkingCopyForm, desk_for
from npcsite.accounts.models import User

# Digits that a row's number fits into on both databases.
LONGEST_ID = 18


class WorkingCopyAdmin(Editors, admin.ModelAdmin):
    kind: ClassVar[str]
    form = WorkingCopyForm
    actions = None
    formfield_overrides = TYPED
    change_form_template = "admin/content/working_copy.html"

    class Media:
        css = {"all": ["editing/css/editing.css"]}
        js = [EDITING_MODULE]

    def document_of(self, obj: Any) -> Document | None:
        """The document whose lock the form carries; None before there is one."""
        return obj if isinstance(obj, Document) else None

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A number no row can have is not looked up: neither database takes it."""
        return super().get_object(request, object_id, from_field) if len(object_id) <= LONGEST_ID else None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A form that is sent while its text is in review is refused with the text shown, not with an empty page."""
        if not may_edit(request.user):
            return False
        document = self.document_of(obj) if obj is not None and request.method != "POST" else None
        return document is None or not why_locked(document)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        if "_saveasnew" in request.POST:
            raise PermissionDenied
        self._prepare(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (StaleEdit, Refused):
            # Somebody else saved or acted between our look and our writing, all of which is undone by now.
            self._prepare(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _prepare(self, request: HttpRequest, object_id: str | None) -> None:
        obj = self.get_object(request, object_id) if object_id else None
        desk = self.desk(request, obj)
        if RESTORE in request.POST:
            request.POST = as_draft_has_it(request.POST, draft_of(request.user, desk.place))  # type: ignore[arg-type, assignment]
        if request.POST.get(LOCK) != str(desk.lock):
            request.POST = with_rows_as_they_are(request, self, obj)  # type: ignore[assignment]

    def desk(self, request: HttpRequest, obj: Any) -> Desk:
        place = f"{self.opts.model_name}/{obj.pk if obj is not None and obj.pk else 'new'}"
        return desk_for(kind=self.kind, place=place, document=self.document_of(obj))

    def desk_of_part(self, obj: Any, part: str) -> Desk:
        """Where the parts of a document have forms of their own. Raises Http404 for what is no part."""
        raise Http404

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change, **options)
        return type(form.__name__, (form,), {"desk": self.desk(request, obj)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if isinstance(obj, Document):
            obj.kind = self.kind
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        desk: Desk = form.desk
        document = self.document_of(form.instance)
        before = desk.before if desk.document else None
        note_edit(
            document=document,  # type: ignore[arg-type]
            user=request.user,  # type: ignore[arg-type]
            seen_lock=desk.lock,
            at=timezone.now(),
            before=before,
        )
        drop_draft(user=request.user, place=desk.place)  # type: ignore[arg-type]

    def render_change_form(  # type: ignore[override]
        self, request: HttpRequest, context: dict[str, Any], **options: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        refused = form.is_bound and form.is_refused_whole
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context |= {
            "desk": form.desk,
            "lock": form.lock,
            "may_save": self._may_save(request, options.get("obj")),
            **standing(form.desk.document, request.user),  # type: ignore[arg-type]
            "differences": differences(form, formsets) if refused else (),
            "draft": None if form.is_bound else draft_of(request.user, form.desk.place),  # type: ignore[arg-type]
        }
        response = super().render_change_form(request, context, **options)
        if form.is_bound:
            response.status_code = 409 if form.has_error("__all__", "stale") or form.desk.locked else 422
        return response

    def _may_save(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Stays on the form: saving is one step of writing, not its end."""
        return self._back_to(obj)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self._back_to(obj)

    def _back_to(self, obj: Any) -> HttpResponseRedirect:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[obj.pk]))


def standing(document: Document | None, user: User) -> dict[str, Any]:
    """What a document's form says of it: what readers see, whether the working copy says something else, what can be
    done and why something cannot.
    """
    if document is None:
        return {"strip": None, "is_changed": False, "doors": ()}
    return {
        "strip": strips([document.pk]).get(document.pk),
        "is_changed": has_changes(document),
        "doors": doors(document, user),
        "document_page": page_url(document),
        "retired": document.retired_at is not None,
        "whole": whole_url(document),
    }
