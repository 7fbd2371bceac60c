"""The editors' inbox: what learners reported, each with the step as it stood before them, and the ways to deal with it.

Nobody's name is here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from cases.admin.pages import by
from cases.forms.reporting import AnswerForm, CloseForm, MendedForm
from cases.models import Case, ProblemReport, ReportState
from cases.selectors.reports import mending, pseudonym, reported_step
from cases.services.reporting import (
    HandledMeanwhile,
    MendsNothing,
    NotAnEditor,
    answer_report,
    close_report,
    close_report_as_mended,
)
from content.admin.public import register_queue
from content.editorial.public import Queue, Row
from content.public import may_edit
from npcsite.accounts.models import User
from npcsite.accounts.reading import ReadOnlyAdmin, may_read


@dataclass(frozen=True, slots=True)
class Act:
    """`does` takes the report, what the form says besides `seen`, and who acts."""

    form: Callable[..., forms.Form]
    does: Callable[..., None]
    takes: str
    button: Any
    states: tuple[ReportState, ...] = (ReportState.OPEN, ReportState.ANSWERED)


ACTS = {
    "answer": Act(AnswerForm, answer_report, "words", lazy("Answer"), (ReportState.OPEN,)),
    "close": Act(CloseForm, close_report, "reason", lazy("Close without a change")),
    "mend": Act(MendedForm, close_report_as_mended, "fixed_in", lazy("Close as mended")),
}


@admin.register(ProblemReport)
class ProblemReportAdmin(ReadOnlyAdmin):
    list_display = ("told", "case", "step", "kind", "state", "created_at")
    list_filter = ("state", "kind", ("publication__document", admin.RelatedOnlyFieldListFilter), "created_at")
    list_select_related = ("publication__document",)
    search_fields = ("words", "answer", "reason", "step", "publication__document__title")
    date_hierarchy = "created_at"

    @admin.display(description=lazy("report"))
    def told(self, report: ProblemReport) -> str:
        return Truncator(report.words).chars(80)

    @admin.display(description=lazy("case"), ordering="publication__document__title")
    def case(self, report: ProblemReport) -> str:
        return report.publication.document.title

    def get_urls(self) -> list[Any]:
        act = path(
            "<int:pk>/act/<slug:act>/", self.admin_site.admin_view(act_view), name="cases_problemreport_act"
        )
        return [act, *super().get_urls()]

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return _shown(request, _report(request, int(object_id) if object_id.isdecimal() else 0), {})


def _report(request: HttpRequest, pk: int) -> ProblemReport:
    if not may_read(request):
        raise PermissionDenied
    # Neither database takes a larger number.
    could_be = pk <= BigIntegerField.MAX_BIGINT
    rows = ProblemReport.objects.select_related("attempt", "publication__document", "fixed_in", "handled_by")
    report = rows.filter(pk=pk).first() if could_be else None
    if report is None:
        raise Http404
    return report


def _form(name: str, report: ProblemReport, data: Any = None) -> forms.Form:
    options: dict[str, Any] = {"later": mending(report)} if name == "mend" else {}
    return ACTS[name].form(data, initial={"seen": report.state}, auto_id=f"id_{name}_%s", **options)


@require_POST
def act_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    report = _report(request, pk)
    if not may_edit(request.user):
        raise PermissionDenied
    if act not in ACTS:
        raise Http404
    form = _form(act, report, request.POST)
    if not form.is_valid():
        return _shown(request, report, {act: form}, status=422)
    try:
        _handle(request, report, ACTS[act], dict(form.cleaned_data))
    except HandledMeanwhile:
        form.add_error(
            None, _("Somebody else dealt with this report meanwhile. What is stored stands above.")
        )
        return _shown(request, _report(request, pk), {act: form}, status=409)
    messages.success(request, _("Stored. Whoever reported it reads it on their page."))
    return HttpResponseRedirect(reverse("admin:cases_problemreport_change", args=[pk]))


def _handle(request: HttpRequest, report: ProblemReport, act: Act, said: dict[str, Any]) -> None:
    if said.pop("seen") != report.state:
        raise HandledMeanwhile
    (value,) = said.values()
    try:
        act.does(report=report, by=by(request), **{act.takes: value})
    except (NotAnEditor, MendsNothing) as refused:
        raise PermissionDenied from refused


def _shown(
    request: HttpRequest, report: ProblemReport, refused: dict[str, forms.Form], *, status: int = 200
) -> HttpResponse:
    """In the site's own looks, because the step is drawn by the player's templates."""
    open_acts = [name for name, act in ACTS.items() if report.state in act.states or name in refused]
    acts = [(name, refused.get(name) or _form(name, report), ACTS[name].button) for name in open_acts]
    case = Case.objects.filter(pk=report.publication.document_id).first()
    context = {
        "report": report,
        "author": pseudonym(report),
        "shown": reported_step(report),
        "acts": acts if may_edit(request.user) else (),
        "case": case,
        "layout": "base.html",
    }
    return render(request, "admin/cases/report.html", context, status=status)


def open_reports(user: User) -> Queue:
    """On the admin's front page, the oldest first. One statement."""
    found: QuerySet[ProblemReport] = ProblemReport.objects.open().order_by("created_at")
    rows = tuple(
        Row(
            f"{report.publication.document.title}: {report.step}",
            str(report.get_kind_display()),
            reverse("admin:cases_problemreport_change", args=[report.pk]),
            Truncator(report.words).chars(80),
        )
        for report in found.select_related("publication__document")
    )
    return Queue("reports", _("Reported by learners"), _("No report waits for an answer."), rows)


register_queue(open_reports)
