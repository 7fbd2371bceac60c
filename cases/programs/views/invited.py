"""The link of an invitation: whoever holds its address reads who will see what, and joins by agreeing."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.programs.models import Invitation
from cases.programs.selectors.invited import Bar, barred
from cases.programs.selectors.ways_in import entrance
from cases.programs.services.inviting import accept, invitation_of
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of
from npcsite.accounts.models import User

STATUS: Final = {Bar.UNKNOWN: 404, Bar.OTHER_ADDRESS: 403}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    learner, found = person_of(request), invitation_of(token)
    if found and found.accepted_by_id == learner.pk:
        return _joined(request, found)
    bar = barred(found, learner, timezone.now())
    if found is None or bar:
        return _barred(request, bar or Bar.UNKNOWN)
    if request.method == "POST":
        return _accepted(request, found, learner)
    return render(request, "programs/agree.html", {"entrance": entrance(found.cohort, learner)})


def _accepted(request: HttpRequest, found: Invitation, learner: User) -> HttpResponse:
    """What was taken up in another tab meanwhile is theirs; what ended meanwhile says so."""
    try:
        accept(invitation=found, learner=learner, at=timezone.now())
    except Refused as why:
        found.refresh_from_db()
        if found.accepted_by_id == learner.pk:
            return _joined(request, found)
        bar = barred(found, learner, timezone.now())
        return _barred(request, bar, str(why))
    return _joined(request, found)


def _joined(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(request, _("You have taken up the invitation to %(cohort)s.") % {"cohort": found.cohort})
    return HttpResponseRedirect(reverse("programs:my_programs"), status=303)


def _barred(request: HttpRequest, bar: Bar | None, why: str = "") -> HttpResponse:
    status = STATUS.get(bar, 410) if bar else 422
    return render(request, "programs/not_joined.html", {"bar": bar, "why": why}, status=status)
