"""How learners get into a cohort, for both posts: its join code, and the list of its invitations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.programs.access import directs, get_cohort, get_program
from cases.programs.forms.inviting import InviteForm
from cases.programs.forms.joining import DaysForm
from cases.programs.forms.roster import RosterForm
from cases.programs.models import Cohort
from cases.programs.selectors.invited import invited
from cases.programs.selectors.ways_in import ways_in
from cases.programs.services.codes import make_code, revoke_code
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@strong_sign_in_required
def ways_into(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    return ways_in_page(request, get_cohort(get_program(request, program_id), cohort_id))


@require_POST
@never_cache
@strong_sign_in_required
def new_code(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    form = DaysForm(request.POST, auto_id="code_%s")
    if not form.is_valid():
        return ways_in_page(request, cohort, code_form=form)
    try:
        make_code(cohort=cohort, days=form.cleaned_data["days"], actor=person_of(request), at=timezone.now())
    except Refused as why:
        form.add_error(None, str(why))
        return ways_in_page(request, cohort, code_form=form)
    return back_to(cohort)


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
    return back_to(cohort)


def ways_in_page(
    request: HttpRequest,
    cohort: Cohort,
    *,
    code_form: DaysForm | None = None,
    invite_form: InviteForm | None = None,
) -> HttpResponse:
    """With the form that was refused, if one was."""
    at = timezone.now()
    context = {
        "page": ways_in(cohort, at),
        "invited": invited(cohort, RosterForm(request.GET).wanted().page, at),
        "code_form": code_form or DaysForm(auto_id="code_%s"),
        "invite_form": invite_form or InviteForm(),
        "directs": directs(request, cohort.program),
        "join_at": request.build_absolute_uri(reverse("programs:join")),
    }
    status = 422 if code_form or invite_form else 200
    with timezone.override(cohort.program.zone):
        return render(request, "programs/ways_in.html", context, status=status)


def back_to(cohort: Cohort) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("programs:ways_in", args=[cohort.program_id, cohort.pk]), status=303)
