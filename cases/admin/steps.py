"""Steps come and go and change their place: each by one post, answered by the overview."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.admin.overview import overview_page
from cases.admin.pages import by, case_for_editing, part_url, url_of
from cases.engine import editing
from cases.engine.codec import BadScenario
from cases.forms.steps import NewStepForm
from cases.models import Case
from cases.services.building import add_step, duplicate_step, move_step, plain, remove_step
from content.editorial.public import Refused, StaleEdit, why_locked

NUMBER_AT_MOST = 999


@require_POST
def new_step(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_for_editing(request, pk)
    form = NewStepForm(request.POST)
    if not form.is_valid():
        return overview_page(request, case, form, status=422)
    step = _step(case, form.cleaned_data)
    try:
        add_step(case=case, step=step, by=by(request))
    except editing.NotPossible:
        form.add_error("slug", _("Another step has this slug; choose another."))
    except BadScenario as bad:
        for fault in bad.faults:
            form.add_error("slug", fault.message)
    except (StaleEdit, Refused):
        return _barred(request, case)
    else:
        return HttpResponseRedirect(part_url(case, f"steps/{step['slug']}"))
    return overview_page(request, case, form, status=422)


@require_POST
def step_act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Which act, the pressed button says."""
    case = case_for_editing(request, pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("Nothing was done. Press one of the buttons beside the step."))
        return HttpResponseRedirect(url_of(case))
    try:
        return act(request, case, step)
    except editing.NoSuchPart as missing:
        raise Http404 from missing
    except editing.NotPossible as refused:
        messages.error(request, _why(refused))
    except (StaleEdit, Refused):
        return _barred(request, case)
    return HttpResponseRedirect(url_of(case))


def _step(case: Case, typed: dict[str, Any]) -> editing.Plain:
    taken = [step["slug"] for step in plain(case).get("steps", ())]
    made = slugify(typed["title"])[:40].strip("-")
    base = made if made[:1].isalpha() else f"step-{made}".rstrip("-")
    return {
        "slug": typed["slug"] or editing.free_slug(base, taken),
        "kind": typed["kind"],
        "title": typed["title"],
    }


def _duplicate(request: HttpRequest, case: Case, step: str) -> HttpResponse:
    title = _("Copy of %(title)s") % {"title": editing.part(plain(case), f"steps/{step}")["title"]}
    copy = duplicate_step(case=case, slug=step, title=title, by=by(request))
    messages.success(request, _("Copied. Nothing leads to the copy yet."))
    return HttpResponseRedirect(part_url(case, f"steps/{copy}"))


def _remove(request: HttpRequest, case: Case, step: str) -> HttpResponse:
    remove_step(case=case, slug=step, by=by(request))
    messages.success(request, _("Removed. What is published keeps it."))
    return HttpResponseRedirect(url_of(case))


def _to(number: Callable[[HttpRequest, int], int]) -> Callable[[HttpRequest, Case, str], HttpResponse]:
    def move(request: HttpRequest, case: Case, step: str) -> HttpResponse:
        slugs = [known["slug"] for known in plain(case).get("steps", ())]
        if step not in slugs:
            raise Http404
        move_step(case=case, slug=step, number=number(request, slugs.index(step) + 1), by=by(request))
        return HttpResponseRedirect(f"{url_of(case)}#step-{step}")

    return move


def _typed(request: HttpRequest, now: int) -> int:
    text = request.POST.get("number", "")
    return int(text) if text.isdecimal() and int(text[:6]) <= NUMBER_AT_MOST else now


ACTS: dict[str, Callable[[HttpRequest, Case, str], HttpResponse]] = {
    "up": _to(lambda _request, now: max(now - 1, 1)),
    "down": _to(lambda _request, now: now + 1),
    "place": _to(_typed),
    "duplicate": _duplicate,
    "remove": _remove,
}


def _why(refused: editing.NotPossible) -> str:
    if refused.places:
        return _("The step was not removed: it is still named at %(places)s. Change these first.") % {
            "places": ", ".join(refused.places)
        }
    return _("The step was not removed: a case has at least one.")


def _barred(request: HttpRequest, case: Case) -> HttpResponse:
    messages.error(request, why_locked(case) or _("Somebody else saved at the same moment; try again."))
    return HttpResponseRedirect(url_of(case))
