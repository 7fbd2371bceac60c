"""Cases as files in the admin: down as YAML or JSON, up again with every fault at its line and place."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.admin.pages import by, case_for, may_save, shown, url_of
from cases.models import Case
from cases.services.building import AddressTaken, PartMoved, hash_of, plain
from cases.services.carrying import Carried, export_case, import_case
from cases.services.exchange import LARGEST_BYTES, BadCaseFile, decoded
from content.editorial.public import Refused, StaleEdit, why_locked
from content.public import may_edit

TYPES = {"yaml": "application/yaml", "json": "application/json"}


class FileForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(label=lazy("Case file, YAML or JSON"), help_text=lazy("At most 1 MB."))


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    case = case_for(request, pk)
    if form not in TYPES:
        raise Http404
    response = HttpResponse(export_case(case=case, form=form), content_type=f"{TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{case.slug}.{form}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def file_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the working copy that is there."""
    case = case_for(request, pk)
    if request.method != "POST":
        return _of_case(request, case, FileForm(initial={"seen": hash_of(plain(case))}))
    if not may_edit(request.user):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES)
    carried = _carried(request, form, case)
    if carried is None:
        return _of_case(request, case, form, status=409 if form.has_error(NON_FIELD_ERRORS, "stale") else 422)
    messages.success(
        request, _("The file is the working copy now.") if carried.is_changed else _("Nothing was changed.")
    )
    return HttpResponseRedirect(url_of(case))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Into a case that is not there yet."""
    if not may_edit(request.user):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    carried = _carried(request, form, None) if request.method == "POST" else None
    if carried is not None:
        messages.success(request, _("The case was made from the file."))
        return HttpResponseRedirect(url_of(carried.case))
    context = {**admin.site.each_context(request), "title": _("New case from a file"), "form": form}
    return TemplateResponse(
        request, "admin/cases/upload.html", context, status=422 if request.method == "POST" else 200
    )


def _carried(request: HttpRequest, form: FileForm, into: Case | None) -> Carried | None:
    """None once the form says what is wrong."""
    if not form.is_valid():
        return None
    sent = form.cleaned_data["file"]
    try:
        text = decoded(sent.read(LARGEST_BYTES + 1), sent.name)
        return import_case(
            text=text, name=sent.name, by=by(request), into=into, seen=form.cleaned_data["seen"]
        )
    except BadCaseFile as bad:
        for fault in bad.faults:
            form.add_error("file", str(fault))
    except AddressTaken:
        form.add_error(
            "file",
            _("A case with the address in the file is there already; open it and put the file in there."),
        )
    except (PartMoved, StaleEdit, Refused):
        form.add_error(None, forms.ValidationError(_stale(into), code="stale"))
    return None


def _stale(into: Case | None) -> str:
    locked = why_locked(into) if into is not None else ""
    return locked or _(
        "Somebody else saved the case since you opened this page, so nothing was written. Look at it again."
    )


def _of_case(request: HttpRequest, case: Case, form: FileForm, *, status: int = 200) -> HttpResponse:
    downloads = [(name.upper(), url_of(case, "download", name)) for name in TYPES]
    context: dict[str, Any] = {"title": _("File"), "form": form, "downloads": downloads}
    return shown(request, "file", case, context | {"may_upload": may_save(request, case)}, status=status)
