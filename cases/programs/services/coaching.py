"""A director writes a note on a decision; its learner reads it and replies, and the director may answer again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.models import Attempt, AttemptEvent, EventKind
from cases.programs.models import CoachingNote, Program
from cases.programs.selectors.coaching import is_member
from cases.programs.services.refusing import Refused
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Words:
    """`key` is chosen by the form, so that a repeated post is known."""

    key: UUID
    text: str
    at: datetime


def write_note(
    *, program: Program, attempt: Attempt, position: int, author: User, words: Words
) -> CoachingNote:
    """On an attempt that is over and that the program knows. A repeated post gives the first one's. Raises Refused."""
    if not attempt.is_over or attempt.learner_id is None:
        raise Refused("This attempt is still under way; notes are written once it is over.")
    _refuse_who_left(program.pk, attempt.learner_id)
    decided = AttemptEvent.objects.filter(attempt=attempt, position=position, kind=EventKind.DECIDED)
    if not decided.exists():
        raise Refused("Nothing was decided there. Open the attempt again and write beside a decision.")
    note = CoachingNote(
        program=program, learner_id=attempt.learner_id, attempt=attempt, position=position, author=author
    )
    return _keep(note, words)


def reply(*, note: CoachingNote, author: User, words: Words) -> CoachingNote:
    """By the learner, which says that they read it, or by a director while the learner is a member. A repeated post
    gives the first one's reply. Raises Refused.
    """
    if author.pk != note.learner_id:
        _refuse_who_left(note.program_id, note.learner_id)
    answer = CoachingNote(
        program_id=note.program_id,
        learner_id=note.learner_id,
        attempt_id=note.attempt_id,
        position=note.position,
        in_reply_to=note,
        author=author,
    )
    with transaction.atomic():
        kept = _keep(answer, words)
        if author.pk == note.learner_id:
            mark_read(note=note, at=words.at)
    return kept


def mark_read(*, note: CoachingNote, at: datetime) -> None:
    """The first time stays."""
    CoachingNote.objects.filter(pk=note.pk, read_at=None).update(read_at=at)


def _refuse_who_left(program_id: int, learner_id: int) -> None:
    if not is_member(program_id, learner_id):
        raise Refused("The learner has left this program, so nothing more is written to them.")


def _keep(note: CoachingNote, words: Words) -> CoachingNote:
    note.key, note.text, note.at = words.key, words.text, words.at
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        known = CoachingNote.objects.filter(
            key=words.key, author=note.author, attempt=note.attempt_id
        ).first()
        if known is None:
            raise Refused("This page was used for other words. Open it again and send them once.") from None
        return known
    return note
