"""One trip of a revision through review, and what reviewers remark on the way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document
from content.editorial.models.revisions import Revision
from npcsite.accounts.models import User


class RoundKind(models.TextChoices):
    CHANGE = "change", _("Change")
    REAFFIRM = "reaffirm", _("Reviewed, no change")
    ROLLBACK = "rollback", _("Back to an earlier text")


class RoundState(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (RoundState.SUBMITTED, RoundState.UNDER_REVIEW)


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def open(self) -> "ReviewRoundQuerySet":
        return self.filter(state__in=OPEN)

    def submitted(self) -> "ReviewRoundQuerySet":
        return self.filter(state=RoundState.SUBMITTED)

    def under_review(self) -> "ReviewRoundQuerySet":
        return self.filter(state=RoundState.UNDER_REVIEW)


class ReviewRound(models.Model):
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("document")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("revision")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=RoundKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=RoundState.choices)
    # The round that asked for the changes this one brings.
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follows"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    approvals_needed = models.PositiveSmallIntegerField(_("approvals needed"), default=1)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claimed_rounds",
        verbose_name=_("claimed by"),
    )
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=OPEN), name="a_document_has_one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RoundKind.values), name="a_round_is_of_a_kind_we_know"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="a_round_is_in_a_state_we_know"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(closed_at__isnull=False)),
                name="a_round_is_closed_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.UNDER_REVIEW)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False, due_on__isnull=False),
                name="a_round_under_review_is_claimed_and_due",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.SUBMITTED) | Q(claimed_by__isnull=True),
                name="a_submitted_round_is_claimed_by_nobody",
            ),
            models.CheckConstraint(
                condition=Q(kind=RoundKind.REAFFIRM) | Q(submitted_by__isnull=False),
                name="a_change_is_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(claimed_by=F("submitted_by")),
                name="nobody_reviews_what_they_submitted",
            ),
            models.CheckConstraint(condition=Q(approvals_needed__gte=1), name="a_round_needs_an_approval"),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class CommentQuerySet(models.QuerySet["Comment"]):
    def unresolved(self) -> "CommentQuerySet":
        return self.filter(resolved_at__isnull=True)

    def open_to(self, user: User) -> "CommentQuerySet":
        """What a demo person has resolved is resolved for demo people alone."""
        if user.is_simulated:
            return self.unresolved()
        return self.filter(Q(resolved_at__isnull=True) | Q(resolved_by__is_simulated=True))

    def required(self) -> "CommentQuerySet":
        return self.filter(required=True)


class Comment(models.Model):
    """A remark on one block of a revision; a required one is to be resolved before anybody may approve."""

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="comments", verbose_name=_("revision")
    )
    # The place as the kind names its blocks ("body:12", "recommendations/gp-backbone"), "" for the whole text.
    block = models.CharField(_("block"), max_length=200, blank=True)
    body = models.TextField(_("comment"))
    required = models.BooleanField(_("to be resolved before approval"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    at = models.DateTimeField(_("at"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_resolved_comment_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block}: {self.body[:60]}"

    @property
    def is_settled(self) -> bool:
        """By somebody who is no demo person."""
        return self.resolved_by is not None and not self.resolved_by.is_simulated
