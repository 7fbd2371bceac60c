"""The page on which an editor notes that a source was corrected, is under concern or was retracted."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.access import editor_of, reference_for_editing
from content.admin.uses import address_of
from content.editorial.public import Reach, where_used
from content.forms.integrity import IntegrityForm
from content.models import Reference
from content.services.integrity import mark_integrity

NOTED = gettext_lazy("Noted. Every live page that cites it says so from now on.")


def integrity(request: HttpRequest, object_id: str) -> HttpResponse:
    reference = reference_for_editing(request, object_id)
    form = IntegrityForm.of(reference, request.POST or None)
    if request.method == "POST" and _is_noted(request, reference, form):
        return HttpResponseRedirect(reverse("admin:content_reference_change", args=[reference.pk]))
    context = {
        **admin.site.each_context(request),
        "title": _("Integrity of %(key)s") % {"key": reference.key},
        "reference": reference,
        "form": form,
        "notices": reference.notices.select_related("noted_by"),
        "rows": [(use, address_of(use)) for use in where_used(f"@{reference.key}")],
    }
    return render(request, "admin/content/integrity.html", context, status=422 if form.errors else 200)


def _is_noted(request: HttpRequest, reference: Reference, form: IntegrityForm) -> bool:
    if not form.is_valid():
        return False
    try:
        reached = mark_integrity(
            reference=reference, noted=form.noted(), by=editor_of(request), at=timezone.now()
        )
    except ValidationError as refused:
        form.refuse(refused)
        return False
    messages.success(request, _told(reached))
    return True


def _told(reached: tuple[Reach, ...] | None) -> str:
    if reached is None:
        return _("This was known already; nothing has changed.")
    if not reached:
        return str(NOTED)
    count = len({reach.document.pk for reach in reached})
    waiting = ngettext(
        "%(count)d text that rests on it waits to be reviewed.",
        "%(count)d texts that rest on it wait to be reviewed.",
        count,
    ) % {"count": count}
    return f"{NOTED} {waiting}"
