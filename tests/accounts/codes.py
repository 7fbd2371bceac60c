"""Second factors in tests: setting one up, and signing in with it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.factories import PASSWORD
from tests.phone import code_for

LOGIN = "/accounts/login/"
CODE = "/accounts/second-factor/authenticate/"
CODE_AGAIN = "/accounts/second-factor/reauthenticate/"
SET_UP = "/accounts/second-factor/totp/activate/"


def give_factor(person) -> str:
    """Sets one up without any page; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def recovery_codes(person) -> list[str]:
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    return codes.wrap().get_unused_codes()


def sign_in(client: Client, person, *, secret: str | None = None, **extra):
    """By password, then with the code when there is a secret."""
    answer = client.post(LOGIN, {"login": person.email, "password": PASSWORD}, **extra)
    return client.post(CODE, {"code": code_for(secret)}, **extra) if secret else answer


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")
