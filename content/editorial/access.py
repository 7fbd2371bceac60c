"""Who sees what is under review: reviewers and chief editors, and who wrote it. To everybody else it is not there."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from content.editorial.models import Comment, Document, ImpactItem, OpenNote, ReviewRound
from content.editorial.selectors.people import is_editor, is_reviewer
from npcsite.accounts.models import User

Visitor = User | AnonymousUser


def person(user: Visitor) -> User:
    """Staff with a role in the workflow; being a superuser is none."""
    if not isinstance(user, User) or not user.is_staff or not (is_reviewer(user) or is_editor(user)):
        raise Http404
    return user


def reviewer(user: Visitor) -> User:
    found = person(user)
    if not is_reviewer(found):
        raise Http404
    return found


def review_round(user: Visitor, round_id: int) -> ReviewRound:
    """With its revision, what that was written on top of, and the people's names."""
    visitor = person(user)
    rounds = ReviewRound.objects.select_related(
        "document__live__revision",
        "document__head",
        "revision__document",
        "revision__base__revision",
        "revision__created_by",
        "claimed_by",
        "submitted_by",
        "follows",
    )
    return get_object_or_404(rounds if is_reviewer(visitor) else _written_by(rounds, visitor), pk=round_id)


def live_document(user: Visitor, document_id: int) -> Document:
    reviewer(user)
    live = Document.objects.live().select_related("live__revision__document", "head")
    return get_object_or_404(live, pk=document_id)


def impact_item(user: Visitor, item_id: int) -> ImpactItem:
    person(user)
    items = ImpactItem.objects.select_related("dependent", "cause__document", "cause__revision", "settled_by")
    return get_object_or_404(items, pk=item_id)


def comment_on(document: Document, comment_id: int) -> Comment:
    comments = Comment.objects.select_related("revision__document__head")
    return get_object_or_404(comments, pk=comment_id, revision__document=document)


def note_on(document: Document, note_id: int) -> OpenNote:
    return get_object_or_404(document.open_notes.select_related("document__head"), pk=note_id)


def _written_by(rounds: QuerySet[ReviewRound], user: User) -> QuerySet[ReviewRound]:
    """Whoever wrote some text of the document, or is writing it now, reads what is said of it."""
    wrote = Q(document__revisions__contributors__user=user) | Q(document__edits__user=user)
    return rounds.filter(wrote | Q(submitted_by=user) | Q(document__owner=user)).distinct()
