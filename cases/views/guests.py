"""Keeping what was started before signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.access import owner_of
from cases.models.owner import SESSION_KEY
from cases.services.guests import forget_guest, keep_guest_attempts
from cases.views.layout import SeeOther


@require_POST
def keep_attempts(request: HttpRequest) -> HttpResponse:
    """Somebody signed out meanwhile is sent to sign in; the home page offers it again afterwards."""
    owner = owner_of(request)
    if owner.user_id is None:
        return SeeOther(reverse("account_login"))
    kept = keep_guest_attempts(token=owner.token, learner_id=owner.user_id)
    told = ngettext("%(count)d attempt is now yours.", "%(count)d attempts are now yours.", kept)
    messages.success(request, told % {"count": kept})
    request.session.pop(SESSION_KEY, None)
    answer = SeeOther(reverse("home"))
    forget_guest(response=answer)
    return answer
