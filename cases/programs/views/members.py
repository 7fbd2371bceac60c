"""Who is in a cohort, moving somebody to another one, and ending a membership. Moving is for both posts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.programs.access import directs, get_cohort, get_directed, get_membership, get_program
from cases.programs.forms.roster import RosterForm
from cases.programs.forms.running import MoveForm
from cases.programs.models import Membership, Program
from cases.programs.selectors.membership import members_page
from cases.programs.services.belonging import leave, move
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def members(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    program, wanted = get_program(request, program_id), RosterForm(request.GET).wanted()
    page = members_page(get_cohort(program, cohort_id), wanted, directs=directs(request, program))
    with timezone.override(program.zone):
        return render(request, "programs/members.html", {"page": page, "wanted": wanted})


@require_safe
@never_cache
@strong_sign_in_required
def member(request: HttpRequest, program_id: int, membership_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_membership(program, membership_id)
    return _page(request, program, found, MoveForm(membership=found))


@require_POST
@never_cache
@strong_sign_in_required
def move_member(request: HttpRequest, program_id: int, membership_id: int) -> HttpResponse:
    program = get_program(request, program_id)
    found = get_membership(program, membership_id)
    form = MoveForm(request.POST, membership=found)
    if not form.is_valid():
        return _page(request, program, found, form)
    cohort = form.cleaned_data["cohort"]
    try:
        move(membership=found, cohort=cohort, actor=person_of(request), at=timezone.now())
    except Refused as why:
        form.add_error(None, str(why))
        return _page(request, program, found, form)
    messages.success(request, _("%(name)s is in %(cohort)s now.") % {"name": found.learner, "cohort": cohort})
    return _to_members(found)


@require_POST
@never_cache
@strong_sign_in_required
def end_membership(request: HttpRequest, program_id: int, membership_id: int) -> HttpResponse:
    found = get_membership(get_directed(request, program_id), membership_id)
    try:
        leave(membership=found, actor=person_of(request), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The membership of %(name)s is ended.") % {"name": found.learner})
    return _to_members(found)


def _page(request: HttpRequest, program: Program, found: Membership, form: MoveForm) -> HttpResponse:
    context = {"program": program, "membership": found, "form": form, "directs": directs(request, program)}
    with timezone.override(program.zone):
        return render(request, "programs/member.html", context, status=422 if form.is_bound else 200)


def _to_members(membership: Membership) -> HttpResponseRedirect:
    cohort = membership.cohort
    return HttpResponseRedirect(reverse("programs:members", args=[cohort.program_id, cohort.pk]), status=303)
