"""A learner's own notes and flags: the one beside a step, and all of an attempt for its debrief."""

from dataclasses import dataclass
from uuid import UUID

from cases.models import Attempt, StepNote
from cases.selectors.playing import Playing
from npcsite.lib import canonical


@dataclass(frozen=True, slots=True)
class OwnNote:
    """`seen` is what the form was made from, so that another tab's note is not lost under it.

    `stays` leaves the one on the screen alone, with what is typed into it. `stored` is what a note that came too late
    would replace. `said` is what has just been done.
    """

    attempt_id: UUID
    position: int
    text: str = ""
    flagged: bool = False
    seen: str = ""
    stays: bool = False
    said: str = ""
    errors: tuple[str, ...] = ()
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class NotedStep:
    """`answered` steps are told further down in the debrief."""

    position: int
    slug: str
    title: str
    text: str
    flagged: bool
    answered: bool


def stored_note(attempt: Attempt, step: str) -> StepNote:
    """The row, or an unsaved empty one. One statement."""
    return StepNote.objects.on(attempt, step).first() or StepNote(attempt=attempt, step=step)


def seen_of(note: StepNote) -> str:
    """Names the note as it is; no two states of one note have the same, for the time of the change is in it."""
    at = note.changed_at.isoformat(timespec="microseconds") if note.pk else ""
    return canonical.digest(canonical.encode([note.text, note.flagged, at]))


def note_at(playing: Playing, position: int, said: str = "") -> OwnNote | None:
    """None where there is nothing to note: a step not reached, or an ending. One statement."""
    step = playing.shown_step(position)
    if step is None:
        return None
    note = stored_note(playing.attempt, step.slug)
    return OwnNote(playing.attempt.pk, position, note.text, note.flagged, seen_of(note), said=said)


def note_that_stays(playing: Playing, position: int) -> OwnNote:
    """Right after a decision its note is on the screen already. Costs no statement."""
    return OwnNote(playing.attempt.pk, position, stays=True)


def noted_steps(playing: Playing) -> tuple[NotedStep, ...]:
    """The flagged ones first, each part in the order of play. One statement."""
    notes = {note.step: note for note in StepNote.objects.said().filter(attempt=playing.attempt)}
    found = [
        _noted(playing, position, notes[visit.step])
        for position, visit in enumerate(playing.state.visits, start=1)
        if visit.step in notes
    ]
    return tuple(sorted(found, key=lambda one: not one.flagged))


def _noted(playing: Playing, position: int, note: StepNote) -> NotedStep:
    step, decided = playing.scenario.step(note.step), playing.decided_step(position)
    answered = decided is not None and decided.asks
    return NotedStep(position, step.slug, step.title, note.text, note.flagged, answered)
