"""How the texts came to be: what changed and who approved it, corrections, and the very bytes that were published."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content import access
from content.page_cache import cached_page
from content.selectors import changes as change_pages
from content.selectors import corrections as correction_pages


@require_safe
@cached_page("content/changes.html")
def changes(request: HttpRequest, kind: str, slug: str) -> dict[str, object]:
    return {"page": change_pages.page(access.newest(kind, slug))}


@require_safe
@cached_page("content/difference.html")
def difference(request: HttpRequest, kind: str, slug: str, old: int, new: int) -> dict[str, object]:
    return {"page": change_pages.difference_page(access.newest(kind, slug), old=old, new=new)}


@require_safe
@cached_page("content/corrections.html")
def corrections(request: HttpRequest) -> dict[str, object]:
    return {"page": correction_pages.page()}


@require_safe
def publication(request: HttpRequest, sha256: str) -> HttpResponse:
    """Both texts as JSON strings: once read back they are the stored bytes, so anybody can take the hashes again."""
    manifest, payload = access.publication(sha256)
    told = _("SHA-256 of `manifest` (UTF-8) is the name of this file; that of `payload` is `revision` in it.")
    body = json.dumps({"manifest": manifest, "payload": payload, "verify": told}, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
