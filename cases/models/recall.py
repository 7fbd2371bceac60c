"""The recall queue: a key decision a learner missed, when it comes back, and the append-only log of its answers.

Law: what an item knows of the learner's memory is the fold of its answers' ratings and times; a test computes it again.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.engine.recall import Rating
from cases.engine.state import Decided
from cases.models.attempt import Attempt, AttemptMode
from cases.models.event import read_choice
from npcsite.lib.guards import AppendOnly


@dataclass(frozen=True, slots=True)
class Memory:
    """What the scheduler keeps: stability in days, difficulty from 1 to 10; due on the exact time it gives."""

    stability: float
    difficulty: float
    reviewed_at: datetime
    due_at: datetime


class RecallRating(models.IntegerChoices):
    """In the engine's numbers, which are the scheduler's."""

    AGAIN = Rating.AGAIN.value, _("Again")
    HARD = Rating.HARD.value, _("Hard")
    GOOD = Rating.GOOD.value, _("Good")
    EASY = Rating.EASY.value, _("Easy")


class RecallSource(models.TextChoices):
    """Where an answer was given: in an attempt, or when the queue asked."""

    ATTEMPT = "attempt", _("Attempt")
    QUEUE = "queue", _("Recall")


class RecallItemQuerySet(models.QuerySet["RecallItem"]):
    def of(self, learner_id: int) -> "RecallItemQuerySet":
        return self.filter(learner=learner_id)

    def queued(self) -> "RecallItemQuerySet":
        """Not dropped; the first due first, of one attempt in the order of play."""
        return self.filter(dropped_at=None).order_by("due_at", "position", "pk")

    def due(self, at: datetime) -> "RecallItemQuerySet":
        return self.queued().filter(due_at__lte=at)

    def with_standing(self) -> "RecallItemQuerySet":
        """Brings along case, attempt and `assessed_under_way`: an assessed attempt of the learner there, not over."""
        others = Attempt.objects.in_progress().filter(
            learner=models.OuterRef("learner"),
            mode=AttemptMode.ASSESSED,
            document=models.OuterRef("document"),
        )
        under_way = models.Subquery(others.values("pk")[:1])
        # The document's own title is that of its working copy; readers are told the publication's.
        found = self.select_related("document", "attempt").defer("document__title")
        return found.annotate(assessed_under_way=under_way)


class RecallItem(models.Model):
    """`attempt` and `position` say where it was missed last; its chart is the patient's just before that decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The unique constraint below begins with it and serves as its index.
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        db_index=False,
        related_name="recall_items",
        verbose_name=_("learner"),
    )
    document = models.ForeignKey(
        "editorial.Document", on_delete=models.PROTECT, related_name="+", verbose_name=_("case")
    )
    key_decision = models.CharField(_("key decision"), max_length=64)
    step = models.CharField(_("step"), max_length=64)
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="recall_items", verbose_name=_("attempt")
    )
    position = models.PositiveSmallIntegerField(_("position in the attempt"))
    publication = models.ForeignKey(
        "editorial.Publication",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("publication it was missed under"),
    )
    stability = models.FloatField(_("stability"), help_text=_("In days."))
    difficulty = models.FloatField(_("difficulty"))
    reviewed_at = models.DateTimeField(_("last answered"))
    due_at = models.DateTimeField(_("due"))
    answer_count = models.PositiveIntegerField(_("answers"), default=0)
    dropped_at = models.DateTimeField(_("dropped by the learner"), null=True, blank=True)

    objects: ClassVar[models.Manager["RecallItem"]] = RecallItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("recall item")
        indexes = [
            models.Index(
                fields=["learner", "due_at"], condition=Q(dropped_at=None), name="recall_queue_of_a_learner"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "document", "key_decision"], name="a_key_decision_is_once_in_a_queue"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="what_is_recalled_was_decided"),
            models.CheckConstraint(condition=~Q(key_decision=""), name="what_is_recalled_is_a_key_decision"),
            models.CheckConstraint(condition=Q(stability__gt=0), name="a_stability_is_above_0"),
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=10), name="a_difficulty_lies_between_1_and_10"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("reviewed_at")), name="a_decision_comes_back_after_its_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.key_decision}"

    def get_absolute_url(self) -> str:
        return reverse("cases:recall_item", args=[self.pk])

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.reviewed_at, self.due_at)

    @memory.setter
    def memory(self, found: Memory) -> None:
        self.stability, self.difficulty = found.stability, found.difficulty
        self.reviewed_at, self.due_at = found.reviewed_at, found.due_at


class RecallAnswer(AppendOnly):
    """One answer to an item with its rating and what that did to the date; the first is the one that was missed."""

    # The unique constraint below begins with it and serves as its index.
    item = models.ForeignKey(
        RecallItem, on_delete=models.PROTECT, related_name="answers", db_index=False, verbose_name=_("item")
    )
    position = models.PositiveIntegerField(_("position"))
    key = models.UUIDField(
        _("key"), unique=True, help_text=_("Chosen by the form, so that a repeated post is known.")
    )
    source = models.CharField(_("source"), max_length=8, choices=RecallSource.choices)
    # The patient's chart was that of this attempt before its event at this position, on this publication.
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="+", verbose_name=_("attempt")
    )
    attempt_position = models.PositiveSmallIntegerField(_("position in the attempt"))
    publication = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("publication")
    )
    data = models.TextField(_("data"), help_text=_("Canonical JSON, as in an attempt's event."))
    credit = models.CharField(_("credit"), max_length=24, help_text=_("An exact fraction."))
    rating = models.PositiveSmallIntegerField(_("rating"), choices=RecallRating.choices)
    at = models.DateTimeField(_("time"))
    was_due_at = models.DateTimeField(_("was due"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))

    class Meta:
        verbose_name = _("recall answer")
        ordering = ["item_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="a_recall_item_has_one_answer_a_position"
            ),
            models.CheckConstraint(
                condition=Q(rating__in=RecallRating.values), name="a_recall_answer_has_a_rating_we_know"
            ),
            models.CheckConstraint(
                condition=Q(source__in=RecallSource.values), name="a_recall_answer_has_a_source_we_know"
            ),
            models.CheckConstraint(
                condition=Q(position=1, was_due_at=None, source=RecallSource.ATTEMPT)
                | Q(position__gt=1, was_due_at__isnull=False),
                name="the_first_recall_answer_is_the_one_missed_in_an_attempt",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("at")), name="a_recall_answer_sets_a_later_date"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.position}: {self.rating}"

    def decided(self) -> Decided:
        """What was answered, as the engine takes it."""
        return read_choice(self.data)
