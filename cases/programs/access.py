"""Who may see what of a program: those who run it now. Everything else of it does not exist for anybody (404).

A coordinator invites and assigns; whatever tells a result is fetched by `get_directed`.
"""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import Attempt
from cases.models.case import CASE
from cases.programs.models import (
    Appointment,
    Assignment,
    AssignmentItem,
    CoachingNote,
    Cohort,
    Invitation,
    Membership,
    Post,
    Program,
    Snooze,
)
from cases.programs.selectors.attention_rules import Rule
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.programs.selectors.work import known_to
from cases.selectors.assessed import closed_meanwhile
from content.editorial.public import Document
from npcsite.accounts.models import User


def get_program(request: HttpRequest, program_id: int) -> Program:
    """404 unless the visitor is its director or coordinator today."""
    return get_object_or_404(Program.objects.run_by(_user_id(request)), pk=program_id)


def get_directed(request: HttpRequest, program_id: int) -> Program:
    """404 unless the visitor is its director today."""
    return get_object_or_404(Program.objects.run_by(_user_id(request), Post.DIRECTOR), pk=program_id)


def directs(request: HttpRequest, program: Program) -> bool:
    """Whether the visitor, who runs the program, sees results there. One statement."""
    return Program.objects.run_by(_user_id(request), Post.DIRECTOR).filter(pk=program.pk).exists()


def get_cohort(program: Program, cohort_id: int) -> Cohort:
    """404 for a cohort of another program."""
    cohort = get_object_or_404(program.cohorts, pk=cohort_id)
    cohort.program = program
    return cohort


def get_directed_cohort(request: HttpRequest, program_id: int, cohort_id: int) -> Cohort:
    """With its program. 404 unless the visitor directs that today. One statement."""
    directed = Program.objects.run_by(_user_id(request), Post.DIRECTOR).filter(pk=program_id)
    return get_object_or_404(Cohort.objects.select_related("program"), program__in=directed, pk=cohort_id)


def get_appointment(program: Program, appointment_id: int) -> Appointment:
    """404 for one of another program; one that has ended is there, so that ending it twice can be told."""
    found = get_object_or_404(program.appointments.select_related("person"), pk=appointment_id)
    found.program = program
    return found


def get_membership(program: Program, membership_id: int) -> Membership:
    """404 for one in another program; one that has ended is there, to be read."""
    memberships = Membership.objects.select_related("learner", "cohort")
    return get_object_or_404(memberships, cohort__program=program, pk=membership_id)


def get_invitation(program: Program, invitation_id: int) -> Invitation:
    """404 for one to a cohort of another program."""
    invitations = Invitation.objects.select_related("cohort__program")
    return get_object_or_404(invitations, cohort__program=program, pk=invitation_id)


def get_assignment(program: Program, assignment_id: int) -> Assignment:
    """404 for one of another program; cancelled ones are there, to be looked at."""
    return get_object_or_404(
        Assignment.objects.select_related("cohort"), cohort__program=program, pk=assignment_id
    )


def get_own_item(request: HttpRequest, item_id: int, kind: str) -> AssignmentItem:
    """404 for what is set to a cohort the visitor is not in now, what is cancelled, and parts of another kind."""
    mine = Membership.objects.current().filter(learner=_user_id(request)).values("cohort")
    items = AssignmentItem.objects.select_related("assignment__cohort", "document").defer("document__title")
    standing = items.filter(assignment__cancelled_at=None, document__kind=kind)
    return get_object_or_404(standing, assignment__cohort__in=mine, pk=item_id)


def get_member(cohort: Cohort, learner_id: int) -> User:
    """404 for whoever is not in this cohort now."""
    current = Membership.objects.current().filter(cohort=cohort)
    return get_object_or_404(User.objects.filter(pk__in=current.values("learner")), pk=learner_id)


def get_rule(rule: str) -> Rule:
    """404 for what is no rule of the attention list."""
    if rule not in set(Rule):
        raise Http404
    return Rule(rule)


def get_snooze(program: Program, snooze_id: int) -> Snooze:
    """404 for one of another program; one that has ended is there, so that ending it twice can be told."""
    found = get_object_or_404(program.snoozes.select_related("learner"), pk=snooze_id)
    found.program = program
    return found


def get_learner(program: Program, learner_id: int) -> User:
    """404 for whoever was never in a cohort of this program."""
    members = User.objects.filter(memberships__cohort__program=program).distinct()
    return get_object_or_404(members, pk=learner_id)


def get_case_played(program: Program, learner: User, slug: str) -> Document:
    """404 unless the program knows an attempt of the learner's at this case."""
    played = known_to(program.pk).filter(learner=learner)
    documents = Document.objects.defer("title").filter(kind=CASE, pk__in=played.values("document"))
    return get_object_or_404(documents, slug=slug)


def get_case_of_cohort(cohort: Cohort, slug: str) -> Document:
    """404 for a slug of no case, and for a case that is offered no more and that the program knows no work at."""
    played = work_of_cohort(cohort).order_by().values("document")
    documents = Document.objects.defer("title").at(kind=CASE, slug=slug)
    return get_object_or_404(documents.live() | documents.filter(pk__in=played))


def get_known_attempt(program: Program, attempt_id: UUID) -> Attempt:
    """404 for work the program does not know, which is that of others and that of another time."""
    return get_object_or_404(known_to(program.pk).with_rendering(), pk=attempt_id)


def get_note_of_program(program: Program, note_id: int) -> CoachingNote:
    """404 for a reply, a note of another program, and one on work that the program does not know any more."""
    notes = CoachingNote.objects.filter(program=program, in_reply_to=None)
    return get_object_or_404(notes.filter(attempt__in=known_to(program.pk)), pk=note_id)


def get_own_program(request: HttpRequest, program_id: int) -> Program:
    """404 for whoever was never in a cohort of it; it is there for somebody who has left."""
    programs = Program.objects.filter(cohorts__memberships__learner=_user_id(request))
    return get_object_or_404(programs.distinct(), pk=program_id)


def get_own_note(request: HttpRequest, note_id: int) -> CoachingNote:
    """404 for a note to somebody else, and while an assessed attempt at its case is under way."""
    found = get_object_or_404(CoachingNote, learner=_user_id(request), in_reply_to=None, pk=note_id)
    if found.attempt_id in closed_meanwhile(_user_id(request)):
        raise Http404
    return found


def _user_id(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        raise Http404
    return request.user.pk
