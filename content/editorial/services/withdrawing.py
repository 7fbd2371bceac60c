"""Taking back: an open round is withdrawn, a working copy goes back to what is live or to an earlier text."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from content.editorial.kinds import kind_of
from content.editorial.models import Document, Publication, ReviewRound, RoundKind, RoundState
from content.editorial.selectors import guards
from content.editorial.selectors import unmet as u
from content.editorial.services.auditing import act
from content.editorial.services.editing import note_writers
from content.editorial.services.news import tell
from content.editorial.services.refusing import as_seen, expect_one, refuse
from content.editorial.services.submitting import Submission, submitted
from npcsite.accounts.models import User
from npcsite.lib import canonical


def withdraw(*, round: ReviewRound, user: User, seen_lock: int | None = None, at: datetime) -> None:
    """The revision is kept and the working copy opens. Raises Refused or Stale.

    `seen_lock` is the version a page was opened with; None is an act without a page.
    """
    with act(actor=user, verb="withdraw", of=round, at=at):
        refuse(guards.withdrawing(round.document, user, at))
        expect_one(as_seen(round.document, seen_lock).update(lock_version=F("lock_version") + 1))
        found = ReviewRound.objects.open().filter(pk=round.pk)
        expect_one(found.update(state=RoundState.WITHDRAWN, closed_at=at))
        tell([round.claimed_by], what="withdrawn", round=round, at=at)


def discard(*, document: Document, user: User, seen_lock: int, at: datetime) -> None:
    """The working copy says again what is live. Raises Refused or Stale."""
    with act(actor=user, verb="discard", of=document, at=at) as said:
        refuse(guards.discarding(document, user, at))
        _put_back(document, document.live, seen_lock)
        document.edits.all().delete()
        said["publication"] = document.live_id


@dataclass(frozen=True, slots=True)
class Rollback:
    to: Publication
    note: str


def roll_back(
    *, document: Document, user: User, seen_lock: int, rollback: Rollback, at: datetime
) -> ReviewRound:
    """The earlier text goes to review as a new revision. Raises Refused or Stale, and then changes nothing."""
    with act(actor=user, verb="roll back", of=document, at=at) as said:
        to = rollback.to
        other = to.document_id != document.pk or to.pk == document.live_id
        refuse(guards.rolling_back(document, user, at) + ([u.OTHER_PUBLICATION] if other else []))
        _put_back(document, to, seen_lock)
        note_writers(to, at=at)
        said["publication"] = to.pk
        document.refresh_from_db()
        submission = Submission(note=rollback.note, kind=RoundKind.ROLLBACK)
        opened = submitted(document, user, document.lock_version, submission, at)
        said["round"] = opened.pk
    return opened


def _put_back(document: Document, publication: Publication | None, seen_lock: int) -> None:
    moved = Document.objects.filter(pk=document.pk, lock_version=seen_lock, retired_at__isnull=True)
    expect_one(moved.update(lock_version=F("lock_version") + 1))
    if publication is None:
        return
    manifest = canonical.decode(publication.manifest)
    kind = kind_of(document.kind)
    copy = kind.model.objects.get(pk=document.pk)
    copy.title, copy.language = manifest["title"], manifest["language"]
    try:
        with transaction.atomic():
            copy.save()
            kind.thaw(copy, canonical.decode(publication.revision.payload))
    except IntegrityError:
        refuse([u.CLASH])
