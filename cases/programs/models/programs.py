"""A residency program, who runs it, and its cohorts."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Post(models.TextChoices):
    """What somebody does in a program: a coordinator invites and assigns, and sees no result."""

    DIRECTOR = "director", _("Director")
    COORDINATOR = "coordinator", _("Coordinator")


class ProgramQuerySet(models.QuerySet["Program"]):
    def run_by(self, user_id: int, *posts: Post) -> "ProgramQuerySet":
        """Where the person holds one of these posts today; any post when none is given."""
        held = Appointment.objects.current().filter(person_id=user_id, post__in=posts or tuple(Post))
        return self.filter(pk__in=held.values("program"))


class Program(models.Model):
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        help_text=_("Dates on its pages and in its files are in this zone, and say so."),
    )
    is_demo = models.BooleanField(
        _("simulated"), default=False, help_text=_("Its learners are simulated; every figure says so.")
    )
    # Empty: those that come with the software.
    competencies = models.TextField(_("competencies"), blank=True, help_text=_("YAML."))
    attention = models.TextField(_("attention rules"), blank=True, help_text=_("Canonical JSON."))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects: ClassVar[models.Manager["Program"]] = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_program_has_a_name"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="a_program_has_a_time_zone"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self) -> "AppointmentQuerySet":
        return self.filter(ended_at=None)


class Appointment(models.Model):
    """Somebody runs a program from–to."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="appointments", verbose_name=_("program")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    post = models.CharField(_("post"), max_length=12, choices=Post.choices)
    started_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True, blank=True)

    objects: ClassVar[models.Manager["Appointment"]] = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        ordering = ["post", "started_at"]
        constraints = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="a_post_is_one_we_know"),
            models.UniqueConstraint(
                fields=["program", "person"],
                condition=Q(ended_at=None),
                name="a_person_holds_one_post_in_a_program_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="an_appointment_does_not_end_before_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_post_display()}"


class Cohort(models.Model):
    """An intake; who is in it, and from when to when, memberships say."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="cohorts", verbose_name=_("program")
    )
    name = models.CharField(_("name"), max_length=120)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    class Meta:
        verbose_name = _("cohort")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_cohort_has_a_name"),
            models.UniqueConstraint(fields=["program", "name"], name="a_program_names_a_cohort_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)

    def at(self, moment: datetime) -> "MembershipQuerySet":
        """Those that held at the moment; the one of leaving is no longer in it."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), started_at__lte=moment)


class Membership(models.Model):
    """A learner in a cohort from–to, with what they agreed to when they joined."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("cohort")
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("learner"),
    )
    # Moving to another cohort of the program needs no new agreement, and keeps the first one's time.
    agreed_at = models.DateTimeField(_("agreed"))
    started_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True, blank=True)

    objects: ClassVar[models.Manager["Membership"]] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                condition=Q(ended_at=None),
                name="a_learner_is_in_a_cohort_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="a_membership_does_not_end_before_it_began",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__lte=models.F("started_at")), name="a_member_agreed_before_joining"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.cohort}"
