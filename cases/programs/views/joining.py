"""A learner joins by a code, having read who will see what; the programs one is in, and leaving one."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.programs.access import get_own_program
from cases.programs.forms.joining import JoinForm
from cases.programs.models import JoinCode
from cases.programs.selectors.my_programs import my_programs
from cases.programs.selectors.ways_in import entrance, open_code
from cases.programs.services.belonging import leave_program
from cases.programs.services.codes import join_by_code
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def join_with_code(request: HttpRequest) -> HttpResponse:
    """A code that opens nothing gets one answer, whatever the reason; only such codes count against the limit."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _asked(request, form, 422 if form.is_bound else 200)
    if not ratelimit.consume(request, action="join", dry_run=True):
        form.add_error("code", _("Too many wrong codes. Wait an hour, then type it once more."))
        return _asked(request, form, 429)
    code = open_code(form.cleaned_data["code"], timezone.now())
    if code is None:
        ratelimit.consume(request, action="join")
        said = _("This code opens no cohort: it is mistyped, or it has ended. Ask whoever gave it to you.")
        form.add_error("code", said)
        return _asked(request, form, 422)
    return _by_code(request, code, form)


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    programs = my_programs(person_of(request).pk)
    return render(request, "programs/my_programs.html", {"programs": programs})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave(request: HttpRequest, program_id: int) -> HttpResponse:
    program = get_own_program(request, program_id)
    if request.method != "POST":
        return render(request, "programs/leave_program.html", {"program": program})
    try:
        leave_program(program=program, learner=person_of(request), at=timezone.now())
    except Refused as why:
        messages.info(request, str(why))
    else:
        said = _("You have left %(program)s. It sees nothing of what you do from now on.")
        messages.success(request, said % {"program": program})
    return HttpResponseRedirect(reverse("programs:my_programs"), status=303)


def _asked(request: HttpRequest, form: JoinForm, status: int) -> HttpResponse:
    return render(request, "programs/join.html", {"form": form}, status=status)


def _by_code(request: HttpRequest, code: JoinCode, form: JoinForm) -> HttpResponse:
    learner = person_of(request)
    if "agree" not in request.POST:
        context = {"entrance": entrance(code.cohort, learner), "code": code.code}
        return render(request, "programs/agree.html", context)
    try:
        join_by_code(code=code, learner=learner, at=timezone.now())
    except Refused as why:
        form.add_error(None, str(why))
        return _asked(request, form, 422)
    messages.success(request, _("You are in %(cohort)s now.") % {"cohort": code.cohort})
    return HttpResponseRedirect(reverse("programs:my_programs"), status=303)
