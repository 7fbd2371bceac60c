"""Remarks on a revision, and settling them and the notes that came with the software."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.editorial.models import Comment, Document, Epoch, OpenNote, ReviewRound
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.services.auditing import act
from content.editorial.services.refusing import expect_one, refuse
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Remark:
    """`block` is the place as the kind names it, "" for the whole text."""

    body: str
    block: str = ""
    required: bool = False


def add_comment(*, round: ReviewRound, user: User, remark: Remark, at: datetime) -> Comment:
    """Raises Refused: only those who could judge the revision remark on it."""
    with act(actor=user, verb="comment", of=round, at=at) as said:
        newest = guards.open_round(round.document)
        refuse(
            guards.judging(round.document, user, at)
            + ([u.NOT_OPEN] if newest is not None and newest.pk != round.pk else [])
            + ([] if remark.body.strip() else [u.NO_COMMENT])
        )
        comment = Comment.objects.create(
            revision=round.revision,
            block=remark.block,
            body=remark.body.strip(),
            required=remark.required,
            author=user,
            at=at,
        )
        said["comment"] = comment.pk
    return comment


def add_notes(*, document: Document, user: User, notes: Iterable[tuple[str, str]], at: datetime) -> int:
    """Places and texts a reviewer has to check, as a file brings them; those known already are not added again.

    How many were added. None is ever taken away here. Raises Refused.
    """
    known = set(document.open_notes.values_list("place", "text"))
    new = [note for note in dict.fromkeys(notes) if note not in known]
    if not new:
        return 0
    with act(actor=user, verb="add notes", of=document, at=at) as said:
        refuse(guards.editing(document, user, at))
        OpenNote.objects.bulk_create(
            OpenNote(document_id=document.pk, place=place, text=text, noted_at=at) for place, text in new
        )
        Epoch.objects.move()
        said["notes"] = len(new)
    return len(new)


def resolve_comment(*, comment: Comment, user: User, at: datetime) -> None:
    """Raises Refused, or Stale when it is resolved already; by a demo person it is for demo people alone."""
    with act(actor=user, verb="resolve comment", of=comment, at=at):
        refuse(guards.settling(comment.revision.document, user, at))
        left = Comment.objects.open_to(user).filter(pk=comment.pk)
        expect_one(left.update(resolved_by=user, resolved_at=at))


def resolve_note(*, note: OpenNote, user: User, at: datetime) -> None:
    """A note “check before approval” was checked. Raises Refused, or Stale when it is resolved already.

    By a demo person it is settled for demo people; anybody else checks it anew, in their own name.
    """
    with act(actor=user, verb="resolve note", of=note, at=at):
        refuse(guards.settling(note.document, user, at))
        left = OpenNote.objects.open_to(user).filter(pk=note.pk)
        expect_one(left.update(resolved_by=user, resolved_at=at))
