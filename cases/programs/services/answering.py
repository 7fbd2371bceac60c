"""A learner begins a part of an assignment under its terms, or says that they have read it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cases.engine.state import Mode
from cases.models import Attempt, AttemptMode, AttemptState, Owner
from cases.programs.models import AssignedAttempt, Assignment, AssignmentItem, SectionRead
from cases.programs.selectors.assigned import dates_of, extensions_of
from cases.programs.selectors.due import TAKING, standing
from cases.programs.selectors.parts import NOTHING, Far, answers
from cases.programs.selectors.work import known_to
from cases.programs.services.refusing import Refused
from cases.services.starting import (
    AnotherStart,
    AssessedUnderWay,
    Conditions,
    NotStarted,
    PracticeBarred,
    start_attempt,
)
from content.editorial.public import live
from npcsite.accounts.models import User


@transaction.atomic
def start_part(*, item: AssignmentItem, learner: User, key: UUID, at: datetime) -> Attempt:
    """The attempt under way for it, or a new one, under the terms that hold now. Raises Refused.

    An assessed attempt at the case that is under way already, or over, is taken for it when it was begun from the
    case's own page since the assignment opened, in the learner's membership and within the time limit; a second one
    would be none that counts, and cannot be started beside one under way.
    """
    item = _held(item)
    _refuse_unless_taken(item, learner, at)
    # Two starts of one person wait for each other, so that the second sees what the first has linked.
    User.objects.select_for_update(no_key=True).get(pk=learner.pk)
    known = answers([item.pk], learner_id=learner.pk).get((learner.pk, item.pk), NOTHING)
    if known.far is Far.DONE:
        raise Refused("You have done this part already; its feedback is on the attempt's page.")
    if known.attempt_id:
        return Attempt.objects.get(pk=known.attempt_id)
    attempt = _done_already(item, learner) or _started(item, learner, key, at)
    AssignedAttempt.objects.get_or_create(item=item, attempt=attempt)
    return attempt


@transaction.atomic
def read_section(*, item: AssignmentItem, learner: User, at: datetime) -> None:
    """Holds what was live; the first time stays. Raises Refused."""
    item = _held(item)
    _refuse_unless_taken(item, learner, at)
    published = live("section", item.document.slug)
    if published is None:
        raise Refused("This section is not published at the moment, so it cannot be read. Come back later.")
    SectionRead.objects.get_or_create(
        item=item, learner=learner, defaults={"publication_id": published.id, "read_at": at}
    )


def _held(item: AssignmentItem) -> AssignmentItem:
    """As it is now, its assignment unchanged until the transaction ends: an edit waits, and then sees who has begun."""
    Assignment.objects.select_for_update(no_key=True).filter(pk=item.assignment_id).first()
    items = AssignmentItem.objects.select_related("assignment__cohort", "document").defer("document__title")
    found = items.filter(pk=item.pk).first()
    if found is None:
        raise Refused("This part was taken out of the assignment. Open your assignments again.")
    return found


def _refuse_unless_taken(item: AssignmentItem, learner: User, at: datetime) -> None:
    granted = extensions_of([item.assignment], learner.pk).get((item.assignment_id, learner.pk), [])
    state = standing(dates_of(item.assignment, granted), done=False, at=at)
    if state not in TAKING:
        raise Refused("This assignment takes no work now; its dates are shown with it.")


def _started(item: AssignmentItem, learner: User, key: UUID, at: datetime) -> Attempt:
    set_ = item.assignment
    published = live("case", item.document.slug)
    if published is None:
        raise Refused("This case is not published at the moment. Ask whoever set it, or come back later.")
    conditions = Conditions(Mode(set_.mode), minutes=set_.minutes, certainty_asked=set_.certainty_asked)
    try:
        return start_attempt(
            published=published, owner=Owner(user_id=learner.pk), key=key, at=at, conditions=conditions
        )
    except AssessedUnderWay:
        return _under_way(item, learner)
    except AnotherStart as why:
        raise Refused(
            "This page was used for another start. Open it again and press the button once."
        ) from why
    except PracticeBarred as why:
        raise Refused(str(why)) from why
    except NotStarted as why:
        raise Refused("What this case teaches is being revised, so it takes no new attempt for now.") from why


def _done_already(item: AssignmentItem, learner: User) -> Attempt | None:
    """Assessed work for nothing else that was set."""
    set_ = item.assignment
    if set_.mode != AttemptMode.ASSESSED:
        return None
    known = known_to(set_.cohort.program_id).over().filter(learner=learner, document=item.document_id)
    since = known.filter(mode=AttemptMode.ASSESSED, started_at__gte=set_.opens_at, assigned=None)
    return next((one for one in since.order_by("started_at") if _fits(item, learner, one)), None)


def _fits(item: AssignmentItem, learner: User, attempt: Attempt) -> bool:
    """Begun since the opening, in the membership, and with no more time than the assignment gives."""
    set_ = item.assignment
    in_it = set_.cohort.memberships.at(attempt.started_at).filter(learner=learner).exists()
    if not in_it or attempt.started_at < set_.opens_at:
        return False
    if set_.minutes is None:
        return True
    most = timedelta(minutes=set_.minutes) * (100 + learner.extra_time) / 100
    return attempt.deadline_at is not None and attempt.deadline_at - attempt.started_at <= most


def _under_way(item: AssignmentItem, learner: User) -> Attempt:
    mine = Attempt.objects.get(
        learner=learner, document=item.document_id, mode=AttemptMode.ASSESSED, state=AttemptState.IN_PROGRESS
    )
    if item.assignment.mode != AttemptMode.ASSESSED or not _fits(item, learner, mine):
        raise Refused(
            "An assessed attempt at this case is under way from before, or without this time limit. End it first, "
            "then come back."
        )
    return mine
