"""Every table that leads to a person: what of it they may take with them, and what becomes of it when they go.

A new model with a way to a person belongs here: a test walks all models and names the one that is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models.report import WORDS_GONE
from cases.selectors.assessed import closed_meanwhile, silent_meanwhile
from npcsite.accounts.models import User

Then = Literal["delete", "disown", "keep"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`ways` lead from a row to the person; `leave_out` are secrets and keys, no use to anybody; `waits` are left out
    while they would give the answers to an assessed attempt under way, and `silent` those of its own rows. `instead`
    are words put in place of a kept row's own.

    Afterwards the row is deleted, loses its owner, or is kept: then it is a part of the record of who approved what,
    or hangs on something that lost its owner. `wrote` leads to what the person did with somebody else's row: it is
    theirs to take along, and stays the other's, without them.
    """

    ways: tuple[str, ...]
    then: Then
    leave_out: tuple[str, ...] = ()
    by: Literal["id", "email"] = "id"
    waits: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    wrote: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "accounts.User": Rule(("pk",), "keep", ("password",)),  # goes, or is cleared, at the very end
        "accounts.RoleGrant": Rule(("user",), "delete"),
        "accounts.AccountEvent": Rule(("person_id", "actor_id"), "keep"),
        # By address, so before the addresses go.
        "axes.AccessAttempt": Rule(("username",), "delete", ("get_data", "post_data"), by="email"),
        "axes.AccessFailureLog": Rule(("username",), "delete", by="email"),
        "axes.AccessLog": Rule(("username",), "delete", ("session_hash",), by="email"),
        "account.EmailAddress": Rule(("user",), "delete"),
        "mfa.Authenticator": Rule(("user",), "delete", ("data",)),
        "usersessions.UserSession": Rule(("user",), "delete", ("session_key", "data")),
        "admin.LogEntry": Rule(("user",), "delete"),
        # By their attempt, so before it loses its owner.
        "cases.StepNote": Rule(("attempt__learner",), "delete", waits=("step", "text")),
        # A mistake stays one when its finder has left. The editors' words would tell in an assessed attempt.
        "cases.ProblemReport": Rule(
            ("attempt__learner",),
            "keep",
            ("key", "state_hash", "handled_by"),
            waits=("step", "position", "words", "answer", "reason", "fixed_in_id"),
            silent=("answer", "reason", "fixed_in_id"),
            instead=(("words", WORDS_GONE),),
        ),
        "cases.Attempt": Rule(("learner",), "disown", ("guest_token",)),
        "cases.AttemptEvent": Rule(("attempt__learner",), "keep", ("key",), waits=("data",)),
        "cases.Pause": Rule(("attempt__learner",), "keep"),
        "cases.Regrade": Rule(("regraded_by",), "keep"),
        # Stability and dates follow from the rating, and the rating from the answer's worth.
        "cases.RecallItem": Rule(
            ("learner",),
            "disown",
            waits=("key_decision", "step", "position", "stability", "difficulty", "due_at"),
        ),
        "cases.RecallAnswer": Rule(
            ("item__learner",), "keep", ("key",), waits=("data", "credit", "rating", "was_due_at", "due_at")
        ),
        "cases.Result": Rule(
            ("attempt__learner",),
            "keep",
            waits=(
                "breakdown",
                "decision_count",
                "sure_count",
                "sure_wrong",
                "ending",
                "harm",
                "unsafe",
            ),
        ),
        "programs.Appointment": Rule(("person",), "delete"),
        "programs.AssignedAttempt": Rule(("attempt__learner",), "keep"),
        "programs.Assignment": Rule(("created_by",), "disown"),
        # What a director writes on a decision tells its worth.
        "programs.CoachingNote": Rule(
            ("learner",), "delete", ("key",), wrote=("author",), waits=("position", "text")
        ),
        "programs.Extension": Rule(("learner",), "delete", wrote=("granted_by",)),
        # One that was taken up, or ended long ago, holds no address any more.
        "programs.Invitation": Rule(
            ("email",), "delete", ("digest",), by="email", wrote=("accepted_by", "invited_by")
        ),
        "programs.JoinCode": Rule(("created_by",), "disown"),
        "programs.Membership": Rule(("learner",), "delete"),
        "programs.NoReminders": Rule(("person",), "delete"),
        "programs.Reminder": Rule(("learner",), "delete"),
        "programs.SectionRead": Rule(("learner",), "delete"),
        "programs.Snooze": Rule(("learner",), "delete", wrote=("by",)),
        "programs.Viewing": Rule(("learner",), "delete", wrote=("viewer",)),
        "content.IntegrityNotice": Rule(("noted_by",), "keep"),
        "content.Reference": Rule(("changed_by",), "keep"),
        "editorial.AuditEvent": Rule(("actor",), "keep"),
        "editorial.Comment": Rule(("author", "resolved_by"), "keep"),
        "editorial.Contributor": Rule(("user",), "keep"),
        "editorial.Document": Rule(("owner",), "disown"),
        "editorial.Draft": Rule(("user",), "delete"),
        "editorial.Edit": Rule(("user",), "keep"),
        "editorial.ImpactItem": Rule(("settled_by",), "keep"),
        "editorial.InterestStatement": Rule(("user",), "keep"),
        "editorial.MailChoice": Rule(("user",), "delete"),
        "editorial.News": Rule(("user",), "delete"),
        "editorial.OpenNote": Rule(("resolved_by",), "keep"),
        "editorial.Retirement": Rule(("retired_by",), "keep"),
        "editorial.ReviewRound": Rule(("submitted_by", "claimed_by"), "keep"),
        "editorial.Revision": Rule(("created_by",), "keep", ("payload", "cited")),
        "editorial.Verdict": Rule(("user", "submitted_by"), "keep"),
    }
)

