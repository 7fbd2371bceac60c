"""Who of a cohort needs a look: the list, its limits, putting an entry aside and taking it back. Directors alone."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.programs.access import get_directed, get_directed_cohort, get_member, get_rule, get_snooze
from cases.programs.forms.attention import AsideForm, LimitsForm, ListForm
from cases.programs.models import Cohort
from cases.programs.selectors.attention import attention, attention_page
from cases.programs.selectors.attention_rules import LIMITS
from cases.programs.selectors.limits import limits_of
from cases.programs.services.refusing import Refused
from cases.programs.services.watching import put_aside, set_limits, take_back
from cases.programs.views.looked import looked
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def attention_list(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    found, at = get_directed_cohort(request, program_id, cohort_id), timezone.now()
    form = ListForm(request.GET)
    page = attention_page(found, form.asked(), at)
    looked(request, found.program, "attention", {entry.learner_id for entry in page.rows}, at)
    context = {"cohort": found, "page": page, "query": form.query()}
    with timezone.override(found.program.zone):
        return render(request, "programs/attention.html", context)


@require_safe
@never_cache
@strong_sign_in_required
def attention_count(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    """How many entries each rule has, for the page of the table to fetch once it is read; it names nobody."""
    found = get_directed_cohort(request, program_id, cohort_id)
    context = {"cohort": found, "found": attention(found, timezone.now())}
    return render(request, "programs/_attention_count.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def limits(request: HttpRequest, program_id: int) -> HttpResponse:
    program, reset = get_directed(request, program_id), "reset" in request.POST
    sent = request.POST if request.method == "POST" and not reset else None
    form = LimitsForm(sent, initial=asdict(limits_of(program)))
    if reset or form.is_valid():
        wanted = LIMITS if reset else form.limits()
        set_limits(program=program, limits=wanted, actor=person_of(request), at=timezone.now())
        messages.success(request, _("The limits hold for every cohort of the program from now on."))
        return HttpResponseRedirect(reverse("programs:attention_limits", args=[program.pk]), status=303)
    context = {"program": program, "form": form}
    return render(request, "programs/attention_limits.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def aside(request: HttpRequest, program_id: int, cohort_id: int, learner_id: int, rule: str) -> HttpResponse:
    cohort, found = get_directed_cohort(request, program_id, cohort_id), get_rule(rule)
    learner = get_member(cohort, learner_id)
    with timezone.override(cohort.program.zone):
        form = AsideForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            wanted, at = form.wanted(learner, found), timezone.now()
            put_aside(program=cohort.program, wanted=wanted, actor=person_of(request), at=at)
            messages.success(request, _("The entry of %(name)s is put aside.") % {"name": learner})
            return HttpResponseRedirect(_list_of(cohort), status=303)
        context = {"cohort": cohort, "form": form, "learner": learner, "rule": found}
        return render(request, "programs/put_aside.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@strong_sign_in_required
def back(request: HttpRequest, program_id: int, cohort_id: int, snooze_id: int) -> HttpResponse:
    cohort = get_directed_cohort(request, program_id, cohort_id)
    found = get_snooze(cohort.program, snooze_id)
    try:
        take_back(snooze=found, actor=person_of(request), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The entry of %(name)s is back on the list.") % {"name": found.learner})
    return HttpResponseRedirect(_list_of(cohort), status=303)


def _list_of(cohort: Cohort) -> str:
    return reverse("programs:attention", args=[cohort.program_id, cohort.pk])
