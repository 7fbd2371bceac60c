"""Who a person is: an e-mail address, a name to show, an audience, and the roles site staff gave."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npcsite.lib.guards import AppendOnly


class Audience(models.TextChoices):
    """Which best describes the reader; the choice adapts the language of the article."""

    STUDENT = "student", _("Medical student")
    RESIDENT = "resident", _("Resident")
    SPECIALIST = "specialist", _("Specialist")
    OTHER = "other", _("Someone else")


class Role(models.TextChoices):
    """What site staff let a person do; directors and coordinators belong to a program instead."""

    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    CHIEF_EDITOR = "chief-editor", _("Chief editor")
    DIRECTOR = "director", _("Director")


# Who may enter the admin; a director belongs to a program instead.
EDITORIAL_ROLES = (Role.EDITOR, Role.REVIEWER, Role.CHIEF_EDITOR)


class ExtraTime(models.IntegerChoices):
    """How much longer a person may take where time is limited, in percent."""

    NONE = 0, _("no extra time")
    QUARTER = 25, _("25 % more time")
    HALF = 50, _("50 % more time")
    DOUBLE = 100, _("twice the time")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Addresses are kept in lower case; one person, one spelling."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address has an account.")}
    )
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("As it is shown to others."))
    audience = models.CharField(
        _("which best describes you"), max_length=12, choices=Audience.choices, blank=True
    )
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_simulated = models.BooleanField(
        _("simulated"),
        default=False,
        help_text=_("A demo person: in no statistic, and never signs library text."),
    )
    extra_time = models.PositiveSmallIntegerField(
        _("extra time"), choices=ExtraTime.choices, default=ExtraTime.NONE
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    introduced_at = models.DateTimeField(
        _("skipped the introduction"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Newcomers are offered one on the home page until they take it or skip it."),
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="an_email_is_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=["", *Audience.values]), name="an_audience_is_one_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(extra_time__in=ExtraTime.values), name="an_extra_time_is_one_we_give"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def has_role(self, *roles: Role) -> bool:
        """Costs one statement the first time; afterwards answered from the prefetched grants."""
        held = {grant.role for grant in self.role_grants.all()}
        return bool(held.intersection(roles))


class RoleGrant(models.Model):
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="role_grants", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    granted_at = models.DateTimeField(_("granted"), default=timezone.now)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="a_person_holds_a_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_role_is_one_we_know"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class AccountEvent(AppendOnly):
    """What was done to a person's account, and by whom; ids only and no foreign keys, so that an erased person's name
    stands nowhere while the act stays readable.
    """

    class Verb(models.TextChoices):
        GRANTED = "granted", _("gave a role")
        REVOKED = "revoked", _("took a role")
        DEACTIVATED = "deactivated", _("switched the account off")
        REACTIVATED = "reactivated", _("switched the account on")
        UNLOCKED = "unlocked", _("unlocked sign-in")
        RESET_SECOND_FACTOR = "reset-second-factor", _("reset the second factor")
        SET_EXTRA_TIME = "set-extra-time", _("set the extra time")
        ERASED = "erased", _("erased the account")

    person_id = models.BigIntegerField(_("person"), db_index=True)
    actor_id = models.BigIntegerField(_("by"), null=True, blank=True, help_text=_("Empty: the command line."))
    verb = models.CharField(_("act"), max_length=24, choices=Verb.choices)
    data = models.TextField(_("data"), default="{}", help_text=_("Canonical JSON, no names."))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("account event")
        verbose_name_plural = _("account events")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor_id=models.F("person_id")) | models.Q(actor_id__isnull=True),
                name="nobody_acts_on_their_own_account_here",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.person_id})"
