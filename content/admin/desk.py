"""What the editor's script asks for while somebody writes: previews, keys, and a place for what is not saved yet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from content.access import may_edit
from content.admin.working_copies import WorkingCopyAdmin
from content.editorial.public import Typed, draft_of, drop_draft, keep_draft, kind_of
from content.forms.desk import DraftForm, PlaceForm, PreviewForm
from content.forms.working_copy import Desk
from content.selectors.citable import everything_citable, find_citable
from content.selectors.previewing import preview as previewed
from npcsite.accounts.reading import may_read
from npcsite.lib import canonical

View = Callable[..., HttpResponse]
NOT_FOUND, NOT_SENT_RIGHT = 404, 422


def for_staff(may: Callable[[HttpRequest], bool]) -> Callable[[View], View]:
    """To anybody without the right nothing is here; a guest's script is told that the session has ended."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return JsonResponse({"error": "signed out"}, status=NOT_FOUND)
            if not (request.user.is_staff and may(request)):
                raise Http404
            response = view(request, *args, **named)
            response["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate


def _may_write(request: HttpRequest) -> bool:
    return may_edit(request.user)


def desk_at(request: HttpRequest, place: str) -> Desk:
    """Raises Http404 for a place that is no form over a working copy."""
    name, pk, part = [*place.split("/", 2), ""][:3]
    try:
        model_admin = admin.site.get_model_admin(_model(name))
    except (LookupError, NotRegistered) as error:
        raise Http404 from error
    obj = model_admin.get_object(request, pk) if pk != "new" else None
    if not isinstance(model_admin, WorkingCopyAdmin) or (obj is None and pk != "new"):
        raise Http404
    return model_admin.desk_of_part(obj, part) if part else model_admin.desk(request, obj)


def _model(name: str) -> type[Model]:
    """Of a kind of document, whichever app it belongs to, or of rows with a page of their own."""
    try:
        return kind_of(name).model
    except KeyError:
        return apps.get_model("content", name)


@require_POST
@for_staff(may_read)
def preview(request: HttpRequest) -> HttpResponse:
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=NOT_SENT_RIGHT)
    desk = desk_at(request, form.cleaned_data["place"])
    made = previewed(
        document=desk.document,
        kind=desk.kind,
        part=form.part(),
        text=form.cleaned_data["text"],
        around=form.around(),
    )
    findings = [
        {"code": f.code, "line": f.line, "severity": f.severity, "message": f.message} for f in made.findings
    ]
    return JsonResponse({"html": made.html, "findings": findings})


@require_safe
@for_staff(may_read)
def citable(request: HttpRequest) -> HttpResponse:
    found = find_citable(request.GET.get("q", "")[:100])
    rows = [{"target": c.target, "kind": c.kind, "title": c.title, "detail": c.detail} for c in found]
    return JsonResponse({"found": rows})


@require_safe
@for_staff(may_read)
def keys(request: HttpRequest) -> HttpResponse:
    """The same as a page, for who has no scripts."""
    context = {**admin.site.each_context(request), "found": everything_citable()}
    return render(request, "admin/content/keys.html", context)


@require_POST
@for_staff(_may_write)
def draft(request: HttpRequest) -> HttpResponse:
    """Keeps what was typed into a form; answers when."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=NOT_SENT_RIGHT)
    sent = form.cleaned_data
    desk = desk_at(request, sent["place"])
    typed = Typed(desk.place, sent["text"], sent["lock_version"])
    try:
        kept = keep_draft(user=request.user, document=desk.document, typed=typed, at=timezone.now())  # type: ignore[arg-type]
    except canonical.Unclean as unclean:
        return JsonResponse({"errors": {"text": [unclean.message]}}, status=NOT_SENT_RIGHT)
    return JsonResponse({"at": kept.at.isoformat(), "lock": desk.lock})


@require_POST
@for_staff(_may_write)
def discard_draft(request: HttpRequest) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=NOT_SENT_RIGHT)
    if draft_of(request.user, form.cleaned_data["place"]) is None:  # type: ignore[arg-type]
        raise Http404
    drop_draft(user=request.user, place=form.cleaned_data["place"])  # type: ignore[arg-type]
    return HttpResponse(status=204)
