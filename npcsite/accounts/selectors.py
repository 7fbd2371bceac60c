"""What the account's overview shows."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from npcsite.accounts.models import Role, User


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
