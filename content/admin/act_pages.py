"""The page of an act: it asks before it acts, and refused it keeps what was typed and shows how the text stands now."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from content.admin.acts import ACTS, page_url
from content.editorial.public import (
    ChangeClass,
    Document,
    Refused,
    Stale,
    Unmet,
    barred,
    dependents_of,
    has_changes,
    proposed_class,
    strips,
    why_locked,
)
from content.forms.acts import ActForm
from npcsite.accounts.models import User

CONFLICT, NOT_SENT_RIGHT = 409, 422


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_old`: somebody saved or acted after the page had been opened."""

    status: int = 200
    reasons: tuple[Unmet, ...] = ()
    is_old: bool = False


def act_page(request: HttpRequest, document: Document, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    act = ACTS[name]
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        form = act.form(document=document, initial={"seen_lock": document.lock_version})
        return _shown(request, name, form, Answer(reasons=barred(document, user, timezone.now())[name]))
    form = act.form(request.POST, document=document)
    if not form.is_valid():
        return _shown(request, name, form, Answer(NOT_SENT_RIGHT))
    try:
        act.does(document, user, form.cleaned_data, timezone.now())
    except (Refused, Stale) as error:
        return _refused(request, name, form, error)
    messages.success(request, act.done)
    return HttpResponseRedirect(page_url(document))


def _refused(request: HttpRequest, name: str, form: ActForm, error: Refused | Stale) -> HttpResponse:
    """From an old page the same words can be sent again, for the text as it stands now."""
    document = Document.objects.get(pk=form.document.pk)
    is_old = isinstance(error, Stale) or form.cleaned_data["seen_lock"] != document.lock_version
    if not is_old and isinstance(error, Refused):
        return _shown(request, name, form, Answer(NOT_SENT_RIGHT, error.unmet))
    anew = request.POST.copy()
    anew["seen_lock"] = str(document.lock_version)
    reasons = barred(document, request.user, timezone.now())[name]  # type: ignore[arg-type]
    form = ACTS[name].form(anew, document=document)
    return _shown(request, name, form, Answer(CONFLICT, reasons, is_old=True))


def _shown(request: HttpRequest, name: str, form: ActForm, answer: Answer) -> HttpResponse:
    document = form.document
    reasons = answer.reasons
    context = {
        **admin.site.each_context(request),
        "title": ACTS[name].label,
        "act": ACTS[name],
        "name": name,
        "document": document,
        "page": page_url(document),
        "form": form,
        "reasons": reasons,
        "proposed": ChangeClass(proposed_class(document)).label if name == "submit" and not reasons else "",
        "dependents": dependents_of(document) if name == "retire" and document.live_id else (),
        **(_standing(document) if answer.is_old else {}),
    }
    return TemplateResponse(request, "admin/content/act.html", context, status=answer.status)


def _standing(document: Document) -> dict[str, Any]:
    return {
        "is_old": True,
        "strip": strips([document.pk]).get(document.pk),
        "is_changed": has_changes(document),
        "locked": why_locked(document),
    }
