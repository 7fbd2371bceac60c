"""One learner, and one of their attempts, for directors; each look leaves a line that the learner reads."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.models import Attempt
from cases.programs.access import get_case_played, get_directed, get_known_attempt, get_learner
from cases.programs.forms.coaching import WordsForm
from cases.programs.models import Program
from cases.programs.selectors.learner import case_page, learner_page
from cases.programs.selectors.trail import trail_page
from cases.programs.services.coaching import write_note
from cases.programs.services.refusing import Refused
from cases.programs.views.looked import looked
from npcsite.accounts.access import person_of, strong_sign_in_required
from npcsite.accounts.models import User


@require_safe
@never_cache
@strong_sign_in_required
def learner(request: HttpRequest, program_id: int, learner_id: int) -> HttpResponse:
    program = get_directed(request, program_id)
    found = get_learner(program, learner_id)
    at = timezone.now()
    page = learner_page(program, found, at)
    looked(request, program, "record", [found.pk], at)
    with timezone.override(program.zone):
        return render(request, "programs/learner.html", {"page": page})


@require_safe
@never_cache
@strong_sign_in_required
def learner_case(request: HttpRequest, program_id: int, learner_id: int, slug: str) -> HttpResponse:
    program = get_directed(request, program_id)
    found = get_learner(program, learner_id)
    at = timezone.now()
    page = case_page(program, found, get_case_played(program, found, slug), at)
    looked(request, program, "case", [found.pk], at)
    with timezone.override(program.zone):
        return render(request, "programs/learner_case.html", {"page": page})


@require_safe
@never_cache
@strong_sign_in_required
def trail(request: HttpRequest, program_id: int, learner_id: int, attempt_id: UUID) -> HttpResponse:
    program = get_directed(request, program_id)
    found = get_learner(program, learner_id)
    return _trail(request, program, found, _get_over(program, found, attempt_id))


@require_POST
@never_cache
@strong_sign_in_required
def note(
    request: HttpRequest, program_id: int, learner_id: int, attempt_id: UUID, position: int
) -> HttpResponse:
    program = get_directed(request, program_id)
    found = get_learner(program, learner_id)
    attempt, form = _get_over(program, found, attempt_id), WordsForm(request.POST)
    if not form.is_valid():
        return _trail(request, program, found, attempt, (position, form.complaints()))
    words, author = form.words(timezone.now()), person_of(request)
    try:
        write_note(program=program, attempt=attempt, position=position, author=author, words=words)
    except Refused as why:
        return _trail(request, program, found, attempt, (position, (str(why),)))
    return HttpResponseRedirect(f"{_address(program, found, attempt)}#notes-{position}", status=303)


def _get_over(program: Program, found: User, attempt_id: UUID) -> Attempt:
    """What is under way is told by its state alone."""
    attempt = get_known_attempt(program, attempt_id)
    if attempt.learner_id != found.pk or not attempt.is_over:
        raise Http404
    return attempt


def _trail(
    request: HttpRequest,
    program: Program,
    found: User,
    attempt: Attempt,
    refused: tuple[int, tuple[str, ...]] | None = None,
) -> HttpResponse:
    """`refused`: beside which decision words were typed that were not kept, and why; they are shown again, and the
    whole attempt with them.
    """
    page = trail_page(program, found, attempt)
    looked(request, program, "attempt", [found.pk], timezone.now())
    context = {"page": page, "typed": request.POST.get("text", "")}
    if refused:
        context |= {"refused_at": refused[0], "errors": refused[1]}
    with timezone.override(program.zone):
        return render(request, "programs/trail.html", context, status=422 if refused else 200)


def _address(program: Program, found: User, attempt: Attempt) -> str:
    return reverse("programs:trail", args=[program.pk, found.pk, attempt.pk])
