"""What a cohort is set: cases and sections, with dates and terms. How far it is done is read, never stored."""

from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Attempt, AttemptMode
from cases.programs.models.programs import Cohort

MINUTES_AT_MOST: Final = 600


class Purpose(models.TextChoices):
    """A baseline and an end of the same cases are compared, for those who did both."""

    ORDINARY = "ordinary", _("Ordinary")
    BASELINE = "baseline", _("Baseline")
    END = "end", _("End of rotation")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        """Not cancelled."""
        return self.filter(cancelled_at=None)


class Assignment(models.Model):
    """`closes_at` None: late work is taken without an end. `threshold` is a number of 100, or none is stated."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("cohort")
    )
    title = models.CharField(_("title"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices, default=Purpose.ORDINARY)
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    mode = models.CharField(
        _("mode"), max_length=12, choices=AttemptMode.choices, default=AttemptMode.ASSESSED
    )
    certainty_asked = models.BooleanField(_("certainty is asked"), default=True)
    minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MINUTES_AT_MOST)],
        help_text=_("Before any extra time; for assessed attempts only. Empty: the case's own, or none."),
    )
    threshold = models.PositiveSmallIntegerField(
        _("threshold"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("A score of 100. Empty: none is stated, and nothing says who reached it."),
    )
    practice_closed = models.BooleanField(_("practice of its cases is closed until due"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set by"),
    )
    created_at = models.DateTimeField(_("set"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects: ClassVar[models.Manager["Assignment"]] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="an_assignment_has_a_title"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="a_purpose_is_one_we_know"),
            models.CheckConstraint(
                condition=Q(mode__in=AttemptMode.values), name="an_assignment_is_in_a_mode_we_know"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opens_at")), name="an_assignment_is_due_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gte=F("due_at")),
                name="an_assignment_closes_when_it_is_due_or_later",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None)
                | Q(mode=AttemptMode.ASSESSED, minutes__gte=1, minutes__lte=MINUTES_AT_MOST),
                name="only_assessed_work_is_limited_in_time",
            ),
            models.CheckConstraint(
                condition=Q(threshold=None) | Q(threshold__lte=100), name="a_threshold_is_a_score"
            ),
            models.CheckConstraint(
                condition=Q(practice_closed=False) | Q(mode=AttemptMode.ASSESSED),
                name="only_assessed_work_closes_practice",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssignmentItem(models.Model):
    """A case or a section of an assignment, whatever its publication on the day."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="items", verbose_name=_("assignment")
    )
    document = models.ForeignKey(
        "editorial.Document", on_delete=models.PROTECT, related_name="+", verbose_name=_("case or section")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("part of an assignment")
        ordering = ["assignment_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "document"], name="an_assignment_sets_a_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.position}"


class AssignedAttempt(models.Model):
    """That an attempt was started for a part of an assignment; the attempt knows nothing of it."""

    item = models.ForeignKey(
        AssignmentItem, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("part")
    )
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="assigned", verbose_name=_("attempt")
    )

    class Meta:
        verbose_name = _("assigned attempt")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item"], name="an_attempt_answers_a_part_of_an_assignment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.attempt_id}"


class SectionRead(models.Model):
    """A learner says that they have read an assigned section."""

    item = models.ForeignKey(
        AssignmentItem, on_delete=models.CASCADE, related_name="reads", verbose_name=_("part")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    # What was live then; a later one may say something else.
    publication = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("publication")
    )
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("section read")
        constraints = [
            models.UniqueConstraint(fields=["item", "learner"], name="a_learner_reads_a_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.learner_id}"


class Extension(models.Model):
    """One learner's later due date, with its reason; the latest one granted holds."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("assignment")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    due_at = models.DateTimeField(_("due"))
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"))

    class Meta:
        verbose_name = _("extension")
        ordering = ["granted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.learner_id}"


class Reminder(models.Model):
    """That a learner was reminded of an assignment, so that it happens once each."""

    class Kind(models.TextChoices):
        OPEN = "open", _("It is open")
        DUE_SOON = "due-soon", _("It is due soon")
        OVERDUE = "overdue", _("It is overdue")

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("assignment")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("learner")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "learner", "kind"], name="a_learner_is_reminded_once_of_each"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["open", "due-soon", "overdue"]), name="a_reminder_is_of_a_kind_we_know"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.learner_id} {self.kind}"


class NoReminders(models.Model):
    """A person who wants no reminders; unsubscribing makes the row, and nothing else is needed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("no reminders")
        verbose_name_plural = _("no reminders")

    def __str__(self) -> str:
        return str(self.person)
