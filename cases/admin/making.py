"""A new case from nothing: a head, one step and one ending; everything else the lint asks for."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from cases.admin.pages import by, url_of
from cases.engine.codec import FORMAT, BadScenario
from cases.engine.editing import Plain
from cases.engine.words import Level
from cases.forms.fields import line, word
from cases.services.building import AddressTaken, create_case
from content.public import may_edit


class NewCaseForm(forms.Form):
    title = line(lazy("Title"), required=True)
    slug = line(
        lazy("Address"),
        lazy("Lower-case letters, digits and hyphens; it stays for ever."),
        required=True,
        most=64,
    )
    language = line(lazy("Language"), lazy("A tag such as en or zh-Hans."), required=True, most=16)
    level = word(lazy("Level"), Level)
    minutes = forms.IntegerField(label=lazy("Minutes"), min_value=1, max_value=120)


@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    if not may_edit(request.user):
        raise PermissionDenied
    form = NewCaseForm(request.POST or None, initial={"language": "en", "minutes": 12})
    if request.method == "POST" and form.is_valid():
        try:
            case = create_case(data=skeleton(form.cleaned_data), by=by(request))
            return HttpResponseRedirect(url_of(case))
        except AddressTaken:
            form.add_error("slug", _("Another case has this address; choose another."))
        except BadScenario as bad:
            for fault in bad.faults:
                form.add_error(fault.place if fault.place in form.fields else None, fault.message)
    context = {**admin.site.each_context(request), "title": _("New case"), "form": form}
    return TemplateResponse(
        request, "admin/cases/new.html", context, status=200 if request.method != "POST" else 422
    )


def skeleton(typed: dict[str, Any]) -> Plain:
    """What can be saved, and no more."""
    texts = dict.fromkeys(("staging", "summary", "vignette"), "")
    steps = [{"slug": "arrival", "kind": "info", "title": _("Arrival")}]
    return {"format": FORMAT, **typed, **texts, "steps": steps}
