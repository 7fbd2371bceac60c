"""A program's directors appoint people and keep its cohorts; coordinators find no page of these."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.programs.access import get_appointment, get_cohort, get_directed
from cases.programs.forms.running import AppointForm, CohortForm
from cases.programs.models import Program
from cases.programs.services.founding import (
    add_cohort,
    appoint,
    archive_cohort,
    dismiss,
    rename_cohort,
    unarchive_cohort,
)
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def appoint_person(request: HttpRequest, program_id: int) -> HttpResponse:
    program, actor = get_directed(request, program_id), person_of(request)
    form = AppointForm(request.POST if request.method == "POST" else None, program=program)
    if form.is_bound and not ratelimit.consume(request, action="appoint"):
        return render(request, "429.html", status=429)

    def keep() -> None:
        person, post = form.appointed()
        appoint(program=program, person=person, post=post, actor=actor, at=timezone.now())
        messages.success(request, _("%(person)s is appointed.") % {"person": person})

    return _kept(form, keep, program) or _form(request, program, form, _("Appoint somebody"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def end_appointment(request: HttpRequest, program_id: int, appointment_id: int) -> HttpResponse:
    program, actor = get_directed(request, program_id), person_of(request)
    found = get_appointment(program, appointment_id)
    context = {"program": program, "found": found, "is_own": found.person_id == actor.pk}
    if request.method != "POST":
        return render(request, "programs/end_appointment.html", context)
    try:
        dismiss(appointment=found, actor=actor, at=timezone.now())
    except Refused as why:
        return render(request, "programs/end_appointment.html", context | {"error": str(why)}, status=422)
    messages.success(request, _("The post of %(person)s is ended.") % {"person": found.person})
    back = reverse("programs:programs") if context["is_own"] else _of(program)
    return HttpResponseRedirect(back, status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def new_cohort(request: HttpRequest, program_id: int) -> HttpResponse:
    program, actor = get_directed(request, program_id), person_of(request)
    form = CohortForm(request.POST if request.method == "POST" else None)

    def keep() -> None:
        add_cohort(program=program, name=form.cleaned_data["name"], actor=actor, at=timezone.now())
        messages.success(request, _("The cohort is there. Invite its learners next."))

    return _kept(form, keep, program) or _form(request, program, form, _("Add a cohort"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def edit_cohort(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program, actor = get_directed(request, program_id), person_of(request)
    cohort = get_cohort(program, cohort_id)
    form = CohortForm(request.POST if request.method == "POST" else None, initial={"name": cohort.name})

    def keep() -> None:
        rename_cohort(cohort=cohort, name=form.cleaned_data["name"], actor=actor, at=timezone.now())
        messages.success(request, _("The cohort is renamed."))

    context = {"program": program, "cohort": cohort, "form": form}
    return _kept(form, keep, program) or render(
        request, "programs/edit_cohort.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@never_cache
@strong_sign_in_required
def archive(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program, actor = get_directed(request, program_id), person_of(request)
    cohort, back = get_cohort(program, cohort_id), "unarchive" in request.POST
    try:
        (unarchive_cohort if back else archive_cohort)(cohort=cohort, actor=actor, at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        said = _("%(cohort)s is in use again. Invite its learners.") if back else _("%(cohort)s is archived.")
        messages.success(request, said % {"cohort": cohort})
    return HttpResponseRedirect(_of(program), status=303)


def _kept(form: Form, keep: Callable[[], None], program: Program) -> HttpResponse | None:
    """None when nothing was sent, or it was not kept; the form says why and has what was typed."""
    if not form.is_valid():
        return None
    try:
        keep()
    except Refused as why:
        form.add_error(None, str(why))
        return None
    return HttpResponseRedirect(_of(program), status=303)


def _form(request: HttpRequest, program: Program, form: Form, title: str) -> HttpResponse:
    context = {"program": program, "form": form, "title": title}
    return render(request, "programs/running_form.html", context, status=422 if form.is_bound else 200)


def _of(program: Program) -> str:
    return reverse("programs:program", args=[program.pk])
