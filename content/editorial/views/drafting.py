"""What a reviewer types, kept for them alone while they type: the script of the page sends it, no button does."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.editorial import access
from content.editorial.forms import read_lock, read_typed
from content.editorial.models import Document
from content.editorial.services.drafts import Typed
from content.editorial.services.reviewing import keep_typed, reaffirm_place, review_place
from content.editorial.views.answering import UNPROCESSABLE
from npcsite.lib import canonical

View = Callable[..., HttpResponse]
KEPT: Final = 204
NOT_FOUND: Final = 404


def for_a_script(view: View) -> View:
    """A guest's is told that the session has ended: a page to sign in on is nothing it could show."""

    @never_cache
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"error": "signed out"}, status=NOT_FOUND)
        return view(request, *args, **named)

    return guarded


@for_a_script
def review_draft(request: HttpRequest, round_id: int) -> HttpResponse:
    round = access.review_round(request.user, round_id)
    return _keep(request, round.document, review_place(round))


@for_a_script
def reaffirm_draft(request: HttpRequest, document_id: int) -> HttpResponse:
    document = access.live_document(request.user, document_id)
    return _keep(request, document, reaffirm_place(document))


def _keep(request: HttpRequest, document: Document, place: str) -> HttpResponse:
    try:
        typed = Typed(place, read_typed(request.POST), read_lock(request.POST))
        keep_typed(user=access.person(request.user), document=document, typed=typed, at=timezone.now())
    except canonical.Unclean as unclean:
        return JsonResponse({"errors": {"text": [unclean.message]}}, status=UNPROCESSABLE)
    return HttpResponse(status=KEPT)
