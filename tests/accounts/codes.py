"""Second factors in tests: setting one up, the code a phone would show, signing in with both."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from tests.factories import PASSWORD

LOGIN = "/accounts/login/"
CODE = "/accounts/second-factor/authenticate/"
CODE_AGAIN = "/accounts/second-factor/reauthenticate/"
SET_UP = "/accounts/second-factor/totp/activate/"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code(secret: str) -> str:
    """No code of the last or the next minute."""
    near = {format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)) for step in range(-2, 3)}
    return next(
        code for code in ("000000", "000001", "000002", "000003", "000004", "000005") if code not in near
    )


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
