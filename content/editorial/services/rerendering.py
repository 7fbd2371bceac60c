"""Replaces stored HTML when the renderer has changed, so that a mended sanitiser reaches every page."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from content.editorial.kinds import kind_of
from content.editorial.models import Epoch, Rendering
from content.editorial.services.freezing import rendered_parts
from npcsite.lib import canonical, markdown


@transaction.atomic
def rerender(*, renderings: QuerySet[Rendering], at: datetime) -> int:
    """How many were replaced. The words and their hashes stay as they are."""
    count = 0
    for old in renderings.select_related("publication__revision", "publication__document"):
        publication = old.publication
        kind = kind_of(publication.document.kind)
        parts = rendered_parts(kind, canonical.decode(publication.revision.payload))
        old.delete()
        Rendering.objects.create(
            publication=publication, renderer_version=markdown.RENDERER, parts=parts, rendered_at=at
        )
        count += 1
    if count:
        Epoch.objects.move()
    return count


def outdated_renderings() -> QuerySet[Rendering]:
    """Those another version of the renderer made, live or not: old attempts are shown with them too."""
    return Rendering.objects.exclude(renderer_version=markdown.RENDERER)
