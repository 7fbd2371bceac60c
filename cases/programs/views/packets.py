"""What a committee reads of a learner or a cohort, to be printed; each learner in it can read that it was opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.programs.access import get_directed, get_directed_cohort, get_learner
from cases.programs.selectors.packet import cohort_packet, learner_packet
from cases.programs.views.looked import looked
from npcsite.accounts.access import strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def of_learner(request: HttpRequest, program_id: int, learner_id: int) -> HttpResponse:
    program, at = get_directed(request, program_id), timezone.now()
    found = get_learner(program, learner_id)
    page = learner_packet(program, found, at)
    looked(request, program, "packet", [found.pk], at)
    with timezone.override(program.zone):
        return render(request, "programs/packet.html", {"page": page})


@require_safe
@never_cache
@strong_sign_in_required
def of_cohort(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort, at = get_directed_cohort(request, program_id, cohort_id), timezone.now()
    page = cohort_packet(cohort, at)
    looked(request, cohort.program, "cohort-packet", [row.learner_id for row in page.rows], at)
    with timezone.override(cohort.program.zone):
        return render(request, "programs/cohort_packet.html", {"page": page})
