"""Notes on one's own decisions, and who has looked at one's record: the learner's side; a director's reply."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.programs.access import get_directed, get_note_of_program, get_own_note
from cases.programs.forms.coaching import WordsForm
from cases.programs.models import CoachingNote
from cases.programs.selectors.coaching import own_threads
from cases.programs.selectors.looks import looks_at
from cases.programs.services.coaching import mark_read, reply
from cases.programs.services.refusing import Refused
from npcsite.accounts.access import person_of, strong_sign_in_required


@require_safe
@never_cache
@login_required
def looks(request: HttpRequest) -> HttpResponse:
    return render(request, "programs/looks.html", {"looks": looks_at(person_of(request).pk)})


@require_safe
@never_cache
@login_required
def my_notes(request: HttpRequest) -> HttpResponse:
    return _mine(request)


@require_POST
@never_cache
@login_required
def read_note(request: HttpRequest, note_id: int) -> HttpResponse:
    mark_read(note=get_own_note(request, note_id), at=timezone.now())
    return HttpResponseRedirect(f"{reverse('programs:my_notes')}#note-{note_id}", status=303)


@require_POST
@never_cache
@login_required
def reply_to_note(request: HttpRequest, note_id: int) -> HttpResponse:
    note, form = get_own_note(request, note_id), WordsForm(request.POST)
    if not form.is_valid():
        return _mine(request, note_id, form.complaints())
    try:
        reply(note=note, author=person_of(request), words=form.words(timezone.now()))
    except Refused as why:
        return _mine(request, note_id, (str(why),))
    return HttpResponseRedirect(f"{reverse('programs:my_notes')}#note-{note_id}", status=303)


@require_POST
@never_cache
@strong_sign_in_required
def answer_reply(request: HttpRequest, program_id: int, note_id: int) -> HttpResponse:
    """A director goes on; what cannot be kept is shown on a page of its own with the words typed."""
    program = get_directed(request, program_id)
    note, form = get_note_of_program(program, note_id), WordsForm(request.POST)
    if not form.is_valid():
        return _not_sent(request, note, form.complaints())
    try:
        reply(note=note, author=person_of(request), words=form.words(timezone.now()))
    except Refused as why:
        return _not_sent(request, note, (str(why),))
    return HttpResponseRedirect(_beside(note), status=303)


def _mine(request: HttpRequest, refused_at: int = 0, errors: tuple[str, ...] = ()) -> HttpResponse:
    context = {
        "threads": own_threads(person_of(request).pk),
        "refused_at": refused_at,
        "errors": errors,
        "typed": request.POST.get("text", ""),
    }
    return render(request, "programs/my_notes.html", context, status=422 if errors else 200)


def _not_sent(request: HttpRequest, note: CoachingNote, errors: tuple[str, ...]) -> HttpResponse:
    context = {"errors": errors, "typed": request.POST.get("text", ""), "back": _beside(note)}
    return render(request, "programs/not_sent.html", context, status=422)


def _beside(note: CoachingNote) -> str:
    attempt_id: UUID = note.attempt_id
    trail = reverse("programs:trail", args=[note.program_id, note.learner_id, attempt_id])
    return f"{trail}#notes-{note.position}"
