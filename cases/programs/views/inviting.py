"""Inviting by mail, for both posts: one address, a file of them, sending again, revoking."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.programs.access import get_cohort, get_invitation, get_program
from cases.programs.forms.inviting import ConfirmForm, InvitationFileForm, InviteForm, carried
from cases.programs.models import Cohort
from cases.programs.selectors.invitees import Fate, looked_up, planned
from cases.programs.services.inviting import invite, revoke_invitation, send_again
from cases.programs.services.mailing_invitations import mail_some
from cases.programs.services.refusing import Refused
from cases.programs.views.ways_in import back_to, ways_in_page
from npcsite.accounts.access import person_of, strong_sign_in_required

SENT_AGAIN_FOR = 14  # days


@require_POST
@never_cache
@strong_sign_in_required
def invite_one(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    form, at = InviteForm(request.POST), timezone.now()
    if not form.is_valid():
        return ways_in_page(request, cohort, invite_form=form)
    if not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    try:
        invite(
            cohort=cohort, rows=[form.row], days=form.cleaned_data["days"], actor=person_of(request), at=at
        )
    except Refused as why:
        form.add_error(None, str(why))
        return ways_in_page(request, cohort, invite_form=form)
    return _mailed(request, cohort, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strong_sign_in_required
def invite_file(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    """Sent, it is read and shown row by row; nothing is written."""
    cohort = get_cohort(get_program(request, program_id), cohort_id)
    form = InvitationFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return _file_page(request, cohort, form)
    rows = looked_up(cohort, form.rows, timezone.now())
    packed = carried(rows, form.cleaned_data["days"], cohort=cohort, person=person_of(request))
    context = {"cohort": cohort, "plan": planned(form.sheet.encoding, rows), "carried": packed}
    return render(request, "programs/invitation_plan.html", context)


@require_POST
@never_cache
@strong_sign_in_required
def confirm_file(request: HttpRequest, program_id: int, cohort_id: int) -> HttpResponse:
    cohort, person = get_cohort(get_program(request, program_id), cohort_id), person_of(request)
    form = ConfirmForm(request.POST, cohort=cohort, person=person)
    if not form.is_valid():
        again = InvitationFileForm()
        return _file_page(request, cohort, again, str(form.errors["carried"][0]))
    if not ratelimit.consume(request, action="invite_file"):
        return render(request, "429.html", status=429)
    try:
        told = invite(cohort=cohort, rows=form.rows, days=form.days, actor=person, at=timezone.now())
    except Refused as why:
        messages.info(request, str(why))
        return back_to(cohort)
    return _mailed(request, cohort, sum(row.fate is Fate.NEW for row in told))


@require_POST
@never_cache
@strong_sign_in_required
def resend(request: HttpRequest, program_id: int, invitation_id: int) -> HttpResponse:
    found = get_invitation(get_program(request, program_id), invitation_id)
    if not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    try:
        send_again(invitation=found, days=SENT_AGAIN_FOR, actor=person_of(request), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
        return back_to(found.cohort)
    return _mailed(request, found.cohort, 1)


@require_POST
@never_cache
@strong_sign_in_required
def revoke(request: HttpRequest, program_id: int, invitation_id: int) -> HttpResponse:
    found = get_invitation(get_program(request, program_id), invitation_id)
    try:
        revoke_invitation(invitation=found, actor=person_of(request), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The invitation of %(to)s is revoked.") % {"to": found.email})
    return back_to(found.cohort)


def _file_page(
    request: HttpRequest, cohort: Cohort, form: InvitationFileForm, error: str = ""
) -> HttpResponse:
    context = {"cohort": cohort, "form": form, "error": error}
    status = 422 if form.is_bound or error else 200
    return render(request, "programs/invitation_file.html", context, status=status)


def _mailed(request: HttpRequest, cohort: Cohort, count: int) -> HttpResponse:
    """As many mails go out as a page can wait for; the others with the next tick."""
    said = ngettext("%(count)d person is invited.", "%(count)d people are invited.", count) % {"count": count}
    sent = mail_some(at=timezone.now(), cohort=cohort)
    if sent < count:
        rest = _("%(sent)d mails went out; the others follow within a quarter of an hour.")
        said = f"{said} {rest % {'sent': sent}}"
    messages.success(request, said)
    return back_to(cohort)
