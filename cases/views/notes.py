"""A private note on a step: a page of its own without scripts, with htmx the part of the page it stands on."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_playing
from cases.forms.noting import NoteForm
from cases.selectors.own_notes import OwnNote, note_at, seen_of
from cases.selectors.playing import Playing
from cases.services.noting import Jotting, NoteMoved, save_note
from cases.views.layout import SeeOther, Shown, page_of, player_page, player_view, wants_fragment


@require_http_methods(["GET", "HEAD", "POST"])
@player_view
def note(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    own = note_at(playing, position)
    if own is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, playing, own)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, playing, _typed(own, form, form.complaints()), status=422)
    jotting = Jotting(form.cleaned_data["seen"], form.cleaned_data["text"], form.flagged())
    try:
        save_note(playing=playing, position=position, jotting=jotting, at=timezone.now())
    except NoteMoved as moved:
        return _shown(request, playing, _moved(own, form, moved), status=409)
    return _saved(request, playing, position)


def _typed(own: OwnNote, form: NoteForm, errors: tuple[str, ...]) -> OwnNote:
    return OwnNote(own.attempt_id, own.position, form.typed(), own.flagged, own.seen, errors=errors)


def _moved(own: OwnNote, form: NoteForm, moved: NoteMoved) -> OwnNote:
    """Both texts; saving again puts the typed one in place of the stored one."""
    told = _("The note was changed in another tab or on another device meanwhile. Saving again replaces it.")
    return OwnNote(
        own.attempt_id,
        own.position,
        form.typed(),
        moved.stored.flagged,
        seen_of(moved.stored),
        errors=(told,),
        stored=moved.stored.text,
    )


def _saved(request: HttpRequest, playing: Playing, position: int) -> HttpResponse:
    if wants_fragment(request):
        own = note_at(playing, position, _("Your note is saved."))
        return render(request, "cases/_note.html", {"note": own})
    part = "own-notes" if playing.is_over else f"note-{position}"
    return SeeOther(f"{page_of(playing, position)}#{part}")


def _shown(request: HttpRequest, playing: Playing, own: OwnNote, *, status: int = 200) -> HttpResponse:
    """Alone on its page, or with htmx the part that was sent."""
    if wants_fragment(request):
        return render(request, "cases/_note.html", {"note": own}, status=status)
    step = playing.shown_step(own.position)
    page = {"note": own, "title": step.title if step else "", "back": page_of(playing, own.position)}
    return player_page(request, playing, Shown("cases/note.html", page, status=status))
