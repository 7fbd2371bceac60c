"""The programs one runs, and one of them: its cohorts and who runs it with one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.programs.access import get_program
from cases.programs.selectors.overview import program_page, programs_page
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def programs(request: HttpRequest) -> HttpResponse:
    return render(request, "programs/programs.html", {"page": programs_page(person_of(request).pk)})


@require_safe
@never_cache
@strong_sign_in_required
def program(request: HttpRequest, program_id: int) -> HttpResponse:
    found = get_program(request, program_id)
    return render(
        request, "programs/program.html", {"page": program_page(found, viewer_id=person_of(request).pk)}
    )
