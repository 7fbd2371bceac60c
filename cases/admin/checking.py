"""A case looked at as a whole before it goes to review: its map, its routes, and any step as learners will see it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.admin.pages import case_for, part_url, shown, url_of
from cases.engine import codec
from cases.engine.diagram import diagram
from cases.forms.trying import StateForm
from cases.models import Case
from cases.selectors.mapping import map_of
from cases.selectors.routes import RouteTable, route_table
from cases.selectors.trying import Trial, trial, tried
from cases.services.building import plain
from content.editorial.public import as_published
from npcsite.lib import canonical
from npcsite.lib.markdown import TooLong


@require_safe
def map_view(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_for(request, pk)
    data = plain(case)
    try:
        drawn = map_of(diagram(codec.parse(data)))
    except codec.BadScenario:
        drawn = None
    steps = {step["slug"]: part_url(case, f"steps/{step['slug']}") for step in data.get("steps", ())}
    return shown(request, "map", case, {"title": _("Map"), "map": drawn, "hrefs": steps})


@require_safe
def paths_view(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_for(request, pk)
    found = route_table(plain(case))
    context = {"title": _("Paths")}
    if isinstance(found, RouteTable):
        return shown(request, "paths", case, context | {"table": found})
    return shown(request, "paths", case, context | {"faults": found})


@require_safe
def preview_view(request: HttpRequest, pk: int, step: str = "") -> HttpResponse:
    """Everything comes in the address, so nothing is kept: no attempt, no event, no statistic."""
    case = case_for(request, pk)
    data = plain(case)
    steps = [(found["slug"], found["title"]) for found in data.get("steps", ())]
    slug = step or next((found for found, _title in steps), "")
    if slug not in dict(steps):
        raise Http404
    links = [(found, title, url_of(case, "preview_step", found)) for found, title in steps]
    context = {"case": case, "overview": url_of(case), "edit": part_url(case, f"steps/{slug}")}
    context |= {"steps": links, "slug": slug, "layout": "base.html"}
    return render(request, "admin/cases/preview.html", context | _tried(request, case, data, slug))


def _tried(request: HttpRequest, case: Case, data: Any, slug: str) -> dict[str, Any]:
    found = trial(data, slug)
    if not isinstance(found, Trial):
        return {"faults": found or (), "is_unreached": found is None}
    form = StateForm(request.GET or None, trial=found)
    values, day = form.chosen()
    try:
        published = as_published(case)
    except (canonical.Unclean, TooLong) as refused:
        return {"faults": (refused,), "is_unreached": False}
    looked_at = tried(published, found, values, day)
    return {"form": form, "page": looked_at.page, "tried": looked_at}
