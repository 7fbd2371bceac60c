"""What the account's overview shows, and what administrators see of people."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from npcsite.accounts.models import AccountEvent, Role, User


@dataclass(frozen=True, slots=True)
class AccountPage:
    """`second_factor_at` and `codes_left` are None without a second factor."""

    person: User
    roles: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    second_factor_at: datetime | None
    codes_left: int | None


def account_page(person: User) -> AccountPage:
    """Three statements, however much there is."""
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=person)}
    totp, codes = factors.get(Authenticator.Type.TOTP), factors.get(Authenticator.Type.RECOVERY_CODES)
    return AccountPage(
        person=person,
        roles=role_words(person),
        unconfirmed=tuple(
            EmailAddress.objects.filter(user=person, verified=False).values_list("email", flat=True)
        ),
        second_factor_at=totp.created_at if totp else None,
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def role_words(person: User) -> tuple[str, ...]:
    """The words of the roles held, in the order of `Role`; one statement unless prefetched."""
    held = {grant.role for grant in person.role_grants.all()}
    return tuple(str(role.label) for role in Role if role in held)


def with_standing(people: QuerySet[User]) -> QuerySet[User]:
    """Adds `is_locked` (somewhere, now) and `has_factor`, and fetches the roles: two statements for any number."""
    failed = AccessAttempt.objects.filter(
        username=OuterRef("email"),
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gte=timezone.now() - get_cool_off(),
    )
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return people.annotate(is_locked=Exists(failed), has_factor=Exists(factors)).prefetch_related(
        "role_grants"
    )


def with_names(events: QuerySet[AccountEvent]) -> QuerySet[AccountEvent]:
    """Adds `person_email` and `actor_email`, None where the account is erased or the command line acted."""
    return events.annotate(
        person_email=Subquery(User.objects.filter(pk=OuterRef("person_id")).values("email")[:1]),
        actor_email=Subquery(User.objects.filter(pk=OuterRef("actor_id")).values("email")[:1]),
    )
