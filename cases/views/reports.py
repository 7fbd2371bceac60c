"""Reporting a problem with a step, and one's own reports with what became of them."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_playing, owner_of
from cases.forms.reporting import ReportForm
from cases.selectors.playing import Playing
from cases.selectors.reports import own_reports
from cases.services.reporting import (
    NotReported,
    Problem,
    TooManyReports,
    report_problem,
    was_reported,
)
from cases.views.layout import SeeOther, Shown, page_of, player_page, player_view


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The step's own title and nothing else of it; `is_guests`: nobody can write to its author."""

    title: str
    form: ReportForm
    back: str
    is_guests: bool


@require_http_methods(["GET", "HEAD", "POST"])
@player_view
def report(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    if playing.shown_step(position) is None:
        raise Http404
    if request.method != "POST":
        form = ReportForm(initial={"key": uuid4(), "kind": request.GET.get("kind", "")})
        return _shown(request, playing, position, form)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _shown(request, playing, position, form, status=422)
    return _sent(request, playing, position, form)


def _sent(request: HttpRequest, playing: Playing, position: int, form: ReportForm) -> HttpResponse:
    problem = Problem(position=position, **form.cleaned_data)
    is_guests = playing.attempt.learner_id is None
    try:
        # A form sent twice is known before it is counted against the limit.
        is_new = not was_reported(playing, problem.key)
        if is_guests and is_new and not ratelimit.consume(request, action="report"):
            raise TooManyReports
        report_problem(playing=playing, owner=owner_of(request), problem=problem, at=timezone.now())
    except TooManyReports:
        form.add_error(
            "words", _("Too many reports within the hour. Nothing is lost: send this one again later.")
        )
        return _shown(request, playing, position, form, status=429)
    except NotReported:
        form = ReportForm(initial={"key": uuid4(), "kind": problem.kind, "words": problem.words})
        return _shown(request, playing, problem.position, form, status=409)
    messages.success(request, _thanks(is_guests=is_guests))
    return SeeOther(page_of(playing, problem.position))


def _thanks(*, is_guests: bool) -> str:
    if is_guests:
        return _("Thank you: the editors have your report. As you have no account, nobody can write to you.")
    return _("Thank you: the editors have your report. What becomes of it stands on your page.")


def _shown(
    request: HttpRequest, playing: Playing, position: int, form: ReportForm, *, status: int = 200
) -> HttpResponse:
    step = playing.shown_step(position)
    page = ReportPage(
        title=step.title if step else "",
        form=form,
        back=page_of(playing, position),
        is_guests=playing.attempt.learner_id is None,
    )
    return player_page(request, playing, Shown("cases/report.html", page, status=status))


@require_safe
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/reports.html", {"reports": own_reports(owner_of(request))})
