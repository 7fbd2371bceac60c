"""Who may see what of a program: those who run it now. Everything else of it does not exist for anybody (404).

A coordinator invites and assigns; whatever tells a result is fetched by `get_directed`.
"""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import Attempt
from cases.programs.models import Assignment, Cohort, Post, Program
from cases.programs.selectors.work import known_to
from npcsite.accounts.models import User


def get_program(request: HttpRequest, program_id: int) -> Program:
    """404 unless the visitor is its director or coordinator today."""
    return get_object_or_404(Program.objects.run_by(_user_id(request)), pk=program_id)


def get_directed(request: HttpRequest, program_id: int) -> Program:
    """404 unless the visitor is its director today."""
    return get_object_or_404(Program.objects.run_by(_user_id(request), Post.DIRECTOR), pk=program_id)


def get_cohort(program: Program, cohort_id: int) -> Cohort:
    """404 for a cohort of another program."""
    cohort = get_object_or_404(program.cohorts, pk=cohort_id)
    cohort.program = program
    return cohort


def get_assignment(program: Program, assignment_id: int) -> Assignment:
    """404 for one of another program; cancelled ones are there, to be looked at."""
    return get_object_or_404(
        Assignment.objects.select_related("cohort"), cohort__program=program, pk=assignment_id
    )


def get_learner(program: Program, learner_id: int) -> User:
    """404 for whoever was never in a cohort of this program."""
    members = User.objects.filter(memberships__cohort__program=program).distinct()
    return get_object_or_404(members, pk=learner_id)


def get_known_attempt(program: Program, attempt_id: UUID) -> Attempt:
    """404 for work the program does not know, which is that of others and that of another time."""
    return get_object_or_404(known_to(program.pk), pk=attempt_id)


def _user_id(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        raise Http404
    return request.user.pk
