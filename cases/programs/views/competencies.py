"""Competencies: a program's file of them, for its directors, and what a learner decided by competency."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.programs.access import get_directed, get_learner
from cases.programs.forms.competencies import CompetencyFileForm, EvidenceForm, ReplaceForm, SeenForm
from cases.programs.models import Program
from cases.programs.selectors.competencies import Competencies, competencies_of, site_competencies, text_of
from cases.programs.selectors.competency_evidence import evidence_page
from cases.programs.selectors.competency_plan import plan_of
from cases.programs.services.refusing import Refused
from cases.programs.services.replacing_competencies import replace_competencies, restore_competencies, seen_of
from cases.programs.views.looked import looked
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def competencies(request: HttpRequest, program_id: int) -> HttpResponse:
    """The file that holds. A file that is sent is read and shown; nothing is replaced."""
    program = get_directed(request, program_id)
    form = CompetencyFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return _page(request, program, form, status=422 if form.is_bound else 200)
    return _plan(request, program, form.competencies, form.text)


@require_POST
@never_cache
@strong_sign_in_required
def replace(request: HttpRequest, program_id: int) -> HttpResponse:
    program, form = get_directed(request, program_id), ReplaceForm(request.POST)
    again = CompetencyFileForm()
    if not form.is_valid():
        return _page(request, program, again, form.complaints(), status=422)
    told = form.cleaned_data
    try:
        replace_competencies(
            program=program,
            text=told["text"],
            seen=told["seen"],
            actor=person_of(request),
            at=timezone.now(),
        )
    except Refused as why:
        return _page(request, program, again, [str(why)], status=409)
    return _holds(request, program, _("The file holds now, for every learner of this program."))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def restore(request: HttpRequest, program_id: int) -> HttpResponse:
    """What going back to the site's own file would change; with a post, going back."""
    program = get_directed(request, program_id)
    if request.method != "POST":
        return _plan(request, program, site_competencies())
    form, again = SeenForm(request.POST), CompetencyFileForm()
    if not form.is_valid():
        return _page(request, program, again, form.complaints(), status=422)
    seen, at = form.cleaned_data["seen"], timezone.now()
    try:
        restore_competencies(program=program, seen=seen, actor=person_of(request), at=at)
    except Refused as why:
        return _page(request, program, again, [str(why)], status=409)
    return _holds(request, program, _("The site's own file holds now, for every learner of this program."))


@require_safe
@never_cache
@strong_sign_in_required
def download(request: HttpRequest, program_id: int) -> HttpResponse:
    """The file that holds, to be changed and sent again."""
    program = get_directed(request, program_id)
    answer = HttpResponse(text_of(program), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="competencies.yaml"'
    return answer


@require_safe
@never_cache
@strong_sign_in_required
def evidence(request: HttpRequest, program_id: int, learner_id: int) -> HttpResponse:
    program, at = get_directed(request, program_id), timezone.now()
    found, form = get_learner(program, learner_id), EvidenceForm(request.GET)
    page = evidence_page(program, found, at, of=form.of_whom(), page=form.page_number())
    looked(request, program, "competencies", [found.pk], at)
    with timezone.override(program.zone):
        return render(request, "programs/evidence.html", {"page": page})


def _plan(request: HttpRequest, program: Program, new: Competencies, text: str = "") -> HttpResponse:
    """Before anything is replaced; without a text it is the site's own file."""
    context = {"program": program, "plan": plan_of(program, new), "text": text, "seen": seen_of(program)}
    return render(request, "programs/competency_plan.html", context)


def _holds(request: HttpRequest, program: Program, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("programs:competencies", args=[program.pk]), status=303)


def _page(
    request: HttpRequest,
    program: Program,
    form: CompetencyFileForm,
    complaints: list[str] | None = None,
    *,
    status: int,
) -> HttpResponse:
    plan = plan_of(program, competencies_of(program))
    context = {"program": program, "form": form, "plan": plan, "complaints": complaints or []}
    return render(request, "programs/competencies.html", context, status=status)
