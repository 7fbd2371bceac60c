"""Publishes what came with the software, in one transaction and under the loader's own verdict, never a person's."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from content.editorial.kinds import LibraryItem, Note
from content.editorial.models import (
    Citation,
    Document,
    Epoch,
    OpenNote,
    Publication,
    Rendering,
    Revision,
    Verdict,
)
from content.editorial.models.verdicts import LIBRARY_LOADER, VerdictKind
from content.editorial.services.freezing import Words, freeze, pins_of, rendered_parts, same_words
from content.editorial.world import World
from npcsite.lib import canonical, markdown


class Outcome(StrEnum):
    """What became of a library text."""

    PUBLISHED = "published"
    NOTED = "noted"  # the words are live already; their notes or review interval were brought up to date
    UNCHANGED = "unchanged"
    KEPT = "kept"  # people have worked on the document; theirs stays


@dataclass(frozen=True, slots=True)
class _Made:
    words: Words
    pins: dict[str, Publication]
    at: datetime


@transaction.atomic
def publish_loaded(*, item: LibraryItem, world: World, at: datetime) -> Outcome:
    """Raises LibraryFault (C001), canonical.Unclean or markdown.TooLong, and then leaves no trace."""
    document = Document.objects.at(kind=item.kind, slug=item.slug).select_related("live__revision").first()
    if document and is_peoples(document):
        return Outcome.KEPT
    words = freeze(item, world)
    if document and document.live and same_words(words, document.live):
        return Outcome.NOTED if _update_beside(document, item, at) else Outcome.UNCHANGED
    document = _write_working_copy(document, words)
    revision = _write_revision(document, _Made(words, pins_of(words, world), at))
    _update_notes(document, item.notes, at)
    Document.objects.filter(pk=document.pk).update(
        head=revision,
        live=revision.publication,
        lock_version=F("lock_version") + 1,
        review_every_days=item.review_every_days,
    )
    Epoch.objects.move()
    return Outcome.PUBLISHED


def is_peoples(document: Document) -> bool:
    """People approved what is live, saved the working copy since, retired it, or began the document themselves."""
    if document.live is None or document.retired_at is not None or document.edits.exists():
        return True
    return not document.live.revision.verdicts.filter(verdict=VerdictKind.LOADED).exists()


def _write_working_copy(document: Document | None, words: Words) -> Document:
    item, model = words.item, words.kind.model
    copy: Document = (
        model(kind=item.kind, slug=item.slug) if document is None else model.objects.get(pk=document.pk)
    )
    copy.title, copy.language = item.title, item.language
    copy.save()
    words.kind.thaw(copy, item.payload)
    return copy


def _write_revision(document: Document, made: _Made) -> Revision:
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
    )
    Citation.objects.bulk_create(Citation(revision=revision, **fields) for fields in _citations(made))
    Verdict.objects.create(
        revision=revision,
        actor=LIBRARY_LOADER,
        verdict=VerdictKind.LOADED,
        seen_hash=words.content_hash,
        at=made.at,
    )
    _write_publication(revision, made)
    return revision


def _write_publication(revision: Revision, made: _Made) -> None:
    words = made.words
    manifest = words.manifest(made.pins)
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


def _citations(made: _Made) -> list[dict[str, Any]]:
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


def _update_beside(document: Document, item: LibraryItem, at: datetime) -> bool:
    """What stands beside the words and is not part of them; whether anything was written."""
    overdue = document.review_every_days != item.review_every_days
    if overdue:
        Document.objects.filter(pk=document.pk).update(review_every_days=item.review_every_days)
    changed = _update_notes(document, item.notes, at) or overdue
    if changed:
        Epoch.objects.move()
    return changed


def _update_notes(document: Document, notes: tuple[Note, ...], at: datetime) -> bool:
    """Notes a person settled stay settled; unsettled ones are those of the file. Whether anything was written."""
    wanted = {(note.place, note.text) for note in notes}
    held = {(note.place, note.text): note for note in document.open_notes.all()}
    gone = [note.pk for words, note in held.items() if words not in wanted and note.resolved_at is None]
    new = [note for note in dict.fromkeys(notes) if (note.place, note.text) not in held]
    if gone:
        document.open_notes.filter(pk__in=gone).delete()
    if new:
        OpenNote.objects.bulk_create(
            OpenNote(document_id=document.pk, place=note.place, text=note.text, noted_at=at) for note in new
        )
    return bool(gone or new)
