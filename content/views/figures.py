"""Images of figures: for everybody once a publication shows them, before that for who may read working copies."""

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content import access
from content.selectors.figures import image_name

A_YEAR = 31_536_000


@require_safe
def figure(request: HttpRequest, sha256: str, image_format: str) -> HttpResponse:
    """The name says what the image holds, so that a copy is never out of date."""
    name = image_name(sha256=sha256, image_format=image_format)
    is_public = access.figure(request, name, sha256)
    with default_storage.open(name) as image:
        response = HttpResponse(image.read(), content_type=f"image/{image_format}")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_public else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
