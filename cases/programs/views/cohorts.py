"""A cohort's table for directors, by case or by domain; each learner in it can read that it was opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.programs.access import get_directed_cohort
from cases.programs.forms.roster import STANDINGS, RosterForm
from cases.programs.selectors.roster import roster
from cases.programs.selectors.roster_domains import by_domain
from cases.programs.views.looked import looked
from npcsite.accounts.access import strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def cohort(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    found, form = get_directed_cohort(request, program_id, cohort_id), RosterForm(request.GET)
    wanted, at = form.wanted(), timezone.now()
    page = (by_domain if wanted.by == "domain" else roster)(found, wanted, at)
    looked(request, found.program, "roster", [row.learner_id for row in page.rows], at)
    asked = form.asked()
    context = {"cohort": found, "wanted": wanted, "page": page, "asked": asked, "standings": STANDINGS}
    with timezone.override(found.program.zone):
        return render(request, "programs/cohort.html", context)
