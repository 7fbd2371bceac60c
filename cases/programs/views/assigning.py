"""Setting assignments to a cohort: the list, the form, one of them, cancelling and extending. For both posts."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.programs.access import directs, get_assignment, get_cohort, get_program
from cases.programs.forms.assigning import AssignmentForm, ExtensionForm
from cases.programs.forms.roster import RosterForm
from cases.programs.models import Assignment, Program
from cases.programs.selectors.assignments import assignment_page, cohort_assignments
from cases.programs.services.assigning import cancel_assignment, edit_assignment, extend, set_assignment
from cases.programs.services.refusing import Refused
from cases.programs.views.looked import looked
from npcsite.accounts.access import person_of, strong_sign_in_required

F = TypeVar("F", bound=Form)


@require_safe
@never_cache
@strong_sign_in_required
def assignments(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_cohort(program, cohort_id)
    page = cohort_assignments(found, timezone.now(), directs=directs(request, program))
    with timezone.override(program.zone):
        return render(request, "programs/assignments.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def new(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    cohort = get_cohort(program, cohort_id)

    def keep(form: AssignmentForm) -> Assignment:
        return set_assignment(
            cohort=cohort, wanted=form.wanted(), actor=person_of(request), at=timezone.now()
        )

    with timezone.override(program.zone):
        form = AssignmentForm(_sent(request), initial={"mode": "assessed", "certainty_asked": True})
        back = reverse("programs:assignments", args=[program.pk, cohort.pk])
        return _kept(form, keep) or _form(request, program, form, _("Set an assignment"), back)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def edit(request: HttpRequest, program_id: int, assignment_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_assignment(program, assignment_id)

    def keep(form: AssignmentForm) -> Assignment:
        edit_assignment(assignment=found, wanted=form.wanted(), actor=person_of(request), at=timezone.now())
        return found

    with timezone.override(program.zone):
        form = AssignmentForm(_sent(request), assignment=found)
        return _kept(form, keep) or _form(request, program, form, _("Change the assignment"), _of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def extensions(request: HttpRequest, program_id: int, assignment_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_assignment(program, assignment_id)

    def keep(form: ExtensionForm) -> Assignment:
        extend(assignment=found, grant=form.grant(), actor=person_of(request), at=timezone.now())
        return found

    with timezone.override(program.zone):
        form = ExtensionForm(_sent(request), cohort=found.cohort)
        return _kept(form, keep) or _form(request, program, form, _("Grant a later due date"), _of(found))


@require_safe
@never_cache
@strong_sign_in_required
def assignment(request: HttpRequest, program_id: int, assignment_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    return _page(request, program, get_assignment(program, assignment_id))


@require_POST
@never_cache
@strong_sign_in_required
def cancel(request: HttpRequest, program_id: int, assignment_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_assignment(program, assignment_id)
    try:
        cancel_assignment(assignment=found, actor=person_of(request), at=timezone.now())
    except Refused as why:
        return _page(request, program, found, str(why))
    return HttpResponseRedirect(_of(found), status=303)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _kept(form: F, keep: Callable[[F], Assignment]) -> HttpResponse | None:
    """None when nothing was sent, or it was not kept; the form says why and has what was typed."""
    if not form.is_valid():
        return None
    try:
        return HttpResponseRedirect(_of(keep(form)), status=303)
    except Refused as why:
        form.add_error(None, str(why))
        return None


def _form(request: HttpRequest, program: Program, form: Form, title: str, back: str) -> HttpResponse:
    context = {"program": program, "form": form, "title": title, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "programs/assignment_form.html", context, status=status)


def _page(request: HttpRequest, program: Program, found: Assignment, error: str = "") -> HttpResponse:
    form, at, program_directs = RosterForm(request.GET), timezone.now(), directs(request, program)
    page = assignment_page(program, found, at, directs=program_directs, page=form.wanted().page)
    looked(request, program, "assignment", page.told, at)
    context = {"page": page, "asked": form.asked(), "error": error}
    with timezone.override(program.zone):
        return render(request, "programs/assignment.html", context, status=422 if error else 200)


def _of(found: Assignment) -> str:
    return reverse("programs:assignment", args=[found.cohort.program_id, found.pk])
