"""The page after the ending: the result and its arithmetic, the harm done, both paths, and every reason once more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.safestring import SafeString

from cases.models import Attempt, Regrade, Result
from cases.selectors import answers
from cases.selectors.assessed import Counting, assessed_of
from cases.selectors.certainty import CertaintyReport, certainty_report
from cases.selectors.comparing import Compared, compared
from cases.selectors.evidence import Evidence, TrialTeller
from cases.selectors.feedback import supporting
from cases.selectors.outcome import Outcome, outcome
from cases.selectors.paths import asked, decision_of
from cases.selectors.peers import Peers, peers_of
from cases.selectors.playing import Playing
from cases.selectors.retrying import Missed, missed_of
from cases.selectors.telling import Teller, address_of
from cases.selectors.wording import whole
from content.public import Box, NumberedReference, today

TO_READ_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Visited:
    """A decided step with every option's reasons; `peers` in the learner's own debrief, where enough chose."""

    slug: str
    position: int
    title: str
    question: str
    day: int
    certainty: int | None
    given: answers.Given
    chosen: tuple[answers.Told, ...]
    missed: tuple[answers.Told, ...]
    others: tuple[answers.Told, ...]
    recommendations: tuple[Box, ...]
    evidence: Evidence | None
    peers: Peers | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended for the patient; both texts are empty when the attempt was cut short.

    `is_certified` is whether a page certifies that it came to this end: for learners, not for guests.
    """

    title: str
    body: SafeString
    is_certified: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Regraded:
    """The score on a corrected publication of the case, and why; the one above it stays."""

    score: int
    unsafe: bool
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """`state` tells an attempt given up, or out of time, from a finished one: what was not reached earned nothing.

    `counting` is the assessed attempt that counts, None after practice.
    """

    attempt_id: UUID
    case_slug: str
    case_title: str
    state: str
    counting: Counting | None
    day: int
    outcome: Outcome
    regraded: tuple[Regraded, ...]
    ending: Ending
    paths: Compared
    certainty: CertaintyReport | None
    certainty_asked: bool
    missed: Missed | None
    visited: tuple[Visited, ...]
    objectives: tuple[str, ...]
    references: tuple[NumberedReference, ...]
    sections: tuple[Link, ...]
    again_key: UUID


def debrief_page(playing: Playing) -> DebriefPage:
    """Only for an attempt that is over. Two statements (results, integrity), more when assessed or regraded, and at
    most three for what others chose.
    """
    attempt, scenario, teller = playing.attempt, playing.scenario, Teller(playing.published, today())
    result, regraded = _results(attempt)
    # In the order of the page, because the numbers of citations are given as things are told.
    ending, shown = _ending(playing, teller), outcome(scenario, result, teller)
    visited = decided_steps(playing, TrialTeller(scenario, teller))
    return DebriefPage(
        attempt_id=attempt.pk,
        case_slug=playing.published.slug,
        case_title=playing.published.title,
        state=attempt.state,
        counting=_counting(playing),
        day=result.day,
        outcome=shown,
        regraded=regraded,
        ending=ending,
        paths=compared(playing, result.parts()["key_decisions"]),
        certainty=certainty_report(playing),
        certainty_asked=playing.state.started.certainty_asked,
        missed=missed_of(playing),
        visited=_with_peers(playing, visited),
        objectives=scenario.objectives,
        references=teller.references(),
        sections=_to_read(visited),
        again_key=uuid4(),
    )


def _results(attempt: Attempt) -> tuple[Result, tuple[Regraded, ...]]:
    """The attempt's own, and those on corrected publications."""
    results = list(attempt.results.all())
    own = next(found for found in results if found.publication_id == attempt.publication_id)
    others = [found for found in results if found != own]
    reasons = _reasons(attempt) if others else {}
    return own, tuple(_regraded(found, reasons) for found in others)


def _regraded(result: Result, reasons: Mapping[tuple[int, datetime], str]) -> Regraded:
    why = reasons.get((result.publication_id, result.at), "")
    return Regraded(whole(result.score), result.unsafe, result.at, why)


def _reasons(attempt: Attempt) -> dict[tuple[int, datetime], str]:
    """By what was scored on and when."""
    done = Regrade.objects.filter(old=attempt.publication_id)
    return {(one.new_id, one.at): one.reason for one in done}


def _counting(playing: Playing) -> Counting | None:
    learner_id = playing.attempt.learner_id
    if not playing.is_assessed or learner_id is None:
        return None
    return assessed_of(playing.published.document_id, learner_id).counting


def _ending(playing: Playing, teller: Teller) -> Ending:
    if not playing.state.over:
        return Ending("", SafeString(""))
    step = playing.step
    is_learners = playing.attempt.learner_id is not None
    return Ending(step.title, teller.part(f"steps/{step.slug}/body"), is_certified=is_learners)


def decided_steps(playing: Playing, trials: TrialTeller) -> tuple[Visited, ...]:
    """Every decision with all that may be said of it once the attempt is over, in order."""
    return tuple(_visited(playing, trials, position) for position in asked(playing))


def _visited(playing: Playing, trials: TrialTeller, position: int) -> Visited:
    teller = trials.teller
    visit = playing.state.visits[position - 1]
    step = playing.scenario.step(visit.step)
    decided = decision_of(visit)
    groups, given = answers.parted(step, decided.picks), answers.given(teller, step, decided)
    chosen, missed, others = (
        answers.told(teller, step, group) for group in (groups.chosen, groups.missed, groups.others)
    )
    return Visited(
        slug=step.slug,
        position=position,
        title=step.title,
        question=step.question,
        day=visit.day,
        certainty=decided.certainty,
        given=given,
        chosen=chosen,
        missed=missed,
        others=others,
        recommendations=teller.recommendations(supporting(step, groups.chosen)),
        evidence=trials.evidence(step),
    )


def _with_peers(playing: Playing, visited: tuple[Visited, ...]) -> tuple[Visited, ...]:
    told = peers_of(playing)
    return tuple(replace(step, peers=told.get(step.slug)) for step in visited)


def _to_read(visited: tuple[Visited, ...]) -> tuple[Link, ...]:
    """The recommendations behind the answers that were not right, the first few."""
    weak = (step for step in visited if _is_weak(step))
    found = {rec.key: rec.title for step in weak for rec in step.recommendations[:1]}
    return tuple(
        Link(title, address_of(f"rec:{key}")) for key, title in list(found.items())[:TO_READ_AT_MOST]
    )


def _is_weak(step: Visited) -> bool:
    if step.given.order:
        return step.given.order != step.given.right_order
    return bool(step.missed) or any(option.word.slug != "best" for option in step.chosen)
