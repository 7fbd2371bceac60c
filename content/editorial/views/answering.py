"""How a page of a review is answered when its act is refused, and when it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from content.editorial.selectors.unmet import STALE, UNCLEAN, Unmet, with_details
from content.editorial.services.refusing import Refused, Stale
from npcsite.lib import canonical

UNPROCESSABLE, CONFLICT = 422, 409
# What is missing from the form alone; everything else is a conflict with what is stored.
OF_THE_FORM: Final = frozenset(
    {"no-answers", "no-comment", "no-reason", "not-correct", "not-eligible", "impact", "unclean", "no-act"}
)


class SeeOther(HttpResponseRedirect):
    """303: what was posted is stored; look there with GET."""

    status_code = 303


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes with a page: what was typed, and why the act was refused."""

    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unmet: tuple[Unmet, ...] = ()
    status: int = 200


def refused(error: Exception, typed: Mapping[str, Sequence[str]]) -> Answered:
    """The page again, with all reasons and all that was typed."""
    unmet = _reasons(error)
    of_the_form = all(reason.code in OF_THE_FORM for reason in unmet)
    return Answered(typed, unmet, UNPROCESSABLE if of_the_form else CONFLICT)


def _reasons(error: Exception) -> tuple[Unmet, ...]:
    if isinstance(error, Refused):
        return error.unmet
    if isinstance(error, canonical.Unclean):
        return (with_details(UNCLEAN, (error.message,)),)
    return (
        Unmet(STALE.code, _("Somebody else acted since you opened this page; here is how it stands now.")),
    )


REFUSALS: Final = (Refused, Stale, canonical.Unclean)


def admin_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """In the admin's own frame, without its side bar."""
    frame = {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}
    return render(request, template, {**frame, **context}, status=status)


def done(request: HttpRequest, said: str, address: str) -> HttpResponse:
    messages.success(request, said)
    return SeeOther(address)
