"""The whole page of a working copy as readers would have it, beside the preview of one field."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.access import working_copy
from content.admin.acts import page_url
from content.editorial.public import Document
from content.selectors.audience import audience_of
from content.selectors.whole_pages import PAGES, whole_page
from npcsite.accounts.access import hidden_from_guests
from npcsite.lib.canonical import Unclean
from npcsite.lib.markdown import TooLong


@never_cache
@require_safe
@hidden_from_guests
def whole(request: HttpRequest, document_id: int) -> HttpResponse:
    """Not found for anybody who may not read working copies."""
    document = working_copy(request, document_id, kinds=PAGES)
    back = page_url(document)
    try:
        made = whole_page(document, audience=audience_of(request))
    except (Unclean, TooLong) as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(back)
    context = {"layout": made.template, "page": made.page, "back": back, "kind": document.kind}
    return render(request, "admin/content/whole.html", context)


def whole_url(document: Document) -> str:
    """Empty for a kind that has a preview of its own."""
    return reverse("content:whole", args=[document.pk]) if document.kind in PAGES else ""
