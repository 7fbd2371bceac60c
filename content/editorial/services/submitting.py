"""A working copy goes to review: its words, sources and contributors are frozen and the working copy is closed."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F

from content.editorial.models import (
    ChangeClass,
    Contributor,
    Document,
    ReviewRound,
    Revision,
    RoundKind,
    RoundState,
)
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.selectors.impact import RANK, class_of
from content.editorial.selectors.unmet import Unmet
from content.editorial.selectors.words import working_copy, world_for
from content.editorial.services.auditing import act
from content.editorial.services.freezing import freeze, pins_of
from content.editorial.services.news import tell_reviewers
from content.editorial.services.refusing import expect_one, refuse
from content.editorial.services.writing import Made, write_revision
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Submission:
    """What the editor says of the change; `wording_reason` claims that every claim means what it meant before."""

    note: str
    wording_reason: str = ""
    raised_to: str = ""
    kind: RoundKind = RoundKind.CHANGE


def submit(
    *, document: Document, user: User, seen_lock: int, submission: Submission, at: datetime
) -> ReviewRound:
    """Raises Refused with every unmet guard, Stale when somebody saved meanwhile; then nothing was written."""
    with act(actor=user, verb="submit", of=document, at=at) as said:
        opened = submitted(document, user, seen_lock, submission, at)
        said |= {"round": opened.pk, "revision": opened.revision_id, "class": opened.revision.change_class}
    return opened


def submitted(
    document: Document, user: User, seen_lock: int, submission: Submission, at: datetime
) -> ReviewRound:
    """The submission as part of a larger act."""
    refuse(guards.submitting(document, user, at) + _of_the_form(document, seen_lock, submission))
    moved = Document.objects.filter(pk=document.pk, lock_version=seen_lock, retired_at__isnull=True)
    expect_one(moved.update(lock_version=F("lock_version") + 1))
    revision = _freeze(document, user, submission, at)
    Document.objects.filter(pk=document.pk).update(head=revision)
    opened = _open(document, revision, submission, at)
    tell_reviewers(opened, at=at)
    return opened


def approvals_needed(kind: str, change_class: str, *, wording_only: bool) -> int:
    """The setting `APPROVALS` names kinds and classes of change; the highest that applies counts, else one."""
    names = (kind, change_class, "wording" if wording_only else "")
    return max([1, *(settings.APPROVALS[name] for name in names if name in settings.APPROVALS)])


def proposed_class(document: Document, *, wording_only: bool = False) -> ChangeClass:
    """Of the working copy against what is live."""
    return class_of(working_copy(document), document.live, wording_only=wording_only)


def _of_the_form(document: Document, seen_lock: int, submission: Submission) -> list[Unmet]:
    reasons = []
    if not submission.note.strip():
        reasons.append(u.NO_NOTE)
    if seen_lock != document.lock_version:
        reasons.append(u.STALE)
    if submission.raised_to and submission.raised_to not in RANK:
        reasons.append(u.LOWER_CLASS)
    return reasons


def _freeze(document: Document, user: User, submission: Submission, at: datetime) -> Revision:
    item = working_copy(document)
    world = world_for(item)
    words = freeze(item, world)
    revision = write_revision(
        document,
        Made(words, pins_of(words, world), at),
        created_by=user,
        change_note=submission.note.strip(),
        change_class=_class(document, submission),
        wording_reason=submission.wording_reason.strip(),
    )
    writers = set(document.edits.values_list("user", flat=True)) | {user.pk}
    Contributor.objects.bulk_create(Contributor(revision=revision, user_id=pk) for pk in sorted(writers))
    return revision


def _class(document: Document, submission: Submission) -> str:
    proposed = proposed_class(document, wording_only=bool(submission.wording_reason.strip()))
    if not submission.raised_to:
        return proposed
    refuse([u.LOWER_CLASS] if RANK[submission.raised_to] < RANK[proposed] else [])
    return submission.raised_to


def _open(document: Document, revision: Revision, submission: Submission, at: datetime) -> ReviewRound:
    before = guards.last_round(document)
    asked = before is not None and before.state == RoundState.CHANGES_REQUESTED
    return ReviewRound.objects.create(
        document_id=document.pk,
        revision=revision,
        kind=submission.kind,
        state=RoundState.SUBMITTED,
        follows=before if asked else None,
        submitted_by_id=revision.created_by_id,
        approvals_needed=approvals_needed(
            document.kind, revision.change_class, wording_only=bool(revision.wording_reason)
        ),
        opened_at=at,
    )
