"""The page of an impact item: what has changed, which text teaches it, who sees to it, the chief editor's waiver."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.editorial import access
from content.editorial.models import ImpactItem
from content.editorial.selectors import guards
from content.editorial.selectors.addresses import admin_address, impact_address
from content.editorial.services.impact import acknowledge_item, waive_item
from content.editorial.views.answering import REFUSALS, Answered, admin_page, done, refused
from npcsite.accounts.access import hidden_from_guests
from npcsite.accounts.models import User
from npcsite.lib import canonical


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@hidden_from_guests
def impact(request: HttpRequest, item_id: int) -> HttpResponse:
    item, person = access.impact_item(request.user, item_id), access.person(request.user)
    if request.method != "POST":
        return _page(request, item, Answered())
    typed = request.POST.get("reason", "")
    try:
        said = _acknowledge(item, person) if "acknowledge" in request.POST else _waive(item, person, typed)
    except REFUSALS as error:
        return _page(request, access.impact_item(person, item_id), refused(error, {"reason": [typed]}))
    return done(request, said, impact_address(item))


def _acknowledge(item: ImpactItem, person: User) -> str:
    acknowledge_item(item=item, user=person, at=timezone.now())
    return _("Noted. A review of the text settles the item; until then it stays in the queue.")


def _waive(item: ImpactItem, person: User, typed: str) -> str:
    waive_item(item=item, user=person, reason=canonical.clean_text(typed), at=timezone.now())
    return _("Waived. The text is taught again as it is.")


def _page(request: HttpRequest, item: ImpactItem, answered: Answered) -> HttpResponse:
    context = {
        "title": _("Impact on “%(title)s”") % {"title": item.dependent.title},
        "item": item,
        "bars": guards.waiving(item, access.person(request.user)),
        "is_to_acknowledge": not guards.acknowledging(item, access.person(request.user)),
        "unmet": answered.unmet,
        "reason": "".join(answered.typed.get("reason", ())),
        "here": impact_address(item),
        "dependent_page": admin_address(item.dependent),
        "cause_page": admin_address(item.cause.document) if item.cause else "",
        "list": reverse("admin:editorial_impactitem_changelist"),
    }
    return admin_page(request, "admin/review/impact.html", context, status=answered.status)
