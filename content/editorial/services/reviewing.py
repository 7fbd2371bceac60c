"""What a reviewer's page sends: one act, with all that was typed beside it, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.editorial.models import Comment, Document, OpenNote, ReviewRound
from content.editorial.selectors import unmet as u
from content.editorial.services.claiming import claim, decline, reassign, release
from content.editorial.services.commenting import Remark, add_comment, resolve_comment, resolve_note
from content.editorial.services.drafts import Typed, drop_draft, keep_draft
from content.editorial.services.judging import Judgement, approve, request_changes
from content.editorial.services.reaffirming import reaffirm
from content.editorial.services.refusing import Refused, refuse
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was sent: the button, what was typed, and the row an act is about.

    `typed` is kept as a draft, so that nothing is lost between a remark and the verdict.
    """

    act: str
    judgement: Judgement
    remarks: tuple[Remark, ...] = ()
    reason: str = ""
    to: User | None = None
    comment: Comment | None = None
    note: OpenNote | None = None
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)


def review_place(round: ReviewRound) -> str:
    return f"review/{round.pk}"


def reaffirm_place(document: Document) -> str:
    return f"reaffirm/{document.pk}"


@transaction.atomic
def send_review(*, round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    """What has happened, in a sentence. Raises Refused or Stale, and then nothing was written."""
    if sheet.act not in _ACTS:
        raise Refused([u.NO_ACT])
    _refuse_unseen(round, sheet)
    said = _ACTS[sheet.act](round, user, sheet, at)
    _keep(round.document, review_place(round), user, sheet, at)
    return said


@transaction.atomic
def send_reaffirmation(*, document: Document, user: User, sheet: Sheet, at: datetime) -> str:
    """The same for “reviewed, no change”."""
    if sheet.act == "reaffirm":
        reaffirm(document=document, user=user, judgement=sheet.judgement, at=at)
        said = _("Recorded: you have reviewed this text and found nothing to change.")
    elif sheet.act in _SETTLING:
        refuse([] if _saw_live(document, sheet) else [u.SEEN_OTHER])
        said = _SETTLING[sheet.act](user, sheet, at)
    else:
        raise Refused([u.NO_ACT])
    _keep(document, reaffirm_place(document), user, sheet, at)
    return said


def _refuse_unseen(round: ReviewRound, sheet: Sheet) -> None:
    """Every act of the page is on the very text it showed."""
    seen = (sheet.judgement.seen_hash, sheet.judgement.seen_lock)
    lock = Document.objects.values_list("lock_version", flat=True).get(pk=round.document_id)
    same = seen == (round.revision.content_hash, lock)
    refuse([] if same or sheet.act in _VERDICTS else [u.SEEN_OTHER])


def _saw_live(document: Document, sheet: Sheet) -> bool:
    """The words alone: a colleague's work on the next text does not touch what is live."""
    return document.live is not None and sheet.judgement.seen_hash == document.live.revision.content_hash


def _claim(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    claim(round=round, user=user, at=at)
    return _("This review is yours.")


def _release(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    release(round=round, user=user, at=at)
    return _("Released: another reviewer can claim it.")


def _decline(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    decline(round=round, user=user, reason=sheet.reason, at=at)
    return _("Declined: the chief editors are told, and another reviewer can claim it.")


def _reassign(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    if sheet.to is None:
        raise Refused([u.NOT_A_REVIEWER_OF_IT])
    reassign(round=round, user=user, to=sheet.to, at=at)
    return _("This review is %(name)s's now.") % {"name": sheet.to}


def _remark(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    refuse([] if sheet.remarks else [u.NO_COMMENT])
    _add(round, user, sheet, at)
    return _("Added; who wrote the text reads it with your verdict.")


def _request_changes(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    _add(round, user, sheet, at)
    request_changes(round=round, user=user, judgement=sheet.judgement, at=at)
    return _("Changes requested: the text is open again for those who write it.")


def _approve(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    _add(round, user, sheet, at)
    if approve(round=round, user=user, judgement=sheet.judgement, at=at) is not None:
        return _("Approved and published: readers see it now.")
    return _("Approved. Readers see it once another reviewer has approved it as well.")


def _keep_only(user: User, sheet: Sheet, at: datetime) -> str:
    return _("Kept for you alone; it is here again when you come back.")


def _add(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> None:
    """What was typed beside a block goes with the act, whichever button was pressed."""
    for remark in sheet.remarks:
        add_comment(round=round, user=user, remark=remark, at=at)


def _resolve_comment(user: User, sheet: Sheet, at: datetime) -> str:
    if sheet.comment is None:
        raise Refused([u.NO_ACT])
    resolve_comment(comment=sheet.comment, user=user, at=at)
    return _("Resolved.")


def _resolve_note(user: User, sheet: Sheet, at: datetime) -> str:
    if sheet.note is None:
        raise Refused([u.NO_ACT])
    resolve_note(note=sheet.note, user=user, at=at)
    return _("Checked off.")


def _resolve(round: ReviewRound, user: User, sheet: Sheet, at: datetime) -> str:
    return _SETTLING[sheet.act](user, sheet, at)


_SETTLING: Final[Mapping[str, Callable[[User, Sheet, datetime], str]]] = MappingProxyType(
    {"resolve-comment": _resolve_comment, "resolve-note": _resolve_note, "keep": _keep_only}
)
_ACTS: Final[Mapping[str, Callable[[ReviewRound, User, Sheet, datetime], str]]] = MappingProxyType(
    {
        "claim": _claim,
        "release": _release,
        "decline": _decline,
        "reassign": _reassign,
        "comment": _remark,
        "request_changes": _request_changes,
        "approve": _approve,
        **dict.fromkeys(_SETTLING, _resolve),
    }
)
# These compare what was seen by themselves, and name it among all that bars them.
_VERDICTS: Final = ("approve", "request_changes")
_REMARKING: Final = ("comment", *_VERDICTS)
_ENDING: Final = (*_VERDICTS, "reaffirm", "decline")


def _keep(document: Document, place: str, user: User, sheet: Sheet, at: datetime) -> None:
    """Remarks that were added are no longer typed, and after a verdict nothing is."""
    left = {} if sheet.act in _ENDING else sheet.typed
    if sheet.act in _REMARKING:
        left = {name: values for name, values in left.items() if not name.startswith(("say:", "must:"))}
    keep_typed(user=user, document=document, typed=Typed(place, left, sheet.judgement.seen_lock), at=at)


@transaction.atomic
def keep_typed(*, user: User, document: Document, typed: Typed, at: datetime) -> None:
    """A draft of what is still to be sent, and none when nothing is. Raises canonical.Unclean."""
    left = {name: values for name, values in typed.fields.items() if any(values)}
    if left:
        kept = Typed(typed.place, left, max(typed.seen_lock, 0))
        keep_draft(user=user, document=document, typed=kept, at=at)
    else:
        drop_draft(user=user, place=typed.place)
