"""One learner's way through one publication; its state is replayed from its events and never stored."""

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.engine.state import Mode
from cases.models.case import CASE
from cases.models.owner import Owner

# What a decision sent in time may need on its way.
GRACE = timedelta(seconds=10)


class AttemptState(models.TextChoices):
    IN_PROGRESS = "in-progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    ABANDONED = "abandoned", _("Abandoned")
    EXPIRED = "expired", _("Expired")


class AttemptMode(models.TextChoices):
    """When a decision's worth is told, in the engine's words."""

    PRACTICE = Mode.PRACTICE.value, _("Practice")
    ASSESSED = Mode.ASSESSED.value, _("Assessed")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def owned_by(self, owner: Owner) -> "AttemptQuerySet":
        """A person's own, and those the same browser started as a guest and has not handed over yet."""
        mine = models.Q(pk__in=[])
        if owner.user_id is not None:
            mine |= models.Q(learner_id=owner.user_id)
        if owner.token:
            mine |= models.Q(learner=None, guest_token=owner.token)
        return self.filter(mine)

    def of_guest(self, token: str) -> "AttemptQuerySet":
        """Started without an account and not kept by anyone."""
        return self.filter(learner=None, guest_token=token) if token else self.none()

    def with_rendering(self) -> "AttemptQuerySet":
        """Brings along which rendering of the publication is current, so that reading it costs no statement more."""
        return self.annotate(rendering_id=models.F("publication__rendering__pk"))

    def with_assessed_elsewhere(self, learner_id: int) -> "AttemptQuerySet":
        """Brings along `assessed_elsewhere`: the learner's assessed attempt under way at the same case, if another."""
        others = _assessed_elsewhere().filter(learner_id=learner_id)
        return self.annotate(assessed_elsewhere=models.Subquery(others))

    def with_pause(self) -> "AttemptQuerySet":
        """Brings along `paused_since`, None while the attempt is not paused."""
        open_pause = models.FilteredRelation("pauses", condition=models.Q(pauses__resumed_at=None))
        return self.annotate(open_pause=open_pause, paused_since=models.F("open_pause__paused_at"))

    def of_cases(self) -> "AttemptQuerySet":
        """Without those at the sample, which count nowhere."""
        return self.filter(document__kind=CASE)

    def in_progress(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.IN_PROGRESS)

    def over(self) -> "AttemptQuerySet":
        return self.exclude(state=AttemptState.IN_PROGRESS)

    def overdue(self, at: datetime) -> "AttemptQuerySet":
        """Under way though their time had run out by then, grace included."""
        return self.in_progress().filter(deadline_at__lt=at - GRACE)


class Attempt(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("publication")
    )
    # The publication's; here too, so that the database can hold what is true of a learner and a case. The learner's
    # index serves it.
    document = models.ForeignKey(
        "editorial.Document",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        editable=False,
        verbose_name=_("case"),
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name=_("learner"),
    )
    guest_token = models.CharField(_("guest's token"), max_length=43, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=AttemptState.choices, default=AttemptState.IN_PROGRESS
    )
    # What the terms in the first event say; these two here too, so that rows can be chosen by it.
    mode = models.CharField(
        _("mode"), max_length=12, choices=AttemptMode.choices, default=AttemptMode.PRACTICE, editable=False
    )
    deadline_at = models.DateTimeField(_("time ends"), null=True, blank=True, editable=False)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[models.Manager["Attempt"]] = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["learner", "-started_at"], name="attempts_of_a_learner"),
            models.Index(
                fields=["guest_token"], condition=~models.Q(guest_token=""), name="attempts_of_a_guest"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=AttemptState.values), name="an_attempt_is_in_a_state_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=AttemptMode.values), name="an_attempt_is_in_a_mode_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(mode=AttemptMode.PRACTICE) | models.Q(guest_token=""),
                name="a_guest_only_practises",
            ),
            models.CheckConstraint(
                condition=models.Q(learner=None) | models.Q(guest_token=""),
                name="an_attempt_belongs_to_a_learner_or_a_guest",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AttemptState.IN_PROGRESS, ended_at=None)
                | (~models.Q(state=AttemptState.IN_PROGRESS) & models.Q(ended_at__isnull=False)),
                name="an_attempt_has_an_end_when_it_is_over",
            ),
            models.UniqueConstraint(
                fields=["learner", "document"],
                condition=models.Q(mode=AttemptMode.ASSESSED, state=AttemptState.IN_PROGRESS),
                name="one_assessed_attempt_under_way_per_learner_and_case",
            ),
            models.CheckConstraint(
                condition=models.Q(deadline_at=None)
                | models.Q(mode=AttemptMode.ASSESSED, deadline_at__gt=models.F("started_at")),
                name="only_an_assessed_attempt_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AttemptState.EXPIRED) | models.Q(deadline_at__isnull=False),
                name="only_an_attempt_with_a_deadline_expires",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("cases:attempt", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state != AttemptState.IN_PROGRESS

    def is_out_of_time(self, at: datetime) -> bool:
        """Whether no decision counts any more that arrives at `at`."""
        return self.deadline_at is not None and at > self.deadline_at + GRACE


@cache
def _assessed_elsewhere() -> models.QuerySet[Attempt, Any]:
    """The part of the subquery that is the same for everybody, built once: building it costs more than running it.

    Of one learner there is one such attempt at most, or the constraint above would not hold.
    """
    under_way = Attempt.objects.in_progress().filter(
        mode=AttemptMode.ASSESSED, document=models.OuterRef("document")
    )
    return under_way.exclude(pk=models.OuterRef("pk")).order_by().values("pk")


@cache
def played_attempts() -> AttemptQuerySet:
    """Every attempt with what its pages need beside it, to be narrowed; built once for the same reason."""
    return Attempt.objects.with_rendering().with_pause()
