"""The pages that need several apps: home, my page, help, one's own data and the way out."""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import owner_of
from cases.selectors import my_page as own
from cases.selectors.own_beside_sheets import notes_sheet, pauses_sheet, reports_sheet
from cases.selectors.own_recall_sheet import recall_sheet
from cases.selectors.own_sheets import Sheet, decisions_sheet, results_sheet
from npcsite.accounts.access import password_again_required, person_of
from npcsite.accounts.models import User
from npcsite.accounts.services.profile import skip_introduction
from npcsite.lib.sheets import csv_text
from npcsite.pages.context import viewer_of
from npcsite.pages.forms import DeleteAccountForm
from npcsite.pages.selectors.home import home_page
from npcsite.pages.selectors.personal import acted_for_the_site, personal_data, rows_of
from npcsite.pages.services.erasing import LastAdministrator, LastDirector, erase_person

SKIPPED, SKIPPED_FOR = "sample_skipped", 365 * 24 * 3600
# What a person may take along for a spreadsheet.
SHEETS: Final[Mapping[str, Callable[[int], Sheet]]] = {
    "results": results_sheet,
    "decisions": decisions_sheet,
    "recall": recall_sheet,
    "notes": notes_sheet,
    "reports": reports_sheet,
    "pauses": pauses_sheet,
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A visitor without a session cookie owns nothing, and their session is not touched to find that out."""
    viewer = viewer_of(request)
    if request.GET.get("sample") == "skip":
        return _skipped()
    page = home_page(viewer, owner_of(request), timezone.now(), skipped=SKIPPED in request.COOKIES)
    return render(request, "pages/home.html", {"page": page})


def _skipped() -> HttpResponse:
    """A guest's choice stays in their browser, so that nothing about them is kept here; no form needs a token."""
    answer = redirect("home")
    answer.set_cookie(SKIPPED, "1", max_age=SKIPPED_FOR, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return answer


@require_POST
@login_required
def skip_sample(request: HttpRequest) -> HttpResponse:
    """A person's choice goes with the account."""
    skip_introduction(person=person_of(request), at=timezone.now())
    return redirect("home")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
@never_cache
@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/my_page.html", {"page": own.my_page(person_of(request).pk, timezone.now())})


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/my_data.html")


@require_safe
@never_cache
@password_again_required
def my_data_file(request: HttpRequest) -> HttpResponse:
    """Everything that leads to the person, table by table."""
    told = {"site": settings.SITE_NAME, "made_at": timezone.now(), **dict(personal_data(person_of(request)))}
    answer = JsonResponse(told, json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_safe
@never_cache
@password_again_required
def my_sheet_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of `SHEETS`, as the address has it."""
    sheet = SHEETS[name](person_of(request).pk)
    answer = HttpResponse(csv_text(sheet.head, sheet.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="my-{name}.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@password_again_required
def delete_account(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_erased(form, person, owner_of(request).token):
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having been here."))
        return redirect("home")
    stays = {
        "attempts": rows_of("cases.Attempt", person).count(),
        "reports": rows_of("cases.ProblemReport", person).exists(),
        "acted": acted_for_the_site(person),
    }
    return render(request, "pages/delete_account.html", {"form": form, **stays})


def _is_erased(form: DeleteAccountForm, person: User, guest_token: str) -> bool:
    try:
        erase_person(person=person, guest_token=guest_token)
    except LastAdministrator:
        form.add_error(None, _("You are the last administrator: make somebody else one first."))
        return False
    except LastDirector as alone:
        said = _(
            "You alone direct %(programs)s, which has learners: appoint another director first, or archive its cohorts."
        )
        form.add_error(None, said % {"programs": alone})
        return False
    return True
