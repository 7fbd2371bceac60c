"""What every page on which a case is built, checked or read has: who may see it, its context, where it leads."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from cases.engine import editing
from cases.engine.editing import Plain
from cases.forms.building import anchor, spec_of
from cases.models import Case
from cases.services.building import By, plain
from content.admin.public import Desk, desk_for
from content.editorial.public import Fault, Severity, findings, why_locked
from content.public import may_edit
from npcsite.accounts.models import User
from npcsite.accounts.reading import may_read


@dataclass(frozen=True, slots=True)
class Finding:
    """What the lint says, and the field it says it of; `part` is the page it belongs to."""

    code: str
    severity: Severity
    place: str
    message: str
    line: int | None
    part: str
    href: str


def case_for(request: HttpRequest, pk: int) -> Case:
    """Editors, reviewers and superusers see working copies; everybody else is refused."""
    if not may_read(request):
        raise PermissionDenied
    # Neither database takes a larger number.
    could_be = pk <= BigIntegerField.MAX_BIGINT
    case = Case.objects.select_related("live").filter(pk=pk).first() if could_be else None
    if case is None:
        raise Http404
    return case  # type: ignore[return-value]


def case_for_editing(request: HttpRequest, pk: int) -> Case:
    if not may_edit(request.user):
        raise PermissionDenied
    return case_for(request, pk)


def by(request: HttpRequest) -> By:
    user: User = request.user  # type: ignore[assignment]
    return By(user, timezone.now())


def may_save(request: HttpRequest, case: Case) -> bool:
    return may_edit(request.user) and not why_locked(case)


def url_of(case: Case, page: str = "change", *args: Any) -> str:
    return reverse(f"admin:cases_case_{page}", args=[case.pk, *args])


def part_url(case: Case, part: str) -> str:
    if part.startswith("steps/"):
        return url_of(case, "step", part.removeprefix("steps/"))
    return url_of(case, "part", part)


def desk_of(case: Case | None, part: str) -> Desk:
    """What is kept of the part's form while somebody writes, by its own name. Raises Http404 for what is no part."""
    if case is None:
        raise Http404
    try:
        spec_of(part)
        editing.part(plain(case), part)
    except KeyError as missing:
        raise Http404 from missing
    return desk_for(kind=case.kind, place=f"case/{case.pk}/{part}", document=case)


def found_in(case: Case, data: Plain) -> tuple[Finding, ...]:
    """Errors first; each with the way to its field."""
    faults = sorted(findings(case), key=lambda fault: fault.severity != "error")
    return tuple(_finding(case, data, fault) for fault in faults)


def _finding(case: Case, data: Plain, fault: Fault) -> Finding:
    part, field = anchor(data, fault.place)
    known = part and (not part.startswith("steps/") or part.removeprefix("steps/") in _steps(data))
    href = f"{part_url(case, part)}#{field}" if known else ""
    return Finding(fault.code, fault.severity, fault.place, fault.message, fault.line, part, href)


def _steps(data: Plain) -> set[str]:
    return {step["slug"] for step in data.get("steps", ())}


def shown(
    request: HttpRequest, name: str, case: Case, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The template `name` with what every page of a case needs."""
    everywhere = {
        **admin.site.each_context(request),
        "case": case,
        "locked": why_locked(case),
        "may_save": may_save(request, case),
        "overview": url_of(case),
    }
    return TemplateResponse(request, f"admin/cases/{name}.html", {**everywhere, **context}, status=status)
