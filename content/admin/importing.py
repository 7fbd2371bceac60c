"""The page on which an editor imports references: first what would happen, then, confirmed, that and nothing else."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.access import editor_of
from content.forms.reference_import import ReferenceImportForm
from content.selectors.reference_import import Plan, plan_import
from content.services.reference_import import PlanChanged, import_references
from npcsite.lib.bibliography import Unreadable


def import_page(request: HttpRequest) -> HttpResponse:
    editor_of(request)
    if request.method != "POST":
        return _page(request, ReferenceImportForm())
    form = ReferenceImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        return _confirmed(request, form) if form.is_confirmation else _page(request, form, plan=_plan(form))
    except PlanChanged as changed:
        messages.warning(request, _("The library has changed since. Look at what would happen now."))
        return _page(request, form, plan=changed.plan, status=409)
    except (Unreadable, ValidationError) as refused:
        form.add_error("file", refused if isinstance(refused, ValidationError) else str(refused))
        return _page(request, form, status=422)


def _plan(form: ReferenceImportForm) -> Plan:
    return plan_import(form.cleaned_data["text"], form.standing)


def _confirmed(request: HttpRequest, form: ReferenceImportForm) -> HttpResponse:
    plan = import_references(
        text=form.cleaned_data["text"],
        standing=form.standing,
        seen=form.cleaned_data["seen"],
        by=editor_of(request),
        at=timezone.now(),
    )
    messages.success(request, plan.done)
    return HttpResponseRedirect(reverse("admin:content_reference_changelist"))


def _page(
    request: HttpRequest, form: ReferenceImportForm, *, plan: Plan | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Import references"),
        "form": form,
        "plan": plan,
        "carried": form.cleaned_data["carried"] if plan else "",
    }
    return render(request, "admin/content/import.html", context, status=status)
