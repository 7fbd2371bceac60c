"""The page of a form that came too late: what is stored, and the way on."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from cases.engine.words import StepKind
from cases.selectors.answers import labels
from cases.selectors.paths import decision_of
from cases.selectors.playing import Playing


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """`title` and `labels` are what is stored at the form's position; both empty when nothing is."""

    attempt_id: UUID
    position: int
    title: str
    labels: tuple[str, ...]
    over: bool

    @property
    def next(self) -> str:
        """Where it goes on."""
        return reverse("cases:debrief" if self.over else "cases:attempt", args=[self.attempt_id])


def conflict_page(playing: Playing, position: int) -> ConflictPage:
    step = playing.decided_step(position)
    if step is None or step.kind is StepKind.INFO:
        return ConflictPage(playing.attempt.pk, position, "", (), playing.is_over)
    kept = labels(step, decision_of(playing.state.visits[position - 1]))
    return ConflictPage(playing.attempt.pk, position, step.title, kept, playing.is_over)
