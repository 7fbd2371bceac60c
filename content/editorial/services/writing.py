"""Writes the rows of a revision and of its publication: the one place where either is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from content.editorial.models import Citation, Document, Publication, Rendering, Revision
from content.editorial.services.freezing import Words, rendered_parts
from npcsite.lib import canonical, markdown


@dataclass(frozen=True, slots=True)
class Made:
    """Words, pinned to the live publications they cite; `carried` are claims that keep an older identity."""

    words: Words
    pins: Mapping[str, Publication]
    at: datetime
    carried: Mapping[str, str] = field(default_factory=dict)


def write_revision(document: Document, made: Made, **fields: Any) -> Revision:
    words = made.words
    newest = document.revisions.aggregate(number=Max("number"))["number"] or 0
    revision = Revision.objects.create(
        document_id=document.pk,
        number=newest + 1,
        payload=words.payload,
        content_hash=words.content_hash,
        cited=canonical.encode(words.citations),
        base=document.live,
        created_at=made.at,
        **fields,
    )
    Citation.objects.bulk_create(Citation(revision=revision, **cited) for cited in _citations(made))
    return revision


def write_publication(revision: Revision, made: Made) -> Publication:
    words = made.words
    manifest = words.manifest(made.pins, carried=made.carried)
    publication = Publication.objects.create(
        document_id=revision.document_id,
        revision=revision,
        manifest=manifest,
        sha256=canonical.digest(manifest),
        published_at=made.at,
    )
    Rendering.objects.create(
        publication=publication,
        renderer_version=markdown.RENDERER,
        parts=rendered_parts(words.kind, words.item.payload),
        rendered_at=made.at,
    )
    return publication


def _citations(made: Made) -> list[dict[str, Any]]:
    return [
        {
            "target": cite.target,
            "place": cite.place,
            "line": cite.line,
            "publication": made.pins.get(cite.target),
            "claim_hash": made.words.citations[cite.target].get("claim_hash", ""),
        }
        for cite in made.words.cites
    ]
