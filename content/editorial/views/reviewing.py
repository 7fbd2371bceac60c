"""The reviewer's page and the page of “reviewed, no change”: one form each, whose acts are services."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.editorial import access
from content.editorial.forms import is_typed, read_sheet
from content.editorial.models import Document, Draft, ReviewRound
from content.editorial.selectors.addresses import reaffirm_address, review_address
from content.editorial.selectors.drafts import draft_of, typed_in
from content.editorial.selectors.people import reviewers
from content.editorial.selectors.reaffirm_page import reaffirm_page
from content.editorial.selectors.review_page import review_page
from content.editorial.services.reviewing import (
    reaffirm_place,
    review_place,
    send_reaffirmation,
    send_review,
)
from content.editorial.views.answering import REFUSALS, Answered, admin_page, done, refused
from npcsite.accounts.access import hidden_from_guests

ASKED_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@ASKED_OR_SENT
@hidden_from_guests
def review(request: HttpRequest, round_id: int) -> HttpResponse:
    round, person = access.review_round(request.user, round_id), access.person(request.user)
    if request.method != "POST":
        return _review(request, round, _kept(draft_of(person, review_place(round))))
    try:
        sheet = read_sheet(request.POST, document=round.document, reviewers=reviewers())
        said = send_review(round=round, user=person, sheet=sheet, at=timezone.now())
    except REFUSALS as error:
        return _review(request, access.review_round(person, round_id), refused(error, _typed(request)))
    return done(request, said, request.get_full_path())


@never_cache
@ASKED_OR_SENT
@hidden_from_guests
def reaffirmation(request: HttpRequest, document_id: int) -> HttpResponse:
    document, person = access.live_document(request.user, document_id), access.person(request.user)
    if request.method != "POST":
        return _reaffirmation(request, document, _kept(draft_of(person, reaffirm_place(document))))
    try:
        sheet = read_sheet(request.POST, document=document, reviewers=reviewers())
        said = send_reaffirmation(document=document, user=person, sheet=sheet, at=timezone.now())
    except REFUSALS as error:
        return _reaffirmation(
            request, access.live_document(person, document_id), refused(error, _typed(request))
        )
    return done(request, said, request.get_full_path())


def _review(request: HttpRequest, round: ReviewRound, answered: Answered) -> HttpResponse:
    page = review_page(
        round,
        access.person(request.user),
        typed=answered.typed,
        is_whole=request.GET.get("show") == "whole",
        at=timezone.now(),
    )
    title = _("Review of “%(title)s”, revision %(number)s") % {
        "title": round.document.title,
        "number": round.revision.number,
    }
    context = _context(page, title, answered, review_address(round))
    return admin_page(request, "admin/review/review.html", context, status=answered.status)


def _reaffirmation(request: HttpRequest, document: Document, answered: Answered) -> HttpResponse:
    person = access.person(request.user)
    page = reaffirm_page(document, person, typed=answered.typed, at=timezone.now())
    title = _("“%(title)s”: reviewed, no change?") % {"title": document.title}
    context = _context(page, title, answered, reaffirm_address(document))
    return admin_page(request, "admin/review/reaffirm.html", context, status=answered.status)


def _context(page: Any, title: str, answered: Answered, here: str) -> dict[str, Any]:
    return {"page": page, "title": title, "unmet": answered.unmet, "here": here}


def _kept(draft: Draft | None) -> Answered:
    return Answered(typed_in(draft) if draft else {})


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST if is_typed(name)}
