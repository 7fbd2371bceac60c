"""One attempt decision by decision, as a director reads it, with the notes written beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects

from cases.models import Attempt, AttemptState
from cases.programs.models import Program
from cases.programs.selectors.coaching import Thread, is_member, threads_of
from cases.selectors import playing
from cases.selectors.debrief import Visited, decided_steps
from cases.selectors.evidence import TrialTeller
from cases.selectors.outcome import Outcome, outcome
from cases.selectors.playing import Playing
from cases.selectors.telling import Teller
from cases.selectors.timing import seconds_taken
from cases.selectors.wording import end_words
from content.public import NumberedReference, today
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`seconds` are without pauses, from what was stored before; `key` is for a note that is written on it."""

    told: Visited
    at: datetime
    seconds: int
    threads: tuple[Thread, ...]
    key: UUID


@dataclass(frozen=True, slots=True)
class TrailPage:
    """`end` is "" for an attempt that came to its ending. Notes are written to members only (`may_write`)."""

    program: Program
    learner_id: int
    name: str
    is_simulated: bool
    may_write: bool
    attempt: Attempt
    title: str
    version_at: datetime
    is_assessed: bool
    end: str
    outcome: Outcome
    decisions: tuple[DecisionRow, ...]
    references: tuple[NumberedReference, ...]


def trail_page(program: Program, learner: User, attempt: Attempt) -> TrailPage:
    """Only for an attempt that is over, which brings its rendering. Six statements however many decisions and notes,
    more where this process has not read what is published.
    """
    prefetch_related_objects([attempt], "pauses")
    played = playing.load(attempt)
    teller = Teller(played.published, today())
    result = next(one for one in attempt.results.all() if one.publication_id == attempt.publication_id)
    shown = outcome(played.scenario, result, teller)
    decisions = tuple(_decisions(program, played, TrialTeller(played.scenario, teller)))
    return TrailPage(
        program=program,
        learner_id=learner.pk,
        name=str(learner),
        is_simulated=learner.is_simulated,
        may_write=is_member(program.pk, learner.pk),
        attempt=attempt,
        title=played.published.title,
        version_at=played.published.published_at,
        is_assessed=played.is_assessed,
        end=end_words(attempt.state) if attempt.state != AttemptState.COMPLETED else "",
        outcome=shown,
        decisions=decisions,
        references=teller.references(),
    )


def _decisions(program: Program, played: Playing, trials: TrialTeller) -> Iterator[DecisionRow]:
    threads = threads_of(program.pk, played.attempt.pk)
    for told in decided_steps(played, trials):
        yield DecisionRow(
            told=told,
            at=played.events[told.position].at,
            seconds=seconds_taken(played, told.position),
            threads=threads.get(told.position, ()),
            key=uuid4(),
        )
