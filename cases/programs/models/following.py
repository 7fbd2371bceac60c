"""What directors do with what they see: notes on a decision, looks at a record, entries put aside."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Attempt
from cases.programs.models.programs import Program

COACHING_AT_MOST: Final = 4000


class CoachingNote(models.Model):
    """On one decision of a learner, by a director, or the learner's reply to it."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="coaching_notes", verbose_name=_("program")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="coaching_notes",
        verbose_name=_("learner"),
    )
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="+", verbose_name=_("attempt")
    )
    # The event of the decision.
    position = models.PositiveSmallIntegerField(_("position"))
    in_reply_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=_("on")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    key = models.UUIDField(
        _("key"), unique=True, help_text=_("Chosen by the form, so that a repeated post is known.")
    )
    text = models.TextField(_("text"), max_length=COACHING_AT_MOST)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("coaching note")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["attempt", "position"], name="coaching_notes_of_a_decision")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_coaching_note_says_something"),
            models.CheckConstraint(condition=Q(position__gt=0), name="a_coaching_note_is_on_a_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"


class Viewing(models.Model):
    """Somebody opened or exported a learner's record; the learner reads this list."""

    class Act(models.TextChoices):
        OPENED = "opened", _("opened")
        EXPORTED = "exported", _("exported")

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="viewings", verbose_name=_("program")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="viewings", verbose_name=_("learner")
    )
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    act = models.CharField(_("act"), max_length=12, choices=Act.choices)
    # A word for the page or file, such as "trail"; never a name.
    what = models.CharField(_("what"), max_length=40)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("look at a record")
        verbose_name_plural = _("looks at records")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["learner", "-at"], name="looks_at_a_learners_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=["opened", "exported"]), name="a_look_at_a_record_is_of_a_kind_we_know"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.act} {self.what}"


class Snooze(models.Model):
    """An entry of the attention list put aside until a day, with the note that says why."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="snoozes", verbose_name=_("program")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    rule = models.SlugField(_("rule"), max_length=40, db_index=False)
    note = models.CharField(_("note"), max_length=300)
    until = models.DateTimeField(_("until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("entry put aside")
        verbose_name_plural = _("entries put aside")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="an_entry_is_put_aside_for_a_reason"),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("at")), name="an_entry_is_put_aside_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.rule}"
