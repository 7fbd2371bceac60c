"""Publishes what came with the software, in one transaction and under the loader's own verdict, never a person's."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from content.editorial.kinds import LibraryItem, Note
from content.editorial.models import (
    Document,
    Epoch,
    OpenNote,
    Revision,
    Verdict,
)
from content.editorial.models.verdicts import LIBRARY_LOADER, VerdictKind
from content.editorial.selectors.impact import target_changes
from content.editorial.services.freezing import Words, freeze, pins_of, same_words
from content.editorial.services.impact import open_items, settle_items
from content.editorial.services.writing import Made, write_publication, write_revision
from content.editorial.world import World


class Outcome(StrEnum):
    """What became of a library text."""

    PUBLISHED = "published"
    NOTED = "noted"  # the words are live already; their notes or review interval were brought up to date
    UNCHANGED = "unchanged"
    KEPT = "kept"  # people have worked on the document; theirs stays


@transaction.atomic
def publish_loaded(*, item: LibraryItem, world: World, at: datetime) -> Outcome:
    """Raises LibraryFault (C001), canonical.Unclean or markdown.TooLong, and then leaves no trace."""
    document = Document.objects.at(kind=item.kind, slug=item.slug).select_related("live__revision").first()
    if document and is_peoples(document):
        return Outcome.KEPT
    words = freeze(item, world)
    if document and document.live and same_words(words, document.live):
        return Outcome.NOTED if _update_beside(document, item, at) else Outcome.UNCHANGED
    changes = target_changes(words.item, document.live if document else None)
    document = _write_working_copy(document, words)
    revision = _write_loaded(document, Made(words, pins_of(words, world), at))
    _update_notes(document, item.notes, at)
    Document.objects.filter(pk=document.pk).update(
        head=revision,
        live=revision.publication,
        lock_version=F("lock_version") + 1,
        review_every_days=item.review_every_days,
    )
    settle_items(document=document, at=at)
    open_items(cause=revision.publication, changes=changes, at=at)
    Epoch.objects.move()
    return Outcome.PUBLISHED


def is_peoples(document: Document) -> bool:
    """People reviewed what is live, saved the working copy since, retired it, or began the document themselves."""
    if document.live is None or document.retired_at is not None or document.edits.exists():
        return True
    return document.live.revision.verdicts.filter(verdict=VerdictKind.APPROVE).exists()


def _write_working_copy(document: Document | None, words: Words) -> Document:
    item, model = words.item, words.kind.model
    copy: Document = (
        model(kind=item.kind, slug=item.slug) if document is None else model.objects.get(pk=document.pk)
    )
    copy.title, copy.language = item.title, item.language
    copy.save()
    words.kind.thaw(copy, item.payload)
    return copy


def _write_loaded(document: Document, made: Made) -> Revision:
    revision = write_revision(document, made)
    Verdict.objects.create(
        revision=revision,
        actor=LIBRARY_LOADER,
        verdict=VerdictKind.LOADED,
        seen_hash=revision.content_hash,
        at=made.at,
    )
    write_publication(revision, made)
    return revision


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
    held = {(note.place, note.text): note for note in document.open_notes.select_related("resolved_by")}
    gone = [note.pk for words, note in held.items() if words not in wanted and not note.is_checked]
    new = [note for note in dict.fromkeys(notes) if (note.place, note.text) not in held]
    if gone:
        document.open_notes.filter(pk__in=gone).delete()
    if new:
        OpenNote.objects.bulk_create(
            OpenNote(document_id=document.pk, place=note.place, text=note.text, noted_at=at) for note in new
        )
    return bool(gone or new)
