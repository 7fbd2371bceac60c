"""What waits for whom: the queues on the admin's front page, each row with where it leads and until when."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.editorial.models import Document, Edit, ImpactItem, ReviewRound, RoundState, Verdict
from content.editorial.models.rounds import OPEN
from content.editorial.models.verdicts import VerdictKind
from content.editorial.selectors.addresses import (
    admin_address,
    impact_address,
    reaffirm_address,
    review_address,
)
from content.editorial.selectors.intervals import review_due
from content.editorial.selectors.people import is_reviewer
from npcsite.accounts.models import User

# In the order of the page: address, title, and what is said while it is empty.
_QUEUES = (
    ("mine", _("Mine"), _("Nothing waits for you. Claim a text, or open one to edit it.")),
    ("unclaimed", _("Waiting for a reviewer"), _("Every submitted text has a reviewer.")),
    ("in-review", _("In review"), _("No text is under review.")),
    ("overdue", _("Overdue"), _("Nothing is late.")),
    ("impact", _("Impact"), _("No text teaches a claim that has changed.")),
    ("unreviewed", _("Not yet reviewed by anyone"), _("Every live text has been reviewed by a person.")),
)


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    kind: str
    href: str
    detail: str
    due_on: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """`empty` says why nothing is here and what to do instead."""

    slug: str
    title: str
    empty: str
    rows: tuple[Row, ...]


def queues_for(user: User, *, today: date) -> tuple[Queue, ...]:
    """Statements do not grow with the rows."""
    rows = {
        "mine": _mine(user, today),
        "unclaimed": _rounds(ReviewRound.objects.submitted()),
        "in-review": _rounds(ReviewRound.objects.under_review()),
        "overdue": _overdue(user, today),
        "impact": _items(ImpactItem.objects.unsettled(), today),
        "unreviewed": _unreviewed(user),
    }
    return tuple(Queue(slug, str(title), str(empty), rows[slug]) for slug, title, empty in _QUEUES)


def _mine(user: User, today: date) -> tuple[Row, ...]:
    """What I review, what I sent, what I began, and what I own that is to be looked at."""
    rounds = ReviewRound.objects.open().filter(Q(claimed_by=user) | Q(submitted_by=user))
    sent_back = (
        ReviewRound.objects.filter(
            state=RoundState.CHANGES_REQUESTED, submitted_by=user, followed_by__isnull=True
        )
        .exclude(document__rounds__state__in=OPEN)
        .filter(document__head=F("revision"))
    )
    begun = Document.objects.filter(Exists(Edit.objects.filter(document=OuterRef("pk"), user=user))).exclude(
        pk__in=[*rounds.values_list("document", flat=True), *sent_back.values_list("document", flat=True)]
    )
    owned = ImpactItem.objects.unsettled().filter(dependent__owner=user)
    return (
        *_rounds(rounds),
        *_rounds(sent_back),
        *(_document(document, gettext("edited by you, not submitted")) for document in begun),
        *_items(owned, today),
    )


def _rounds(rounds: QuerySet[ReviewRound]) -> tuple[Row, ...]:
    found = rounds.select_related("document", "claimed_by").order_by("due_on", "opened_at")
    return tuple(_round(one) for one in found)


def _round(found: ReviewRound) -> Row:
    """Who claimed it and until when is over with the round."""
    claimed = found.is_open and found.claimed_by
    who = gettext("claimed by %(name)s") % {"name": claimed} if claimed else ""
    detail = " · ".join(filter(None, (str(found.get_state_display()), who)))
    due_on = found.due_on if found.is_open else None
    late = due_on is not None and due_on < timezone.localdate()
    return Row(found.document.title, found.document.kind, review_address(found), detail, due_on, late)


def _document(document: Document, detail: str, due_on: date | None = None) -> Row:
    return Row(document.title, document.kind, admin_address(document), detail, due_on, due_on is not None)


def _overdue(user: User, today: date) -> tuple[Row, ...]:
    rounds = _rounds(ReviewRound.objects.under_review().filter(due_on__lt=today))
    due = review_due(Document.objects.live().values_list("pk", flat=True))
    late = {pk: day for pk, day in due.items() if day < today}
    documents = Document.objects.filter(pk__in=late).order_by("title")
    return rounds + tuple(
        _to_review(document, user, gettext("its review interval has elapsed"), late[document.pk])
        for document in documents
    )


def _items(items: QuerySet[ImpactItem], today: date) -> tuple[Row, ...]:
    return tuple(
        Row(
            item.dependent.title,
            item.dependent.kind,
            impact_address(item),
            f"{item.get_change_class_display()}: {item.target}, {item.get_state_display().lower()}",
            item.due_on,
            item.due_on < today,
        )
        for item in items.select_related("dependent").order_by("due_on", "pk")
    )


def _unreviewed(user: User) -> tuple[Row, ...]:
    """Live texts no person has approved; a round with a demo person in it counts for nothing."""
    demo = Verdict.objects.filter(round=OuterRef("round"), verdict=VerdictKind.APPROVE, is_demo=True)
    approved = Verdict.objects.filter(
        ~Exists(demo), revision=OuterRef("live__revision"), verdict=VerdictKind.APPROVE
    )
    found = Document.objects.live().filter(~Exists(approved)).order_by("kind", "title")
    return tuple(_to_review(document, user, gettext("loaded with the software")) for document in found)


def _to_review(document: Document, user: User, detail: str, due_on: date | None = None) -> Row:
    """A reviewer is led to where the text can be stood for, an editor to where it can be changed."""
    row = _document(document, detail, due_on)
    return replace(row, href=reaffirm_address(document)) if is_reviewer(user) else row
