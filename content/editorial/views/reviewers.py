"""A reviewer's own pages: the conflict-of-interest statement, and what they have said so far."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.editorial import access
from content.editorial.forms import StatementForm
from content.editorial.models import InterestStatement
from content.editorial.selectors.people import newest_statement, verdicts_of
from content.editorial.services.stating import Statement, state_interests
from content.editorial.views.answering import UNPROCESSABLE, admin_page, done
from npcsite.accounts.models import User

VERDICTS_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def statement(request: HttpRequest) -> HttpResponse:
    person = access.reviewer(request.user)
    newest = newest_statement(person)
    if request.method != "POST":
        return _statement(request, StatementForm(initial=_as_said(person, newest)), newest)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _statement(request, form, newest)
    said = {name: form.cleaned_data[name] for name in ("name", "capacity", "interests")}
    made = state_interests(user=person, statement=Statement(**said), at=timezone.now())
    until = _("Thank you. Your statement counts until %(day)s.") % {"day": date_format(made.expires_on)}
    return done(request, until, _back(request) or reverse("editorial:statement"))


@never_cache
@require_safe
@login_required
def verdicts(request: HttpRequest) -> HttpResponse:
    person = access.reviewer(request.user)
    page = Paginator(verdicts_of(person), VERDICTS_A_PAGE).get_page(request.GET.get("page"))
    return admin_page(
        request, "admin/review/verdicts.html", {"title": _("What you have decided"), "verdicts": page}
    )


def _statement(request: HttpRequest, form: StatementForm, newest: InterestStatement | None) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("Your conflict-of-interest statement"),
        "form": form,
        "newest": newest,
        "is_valid": newest is not None and newest.expires_on >= timezone.localdate(),
        "days": settings.STATEMENT_DAYS,
        "next": _back(request),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return admin_page(request, "admin/review/statement.html", context, status=status)


def _as_said(person: User, newest: InterestStatement | None) -> dict[str, str]:
    if newest is None:
        return {"name": person.name}
    return {"name": newest.name, "capacity": newest.capacity, "interests": newest.interests}


def _back(request: HttpRequest) -> str:
    """Where the person came from, when that is a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None, require_https=request.is_secure())
    return asked if safe and asked.startswith("/") else ""
