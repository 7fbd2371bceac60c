"""Who must prove more than a password, and who may administer people.

`second_factor_missing` is the one question to ask. The admin asks it for every address (`middleware.py`); other pages
take the decorator `second_factor_required`, and exports `password_again_required` as well.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from npcsite.accounts.models import Role, User

View = Callable[..., HttpResponseBase]


def person_of(request: HttpRequest) -> User:
    """For views behind a sign-in, where there is no guest."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def may_administer_people(user: User | AnonymousUser) -> bool:
    """Superusers; what they may not do to themselves, the services refuse."""
    return isinstance(user, User) and user.is_active and user.is_superuser


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whoever holds a role or may enter the admin; at most one statement."""
    return (
        settings.REQUIRE_SECOND_FACTOR
        and isinstance(user, User)
        and (user.is_staff or user.is_superuser or user.has_role(*Role))
    )


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Recovery codes alone are none; one statement."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def second_factor_missing(request: HttpRequest) -> bool:
    """True when this person needs one and this very session has not shown it: a session that was open before the
    factor was set up has shown nothing. At most two statements.
    """
    user = request.user
    return needs_second_factor(user) and not (_code_shown(request) and has_second_factor(user))


def _code_shown(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def second_factor_page(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that sets the factor up, or to the one that asks for its code and then leads back."""
    if not has_second_factor(request.user):
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{back}")


def second_factor_required(view: View) -> View:
    """For pages outside the admin that people with a role use; guests are sent to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if second_factor_missing(request):
            return second_factor_page(request)
        return view(request, *args, **kwargs)

    return login_required(guarded)


def strong_sign_in_required(view: View) -> View:
    """For pages on which everybody needs the second factor, whatever role they hold; guests are sent to sign in.

    At most one statement.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.REQUIRE_SECOND_FACTOR and not (_code_shown(request) and has_second_factor(request.user)):
            return second_factor_page(request)
        return view(request, *args, **kwargs)

    return login_required(guarded)


class SignedOut(Http404):
    """A guest asked for what only people with a right to it may know of; the page of this 404 offers to sign in."""


def hidden_from_guests(view: View) -> View:
    """For pages about what is not published: to a guest none of them exists, whether there is one or not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            raise SignedOut
        return view(request, *args, **kwargs)

    return guarded


def proved_lately(request: HttpRequest) -> bool:
    """Signed in, or asked again, within the last ten minutes (`ACCOUNT_REAUTHENTICATION_TIMEOUT`)."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def ask_password_again(request: HttpRequest) -> None:
    """As `password_again_required`, for what only few may know of: call it once they have been let in."""
    if not proved_lately(request):
        raise ReauthenticationRequired  # allauth's middleware asks, and leads back


def password_again_required(view: View) -> View:
    """For exports: asks for the password when it was last given more than ten minutes ago, then goes on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask_password_again(request)
        return view(request, *args, **kwargs)

    return login_required(guarded)
