"""Who answers for a case and how often it is reviewed anew: a form on the overview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.admin.overview import overview_page
from cases.admin.pages import by, case_for_editing, url_of
from cases.forms.building import SEEN
from cases.forms.steps import NewStepForm
from cases.forms.upkeep import UpkeepForm
from cases.services.building import PartMoved
from cases.services.upkeep import save_upkeep
from content.editorial.public import Refused, StaleEdit, why_locked


@require_POST
def upkeep_view(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_for_editing(request, pk)
    form = UpkeepForm(request.POST)
    if not form.is_valid():
        return overview_page(request, case, NewStepForm(), upkeep=form, status=422)
    try:
        seen = request.POST.get(SEEN, "")
        changed = save_upkeep(case=case, seen=seen, upkeep=form.upkeep(), by=by(request))
    except (PartMoved, StaleEdit, Refused):
        moved = _(
            "Somebody else saved owner or interval after you had opened this; save again to put yours in place."
        )
        form.add_error(None, why_locked(case) or moved)
        return overview_page(request, case, NewStepForm(), upkeep=form, status=409)
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return HttpResponseRedirect(f"{url_of(case)}#upkeep-title")
