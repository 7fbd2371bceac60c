"""What learners tell the editors about a step: a mistake, words that are unclear, a fault, or another opinion."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.models.attempt import Attempt
from cases.models.owner import Owner

REPORT_AT_MOST: Final = 2000


class ReportKind(models.TextChoices):
    WRONG = "wrong", _("Something is wrong or out of date")
    UNCLEAR = "unclear", _("Something is unclear")
    TECHNICAL = "technical", _("Something does not work")
    OTHERWISE = "otherwise", _("I would argue otherwise")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


# Stands where the words were once their author has deleted the account: place and kind stay, a person's words go.
WORDS_GONE = "(The words went with the account of who reported this.)"


class ProblemReportQuerySet(models.QuerySet["ProblemReport"]):
    def by(self, owner: Owner) -> "ProblemReportQuerySet":
        """A report is whose attempt it is, so it is kept with it at sign-in and loses its author with it."""
        return self.filter(attempt__in=Attempt.objects.owned_by(owner))

    def open(self) -> "ProblemReportQuerySet":
        return self.filter(state=ReportState.OPEN)


class ProblemReport(models.Model):
    """One report of a learner on a step as it stood in one attempt; `state_hash` names that very state."""

    key = models.UUIDField(_("key"), unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=ReportKind.choices)
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="reports", verbose_name=_("attempt")
    )
    publication = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("publication")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    step = models.SlugField(_("step"), max_length=80, db_index=False)
    state_hash = models.CharField(
        _("state"), max_length=64, help_text=_("SHA-256 of the attempt's events up to this step.")
    )
    words = models.TextField(_("words"), max_length=REPORT_AT_MOST)
    created_at = models.DateTimeField(_("reported"))
    state = models.CharField(
        _("state of the report"), max_length=8, choices=ReportState.choices, default=ReportState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True, max_length=REPORT_AT_MOST)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reason = models.TextField(_("why nothing was changed"), blank=True, max_length=REPORT_AT_MOST)
    fixed_in = models.ForeignKey(
        "editorial.Publication",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publication that mends it"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    # Who acted last; every act is a line of the audit chain.
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )

    objects: ClassVar[models.Manager["ProblemReport"]] = ProblemReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "created_at"], name="reports_in_a_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ReportKind.values), name="a_report_is_of_a_kind_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values), name="a_report_is_in_a_state_we_know"
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="a_report_says_something"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), REPORT_AT_MOST), name="a_report_is_not_a_book"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReportState.OPEN, answer="", handled_by=None)
                | (models.Q(state=ReportState.ANSWERED, handled_by__isnull=False) & ~models.Q(answer=""))
                | models.Q(state=ReportState.CLOSED, handled_by__isnull=False),
                name="a_report_is_open_until_somebody_answers_or_closes_it",
            ),
            models.CheckConstraint(
                condition=(
                    ~models.Q(state=ReportState.CLOSED) & models.Q(closed_at=None, reason="", fixed_in=None)
                )
                | (
                    models.Q(state=ReportState.CLOSED, closed_at__isnull=False)
                    & (
                        models.Q(reason="", fixed_in__isnull=False)
                        | (~models.Q(reason="") & models.Q(fixed_in=None))
                    )
                ),
                name="a_closed_report_says_why_or_what_mends_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.step}"
