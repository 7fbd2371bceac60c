"""Ways into a cohort: a link mailed to one address, or a code that is read out to many."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cases.programs.models.programs import Cohort

# How long the address of an invitation that ended without anybody joining is kept; those who run the program may ask
# themselves until then why nobody came.
KEPT: Final = timedelta(days=30)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, moment: datetime) -> "InvitationQuerySet":
        """Neither taken up nor revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=moment)

    def lapsed_at(self, moment: datetime) -> "InvitationQuerySet":
        """Run out and not taken up; they still stand in the way of a new one to the address."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__lte=moment)

    def to_forget_at(self, moment: datetime) -> "InvitationQuerySet":
        """Run out or revoked long enough ago, and the address is still there; one taken up holds none."""
        over = Q(expires_at__lte=moment - KEPT) | Q(revoked_at__lte=moment - KEPT)
        return self.filter(over).exclude(email="")


class Invitation(models.Model):
    """To one address. The link holds a secret of which only the digest is kept.

    Once it is taken up a membership says who joined: address and name go, for the account may have another address.
    They go as well when it has been over for as long as `KEPT`; it counts as revoked from then on.
    """

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("cohort")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken up by"),
    )
    created_at = models.DateTimeField(_("created"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("taken up"), null=True, blank=True)

    objects: ClassVar[models.Manager["Invitation"]] = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="an_invited_address_is_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(email="", name=""),
                name="an_invitation_taken_up_holds_no_address",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(accepted_at__isnull=False) | Q(revoked_at__isnull=False),
                name="an_open_invitation_is_to_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(name=""), name="an_invitation_without_an_address_names_nobody"
            ),
            models.UniqueConstraint(
                fields=["cohort", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="an_address_is_invited_to_a_cohort_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="an_invitation_holds_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(accepted_at=None),
                name="an_invitation_taken_up_is_not_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.cohort}"


class JoinCodeQuerySet(models.QuerySet["JoinCode"]):
    def open_at(self, moment: datetime) -> "JoinCodeQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=moment)


class JoinCode(models.Model):
    """Whoever types it joins the cohort; it is shown to those who run the program, so it is kept as it is."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="join_codes", verbose_name=_("cohort")
    )
    code = models.CharField(_("code"), max_length=16, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects: ClassVar[models.Manager["JoinCode"]] = JoinCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("join code")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="a_join_code_is_not_empty"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_join_code_holds_for_a_while"
            ),
            models.UniqueConstraint(
                fields=["cohort"], condition=Q(revoked_at=None), name="a_cohort_has_one_join_code_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.code
