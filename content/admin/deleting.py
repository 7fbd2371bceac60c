"""The page on which an editor takes a reference that nothing cites out of the library."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.access import editor_of, reference_for_editing
from content.models import Reference
from content.services.reference_deleting import StillNeeded, delete_reference, why_kept

CONFLICT = 409


def deletion(request: HttpRequest, object_id: str) -> HttpResponse:
    """Asks before it acts."""
    reference = reference_for_editing(request, object_id)
    if request.method != "POST":
        return _page(request, reference, why_kept(reference))
    try:
        delete_reference(reference=reference, by=editor_of(request), at=timezone.now())
    except StillNeeded as needed:
        return _page(request, reference, needed.reasons, status=CONFLICT)
    messages.success(request, _("%(key)s was deleted.") % {"key": reference.key})
    return HttpResponseRedirect(reverse("admin:content_reference_changelist"))


def _page(
    request: HttpRequest, reference: Reference, reasons: tuple[str, ...], *, status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Delete %(key)s") % {"key": reference.key},
        "reference": reference,
        "reasons": reasons,
    }
    return render(request, "admin/content/reference_deletion.html", context, status=status)
