"""Who may see an attempt: whoever owns it. What is not yours does not exist."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import AttemptState, Owner, RecallAnswer, RecallItem, played_attempts
from cases.models.case import CASE, SAMPLE
from cases.models.owner import COOKIE, SALT, SESSION_KEY
from cases.selectors import playing
from cases.selectors.playing import Playing
from content.editorial.public import Published, Tombstone, live, tombstone


class Retired(Http404):
    """The case was there once; its page says since when it is not, and why."""

    def __init__(self, stone: Tombstone) -> None:
        super().__init__("retired")
        self.stone = stone


class AssessedElsewhere(Exception):
    """What the attempt would tell gives the answers to an assessed one at the same case, which has to end first."""

    def __init__(self, attempt_id: UUID) -> None:
        super().__init__(str(attempt_id))
        self.attempt_id = attempt_id


def owner_of(request: HttpRequest) -> Owner:
    """Touches neither session nor database for a visitor who has brought no session."""
    cookie = _guest_cookie(request)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Owner(token=cookie)
    user, token = request.user, request.session.get(SESSION_KEY) or cookie
    return Owner(user_id=user.pk if user.is_authenticated else None, token=token)


def _guest_cookie(request: HttpRequest) -> str:
    """Nothing of one that we did not sign, or that is older than a session gets."""
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    return token or ""


def get_playing(request: HttpRequest, attempt_id: UUID) -> Playing:
    """404 unless the visitor owns the attempt. Raises AssessedElsewhere."""
    owner = owner_of(request)
    if owner.is_nobody:
        raise Http404
    mine = played_attempts().owned_by(owner)
    if owner.user_id is not None:
        mine = mine.with_assessed_elsewhere(owner.user_id)
    attempt = get_object_or_404(mine, pk=attempt_id)
    if elsewhere := getattr(attempt, "assessed_elsewhere", None):
        raise AssessedElsewhere(elsewhere)
    return playing.load(attempt)


def get_completed(request: HttpRequest, attempt_id: UUID) -> Playing:
    """404 too for a guest's attempt, and for one that did not come to its ending. Raises AssessedElsewhere."""
    found = get_playing(request, attempt_id)
    if found.attempt.state != AttemptState.COMPLETED or found.attempt.learner_id is None:
        raise Http404
    return found


def get_recall_item(request: HttpRequest, item_id: UUID) -> RecallItem:
    """404 unless it is in the queue of who is signed in. Raises AssessedElsewhere."""
    user = request.user
    if not user.is_authenticated:
        raise Http404
    mine = RecallItem.objects.of(user.pk).queued().with_standing()
    item = get_object_or_404(mine, pk=item_id)
    if elsewhere := getattr(item, "assessed_under_way", None):
        raise AssessedElsewhere(elsewhere)
    return item


def get_recall_answer(item: RecallItem, position: int) -> RecallAnswer:
    """404 for an answer the item does not have."""
    return get_object_or_404(item.answers.select_related("attempt"), position=position)


def get_case(slug: str) -> Published:
    """The live publication of a case or the sample; 404 when there is none. Raises Retired for one taken out."""
    for kind in (CASE, SAMPLE):
        if (published := live(kind, slug)) is not None:
            return published
    for kind in (CASE, SAMPLE):
        if stone := tombstone(kind, slug):
            raise Retired(stone)
    raise Http404
