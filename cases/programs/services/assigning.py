"""A director or coordinator sets an assignment to a cohort, changes it, cancels it, and grants a later due date."""

from dataclasses import dataclass
from datetime import datetime

from cases.models import AttemptMode
from cases.programs.models import AssignedAttempt, Assignment, AssignmentItem, Cohort, Extension, SectionRead
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Terms:
    """How the parts are played; the same for everybody, so they stay once somebody has begun."""

    mode: str
    certainty_asked: bool
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """`documents` in order. `threshold` is a score of 100, or none is stated."""

    title: str
    purpose: str
    documents: tuple[int, ...]
    opens_at: datetime
    due_at: datetime
    closes_at: datetime | None
    terms: Terms
    threshold: int | None
    practice_closed: bool


def set_assignment(*, cohort: Cohort, wanted: Wanted, actor: User, at: datetime) -> Assignment:
    """Raises Refused."""
    with act(actor=actor, verb="assigned", of=cohort, at=at, shown=False) as data:
        if cohort.archived_at:
            raise Refused("This cohort is archived, so nothing more is set to it.")
        _refuse_contradictions(wanted)
        _refuse_repeated(cohort, wanted)
        assignment = Assignment(cohort=cohort, created_by=actor, created_at=at)
        _write(assignment, wanted)
        data.update(assignment=assignment.pk)
    return assignment


def edit_assignment(*, assignment: Assignment, wanted: Wanted, actor: User, at: datetime) -> None:
    """Title, purpose, threshold, later dates and further parts may always change. Once somebody has begun, mode, terms,
    earlier dates and parts that were begun may not. Raises Refused.
    """
    with act(actor=actor, verb="edited-assignment", of=assignment, at=at, shown=False):
        locked = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
        if locked.cancelled_at:
            raise Refused("This assignment is cancelled; set a new one.")
        _refuse_contradictions(wanted)
        begun = _begun_documents(locked)
        if begun:
            _refuse_unfair(locked, wanted, begun)
        _write(locked, wanted)


def cancel_assignment(*, assignment: Assignment, actor: User, at: datetime) -> None:
    """Attempts made for it stay what they are. Raises Refused when it is cancelled already."""
    with act(actor=actor, verb="cancelled-assignment", of=assignment, at=at, shown=False):
        if not Assignment.objects.standing().filter(pk=assignment.pk).update(cancelled_at=at):
            raise Refused("This assignment is cancelled already.")


@dataclass(frozen=True, slots=True)
class Grant:
    learner: User
    due_at: datetime
    reason: str


def extend(*, assignment: Assignment, grant: Grant, actor: User, at: datetime) -> Extension:
    """The line of the audit names the extension and no person. Raises Refused."""
    with act(actor=actor, verb="extended", of=assignment, at=at, shown=False) as data:
        if assignment.cancelled_at:
            raise Refused("This assignment is cancelled, so nothing is due.")
        if grant.due_at <= assignment.due_at:
            raise Refused("Choose a date after the due date of the assignment.")
        if not assignment.cohort.memberships.current().filter(learner=grant.learner).exists():
            raise Refused(f"{grant.learner} is not in this cohort now.")
        extension = Extension.objects.create(
            assignment=assignment,
            learner=grant.learner,
            due_at=grant.due_at,
            reason=grant.reason,
            granted_by=actor,
            granted_at=at,
        )
        data.update(extension=extension.pk)
    return extension


def _refuse_contradictions(wanted: Wanted) -> None:
    if not wanted.documents:
        raise Refused("Choose at least one case or section.")
    if wanted.due_at <= wanted.opens_at:
        raise Refused("The due date is not after the opening. Choose a later due date.")
    if wanted.closes_at and wanted.closes_at < wanted.due_at:
        raise Refused("It closes before it is due. Choose a later closing, or leave it empty.")
    if wanted.terms.mode != AttemptMode.ASSESSED and (wanted.terms.minutes or wanted.practice_closed):
        raise Refused(
            "Practice has no time limit and closes no practice. Choose assessed, or leave both empty."
        )


def _refuse_repeated(cohort: Cohort, wanted: Wanted) -> None:
    """A double click would set everything twice, and remind everybody twice."""
    dates = {"opens_at": wanted.opens_at, "due_at": wanted.due_at}
    if cohort.assignments.filter(title=wanted.title, cancelled_at=None, **dates).exists():
        raise Refused("An assignment with this title and these dates is set already. Change one of them.")


def _begun_documents(assignment: Assignment) -> set[int]:
    begun = AssignedAttempt.objects.filter(item__assignment=assignment)
    read = SectionRead.objects.filter(item__assignment=assignment)
    documents = begun.values_list("item__document", flat=True)
    return set(documents.union(read.values_list("item__document", flat=True)))


def _refuse_unfair(assignment: Assignment, wanted: Wanted, begun: set[int]) -> None:
    now = Terms(assignment.mode, assignment.certainty_asked, assignment.minutes)
    if wanted.terms != now:
        raise Refused(
            "Somebody has begun, so mode, certainty and time limit stay. Cancel it and set a new one."
        )
    if begun - set(wanted.documents):
        raise Refused(
            "A part that somebody has begun was taken out. Tick it again; further parts may be added."
        )
    if wanted.opens_at > assignment.opens_at:
        raise Refused("Somebody has begun, so it cannot open later than it did.")
    if wanted.due_at < assignment.due_at or _is_earlier(wanted.closes_at, assignment.closes_at):
        raise Refused("Somebody has begun, so its dates can only be later. Choose later dates.")


def _is_earlier(new: datetime | None, old: datetime | None) -> bool:
    """Without a closing it is later than any."""
    return new is not None and (old is None or new < old)


def _write(assignment: Assignment, wanted: Wanted) -> None:
    assignment.title, assignment.purpose = wanted.title, wanted.purpose
    assignment.opens_at, assignment.due_at, assignment.closes_at = (
        wanted.opens_at,
        wanted.due_at,
        wanted.closes_at,
    )
    assignment.mode, assignment.minutes = wanted.terms.mode, wanted.terms.minutes
    assignment.certainty_asked = wanted.terms.certainty_asked
    assignment.threshold, assignment.practice_closed = wanted.threshold, wanted.practice_closed
    assignment.save()
    assignment.items.exclude(document__in=wanted.documents).delete()
    for position, document_id in enumerate(wanted.documents, start=1):
        AssignmentItem.objects.update_or_create(
            assignment=assignment, document_id=document_id, defaults={"position": position}
        )