WAITS: Final = _("left out until your assessed attempt at this case is over")
TEACHING: Final = "a teaching text; it leads to a person only through the owner of its document"
EXEMPT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account.EmailConfirmation": "links that were mailed are signed and not stored",
        "accounts.User_groups": "nobody is put into a group; rights follow from roles",
        "accounts.User_user_permissions": "nobody is given a single right; rights follow from roles",
        "programs.AssignmentItem": "what is set to a cohort; it leads to a person only through who set it",
        **dict.fromkeys(
            (
                "cases.Case", "content.Arm", "content.Article", "content.ArticleSection", "content.Comparison",
                "content.Figure", "content.Glossary", "content.Notice", "content.Recommendation",
                "content.RecommendationSource", "content.Section", "content.Term", "content.Trial",
                "content.TrialTable", "editorial.Citation", "editorial.Publication", "editorial.Rendering",
            ),
            TEACHING,
        ),
    }
)  # fmt: skip


def rows_of(label: str, person: User) -> QuerySet[Model]:
    """The rows of one table that lead to this person."""
    rule = RULES[label]
    values = _addresses(person) if rule.by == "email" else [person.pk]
    wanted = Q()
    for way in rule.ways:
        wanted |= Q(**{f"{way}__in": values})
    return QuerySet(apps.get_model(label)).filter(wanted).order_by("pk")


def _told_rows(label: str, person: User) -> QuerySet[Model]:
    """Those, and what the person did with the rows of others."""
    wanted = Q(pk__in=rows_of(label, person).order_by().values("pk"))
    for way in RULES[label].wrote:
        wanted |= Q(**{way: person.pk})
    return QuerySet(apps.get_model(label)).filter(wanted).order_by("pk")


def _addresses(person: User) -> list[str]:
    return [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]


def personal_data(person: User) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """By table, in the order above, the rows without secrets; tables with none are left out."""
    closed, silent = closed_meanwhile(person.pk), silent_meanwhile(person.pk)
    for label, rule in RULES.items():
        fields = [
            f.attname for f in apps.get_model(label)._meta.concrete_fields if f.name not in rule.leave_out
        ]
        rows = list(_told_rows(label, person).values(*fields))
        for row in rows:
            if rule.waits and row["attempt_id"] in closed:
                row |= dict.fromkeys(rule.waits, str(WAITS))
            if rule.silent and row["attempt_id"] in silent:
                row |= dict.fromkeys(rule.silent, str(WAITS))
            if label == "cases.AttemptEvent" and row["position"] == 0 and row["attempt_id"] in silent:
                row["data"] = str(WAITS)
        if rows:
            yield label, rows


def acted_for_the_site(person: User) -> bool:
    """Whether rows of the editorial record name them: these stay, and so does a cleared account."""
    return any(
        rows_of(label, person).exists()
        for label, rule in RULES.items()
        if rule.then == "keep" and label.startswith(("editorial.", "content."))
    )
