"""What a learner writes for themselves beside a step. It lies outside the log, so no score can depend on it."""

from typing import ClassVar, Final

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.models.attempt import Attempt

NOTE_AT_MOST: Final = 2000


class StepNoteQuerySet(models.QuerySet["StepNote"]):
    def said(self) -> "StepNoteQuerySet":
        """Without those that were emptied."""
        return self.exclude(text="", flagged=False)

    def on(self, attempt: Attempt, step: str) -> "StepNoteQuerySet":
        return self.filter(attempt=attempt, step=step)


class StepNote(models.Model):
    """A private note on a step of an attempt, a flag to look at it again, or both; whoever owns the attempt owns it.

    One that was emptied keeps its row, and with it the time of the change: else a form of before the note was first
    written could bring it back.
    """

    # The unique constraint below begins with it and serves as its index.
    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="notes", db_index=False, verbose_name=_("attempt")
    )
    step = models.SlugField(_("step"), max_length=80, db_index=False)
    text = models.TextField(_("note"), blank=True, max_length=NOTE_AT_MOST)
    flagged = models.BooleanField(_("to look at again"), default=False)
    changed_at = models.DateTimeField(_("changed"))

    objects: ClassVar[models.Manager["StepNote"]] = StepNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a step")
        verbose_name_plural = _("notes on steps")
        ordering = ["attempt_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step"], name="a_step_of_an_attempt_has_one_note"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), NOTE_AT_MOST), name="a_note_is_not_a_book"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.step}"
