"""The figures of a case for its authors: one version at a time, over all who played it, with nobody to be told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.admin.pages import case_for, shown
from cases.selectors.author_figures import LOOKED_AT, author_figures, versions_of
from content.editorial.public import Publication


@require_safe
def figures_view(request: HttpRequest, pk: int) -> HttpResponse:
    case, practice = case_for(request, pk), "practice" in request.GET
    versions = versions_of(case)
    chosen = _chosen(versions, request.GET.get("version", ""))
    context = {
        "title": _("Figures"),
        "versions": versions,
        "chosen": chosen,
        "practice": practice,
        "looked_at": LOOKED_AT,
        "figures": author_figures(chosen.pk, practice=practice) if chosen else None,
    }
    return shown(request, "figures", case, context)


def _chosen(versions: list[Publication], asked: str) -> Publication | None:
    """That which is asked for by the number of its revision, else the newest that was played, else the newest."""
    if asked:
        found = next((one for one in versions if str(one.revision.number) == asked), None)
        if found is None:
            raise Http404
        return found
    played = (one for one in versions if getattr(one, "is_played", False))
    return next(played, versions[0] if versions else None)
