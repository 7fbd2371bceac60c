"""Remarks on a revision, and settling them and the notes that came with the software."""

from dataclasses import dataclass
from datetime import datetime

from content.editorial.models import Comment, Document, OpenNote, ReviewRound
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.people import helped_to_write, is_reviewer
from content.editorial.selectors.unmet import Unmet
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
        refuse(guards.judging(round.document, user, at) + ([] if remark.body.strip() else [u.NO_COMMENT]))
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


def resolve_comment(*, comment: Comment, user: User, at: datetime) -> None:
    """Raises Refused, or Stale when it is resolved already."""
    with act(actor=user, verb="resolve comment", of=comment, at=at):
        refuse(settling(comment.revision.document, user))
        expect_one(
            Comment.objects.unresolved().filter(pk=comment.pk).update(resolved_by=user, resolved_at=at)
        )


def resolve_note(*, note: OpenNote, user: User, at: datetime) -> None:
    """A note “check before approval” was checked. Raises Refused, or Stale when it is resolved already."""
    with act(actor=user, verb="resolve note", of=note, at=at):
        refuse(settling(note.document, user))
        expect_one(OpenNote.objects.unresolved().filter(pk=note.pk).update(resolved_by=user, resolved_at=at))


def settling(document: Document, user: User) -> list[Unmet]:
    """Reviewers settle what is asked of a text, save those who wrote its newest words."""
    wrote = document.edits.filter(user=user).exists() or (
        document.head is not None and helped_to_write(user, document.head)
    )
    return ([] if is_reviewer(user) else [u.NOT_REVIEWER]) + ([u.CONTRIBUTOR] if wrote else [])
