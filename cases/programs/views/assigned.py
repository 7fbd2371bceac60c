"""My assignments: what is set to me, and its next part."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.programs.access import get_own_item
from cases.programs.forms.assigned import BeginForm
from cases.programs.selectors.assigned import my_assignments, wants_none
from cases.programs.services.answering import read_section, start_part
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@never_cache
@login_required
def begin(request: HttpRequest, item_id: int) -> HttpResponse:
    item, form = get_own_item(request, item_id, "case"), BeginForm(request.POST)
    if not form.is_valid():
        return _page(
            request, _("The page was incomplete, so nothing was started. Press the button once more.")
        )
    key, at = form.cleaned_data["key"], timezone.now()
    try:
        attempt = start_part(item=item, learner=person_of(request), key=key, at=at)
    except Refused as why:
        return _page(request, str(why))
    if attempt.is_over:
        messages.info(request, _("You have done this case since it was set; that attempt counts for it."))
    return HttpResponseRedirect(attempt.get_absolute_url(), status=303)


@require_POST
@never_cache
@login_required
def read(request: HttpRequest, item_id: int) -> HttpResponse:
    item = get_own_item(request, item_id, "section")
    try:
        read_section(item=item, learner=person_of(request), at=timezone.now())
    except Refused as why:
        return _page(request, str(why))
    return HttpResponseRedirect(
        f"{reverse('programs:my_assignments')}#assignment-{item.assignment_id}", status=303
    )


def _page(request: HttpRequest, error: str = "") -> HttpResponse:
    rows = my_assignments(person_of(request).pk, timezone.now())
    silent = wants_none(person_of(request).pk)
    context = {"rows": rows, "error": error, "silent": silent}
    return render(request, "programs/my_assignments.html", context, status=422 if error else 200)
