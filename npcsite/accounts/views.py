"""The account's own pages beside allauth's, the door of the admin, and what it answers when a session has ended."""

import math
import re
from typing import Any, Final

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from npcsite.accounts.access import needs_second_factor, person_of
from npcsite.accounts.forms import ProfileForm
from npcsite.accounts.selectors import account_page
from npcsite.accounts.services.profile import change_profile
from npcsite.accounts.services.sessions import confirm_session, renew_session

FORBIDDEN = 403
# Choices, numbers and keys are made again in a moment; words are not, nor is an address or a DOI.
WORDS: Final = re.compile(r"[\s/]")
WORDY: Final = (
    "comment",
    "reason",
    "note",
    "say:",
    "waive:",
    "title",
    "name",
    "capacity",
    "interests",
    "source",
)
# What a page sends along by itself, and what is nobody's to be shown again.
SENT_ALONG: Final = ("csrfmiddlewaretoken", "seen", "next", "packed", "password")


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account.html", {"page": account_page(person_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial={"name": person.name, "audience": person.audience},
    )
    if form.is_valid():
        change_profile(person=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "accounts/profile.html", {"form": form})


def admin_door(request: HttpRequest) -> HttpResponseRedirect:
    """For staff who are signed in. No form of the admin's own is ever shown or read: it would sign in whoever knows a
    password, without the second factor.
    """
    return HttpResponseRedirect(get_next_redirect_url(request) or reverse("admin:index"))


def password_page(request: HttpRequest) -> HttpResponseRedirect:
    """In place of the admin's own."""
    return HttpResponseRedirect(reverse("account_change_password"))


class SetUpSecondFactor(ActivateTOTPView):
    """allauth's page; the session in which the factor is set up has shown it, and gets a new id."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        confirm_session(request=self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_required": needs_second_factor(self.request.user)}


class CodeAgain(ReauthenticateView):
    """allauth's page; the session gets a new id once the code is right."""

    def form_valid(self, form: Form) -> HttpResponse:
        renew_session(request=self.request)
        return super().form_valid(form)


def locked_out(request: HttpRequest, original_response: HttpResponse, credentials: Any) -> HttpResponse:
    """429 for known and unknown addresses alike, with how long to wait."""
    wait = get_cool_off(request)
    seconds = int(wait.total_seconds()) if wait else 0
    response = render(request, "accounts/locked_out.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def typed_words(request: HttpRequest) -> list[str]:
    """The texts of a form that was sent; empty when all it holds is chosen again in a moment."""
    return [
        text
        for name, texts in request.POST.lists()
        if not name.startswith(SENT_ALONG)
        for text in texts
        if text.strip() and (name.startswith(WORDY) or WORDS.search(text.strip()))
    ]


def words_given_back(request: HttpRequest) -> HttpResponse:
    """A form of the admin whose session has ended is answered with its words: a browser's way back is no help, for
    it keeps no form of a page that is never cached.
    """
    context = {"texts": typed_words(request), "here": request.get_full_path()}
    response = render(request, "accounts/ended_session.html", context, status=FORBIDDEN)
    add_never_cache_headers(response)
    return response
