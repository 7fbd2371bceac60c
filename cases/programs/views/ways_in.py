"""How learners get into a cohort, for both posts: its join code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.programs.access import get_cohort, get_program
from cases.programs.forms.joining import DaysForm
from cases.programs.models import Cohort
from cases.programs.selectors.ways_in import ways_in
from cases.programs.services.codes import make_code, revoke_code
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def ways_into(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    return _page(request, cohort, DaysForm())


@require_POST
@never_cache
@strong_sign_in_required
def new_code(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, form)
    try:
        make_code(cohort=cohort, days=form.cleaned_data["days"], actor=person_of(request), at=timezone.now())
    except Refused as why:
        form.add_error(None, str(why))
        return _page(request, cohort, form)
    return _back(cohort)


@require_POST
@never_cache
@strong_sign_in_required
def end_code(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    try:
        revoke_code(cohort=cohort, actor=person_of(request), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The join code is revoked. Who joined by it stays."))
    return _back(cohort)


def _page(request: HttpRequest, cohort: Cohort, form: DaysForm) -> HttpResponse:
    context = {"page": ways_in(cohort, timezone.now()), "form": form}
    with timezone.override(cohort.program.zone):
        return render(request, "programs/ways_in.html", context, status=422 if form.is_bound else 200)


def _back(cohort: Cohort) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("programs:ways_in", args=[cohort.program_id, cohort.pk]), status=303)
