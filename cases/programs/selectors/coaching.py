"""Notes on a learner's decisions and the replies to them: beside the decision, and as the learner's own list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import QuerySet

from cases.models import Attempt
from cases.programs.models import CoachingNote, Membership
from cases.selectors.assessed import closed_meanwhile
from cases.selectors.playing import title_of


@dataclass(frozen=True, slots=True)
class Written:
    """`author` is "" for somebody who has left the site."""

    author: str
    is_own: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """A note and its replies, oldest first. `read_at`: when the learner said so, or replied."""

    note_id: int
    note: Written
    replies: tuple[Written, ...]
    read_at: datetime | None
    key: UUID


@dataclass(frozen=True, slots=True)
class OwnThread:
    """A note as its learner reads it. While an assessed attempt at the case is under way it is `closed`: only that it
    is there is told.
    """

    program: str
    case_title: str
    attempt_id: UUID
    position: int
    closed: bool
    thread: Thread


def is_member(program_id: int, learner_id: int) -> bool:
    """One statement."""
    return Membership.objects.current().filter(cohort__program=program_id, learner=learner_id).exists()


def threads_of(program_id: int, attempt_id: UUID) -> Mapping[int, tuple[Thread, ...]]:
    """By the position of the decision. One statement."""
    written = CoachingNote.objects.filter(program=program_id, attempt=attempt_id).select_related("author")
    replies: defaultdict[int | None, list[CoachingNote]] = defaultdict(list)
    for one in written:
        replies[one.in_reply_to_id].append(one)
    found: defaultdict[int, tuple[Thread, ...]] = defaultdict(tuple)
    for note in replies[None]:
        found[note.position] += (thread_of(note, replies[note.pk]),)
    return found


def own_threads(learner_id: int) -> tuple[OwnThread, ...]:
    """The newest first, of every program. Four statements however many, more for publications not read yet."""
    notes = list(_notes().filter(learner=learner_id).select_related("program").order_by("-at", "-pk"))
    closed = closed_meanwhile(learner_id)
    attempts = Attempt.objects.with_rendering().in_bulk({note.attempt_id for note in notes})
    return tuple(
        OwnThread(
            program=note.program.name,
            case_title=title_of(attempts[note.attempt_id]),
            attempt_id=note.attempt_id,
            position=note.position,
            closed=note.attempt_id in closed,
            thread=thread_of(note, note.replies.all()),
        )
        for note in notes
    )


def unread_count(learner_id: int) -> int:
    """One statement."""
    return CoachingNote.objects.filter(learner=learner_id, in_reply_to=None, read_at=None).count()


def _notes() -> QuerySet[CoachingNote]:
    first = CoachingNote.objects.filter(in_reply_to=None).select_related("author")
    return first.prefetch_related("replies__author")


def thread_of(note: CoachingNote, replies: Iterable[CoachingNote]) -> Thread:
    """No statement when both come with their authors."""
    return Thread(note.pk, _written(note), tuple(_replies(replies)), note.read_at, uuid4())


def _replies(replies: Iterable[CoachingNote]) -> Iterable[Written]:
    return (_written(reply) for reply in replies)


def _written(note: CoachingNote) -> Written:
    author = str(note.author) if note.author else ""
    return Written(author, note.author_id == note.learner_id, note.text, note.at)
