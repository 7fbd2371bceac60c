"""What a cohort's decisions say together; where learners are named, each can read that it was opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.programs.access import get_case_of_cohort, get_cohort, get_directed
from cases.programs.forms.figures import ComparisonForm, ItemsForm
from cases.programs.selectors.baseline import comparison
from cases.programs.selectors.cohort_items import items_page
from cases.programs.selectors.misconceptions import misconceptions
from cases.programs.views.looked import looked
from npcsite.accounts.access import strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def items(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program = get_directed(request, program_id)
    found, wanted = get_cohort(program, cohort_id), ItemsForm(request.GET).wanted()
    case = get_case_of_cohort(found, wanted.case) if wanted.case else None
    page = items_page(found, case, practice=wanted.practice)
    with timezone.override(program.zone):
        return render(request, "programs/items.html", {"cohort": found, "page": page})


@require_safe
@never_cache
@strong_sign_in_required
def misconception_map(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program = get_directed(request, program_id)
    found, wanted = get_cohort(program, cohort_id), ItemsForm(request.GET).wanted()
    page = misconceptions(found, get_case_of_cohort(found, wanted.case) if wanted.case else None)
    looked(request, program, "items", page.named, timezone.now())
    with timezone.override(program.zone):
        return render(request, "programs/misconceptions.html", {"cohort": found, "page": page})


@require_safe
@never_cache
@strong_sign_in_required
def baseline(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program = get_directed(request, program_id)
    found, form = get_cohort(program, cohort_id), ComparisonForm(request.GET)
    wanted = form.wanted()
    page = comparison(found, before_id=wanted.before, after_id=wanted.after, page=wanted.page)
    looked(request, program, "items", [pair.learner_id for pair in page.rows], timezone.now())
    context = {"cohort": found, "page": page, "asked": form.asked()}
    with timezone.override(program.zone):
        return render(request, "programs/baseline.html", context)
