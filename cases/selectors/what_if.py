"""What if I had chosen otherwise: an attempt that is over, beside the same one with another answer at one decision.

Everything is computed from the publication and the events at each look; nothing of it is stored.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.safestring import SafeString

from cases.engine import chart, play, score
from cases.engine.parts import Step
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, State
from cases.engine.what_if import before, what_if
from cases.engine.words import Harm
from cases.selectors import charting
from cases.selectors.answers import labels
from cases.selectors.paths import decision_of
from cases.selectors.playing import Playing
from cases.selectors.steps import NOTHING_TYPED, StepPage, Typed, step_page
from cases.selectors.telling import Teller
from cases.selectors.wording import Word, harm_word, points_text, share_word, value_text, whole
from content.public import NumberedReference, today


@dataclass(frozen=True, slots=True)
class Later:
    """A question answered after the decision."""

    title: str
    labels: tuple[str, ...]
    day: int


@dataclass(frozen=True, slots=True)
class Way:
    """One of the two ways from the decision: what it was worth, what it did, and where it led.

    `ending` is empty when the way stops before one, at `stands_at`; it then has no score.
    """

    labels: tuple[str, ...]
    word: Word
    earned: str
    weight: int
    harms: tuple[Word, ...]
    consequences: tuple[SafeString, ...]
    days: int
    patient: tuple[tuple[str, str], ...]
    later: tuple[Later, ...]
    ending: str
    stands_at: str
    day: int
    harm: int
    unsafe: bool
    score: int | None


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """`step` is the question as it stood then; `other` is None until another answer is chosen."""

    attempt_id: UUID
    position: int
    step: StepPage
    happened: Way
    other: Way | None
    references: tuple[NumberedReference, ...]


def what_if_page(
    playing: Playing, position: int, answer: Decided | None = None, typed: Typed = NOTHING_TYPED
) -> WhatIfPage:
    """Only for an attempt that is over, at a question it answered. Raises play.Refused for what is not on offer."""
    scenario, at, teller = playing.scenario, position - 1, Teller(playing.published, today())
    then = replace(playing, events=playing.events[:position], state=before(scenario, playing.state, at))
    after = before(scenario, playing.state, position)
    happened = _way(playing, teller, at, (after, playing.state))
    return WhatIfPage(
        attempt_id=playing.attempt.pk,
        position=position,
        step=step_page(then, typed),
        happened=happened,
        other=_other(playing, teller, at, answer) if answer else None,
        references=teller.references(),
    )


def _other(playing: Playing, teller: Teller, at: int, answer: Decided) -> Way:
    visit = playing.state.visits[at]
    other = replace(answer, step=visit.step, certainty=decision_of(visit).certainty)
    found = what_if(playing.scenario, playing.state, at, other)
    return _way(playing, teller, at, (found.then, found.state))


def _way(playing: Playing, teller: Teller, at: int, states: tuple[State, State]) -> Way:
    """`states` are right after the decision and at the end of the way."""
    scenario, (then, end) = playing.scenario, states
    visit, result = then.visits[at], score.result(scenario, end)
    step, decided = scenario.step(visit.step), decision_of(visit)
    worth = score.answer(scenario, step.slug, decided.picks, decided.ranking)
    key = next((key for key in result.key_decisions if key.step == step.slug and not key.left_out), None)
    return Way(
        labels=labels(step, decided),
        word=share_word(worth.credit),
        earned=points_text(key.earned) if key else "",
        weight=key.weight if key else 0,
        harms=tuple(harm_word(option.harm) for option in worth.harms if option.harm is not Harm.NONE),
        consequences=_consequences(teller, step, decided),
        days=(visit.day_after or visit.day) - visit.day,
        patient=_patient(scenario, then),
        later=_later(scenario, end, at),
        ending=scenario.step(end.step).title if end.over else "",
        stands_at="" if end.over else scenario.step(end.step).title,
        day=end.day,
        harm=result.harm,
        unsafe=result.unsafe,
        score=whole(result.score) if end.over else None,
    )


def _consequences(teller: Teller, step: Step, decided: Decided) -> tuple[SafeString, ...]:
    places = (f"steps/{step.slug}/options/{option.slug}/consequence" for option in play.acting(step, decided))
    return tuple(text for text in map(teller.part, places) if text)


def _patient(scenario: Scenario, then: State) -> tuple[tuple[str, str], ...]:
    """What the chart shows of the patient right after the decision, before the next step adds to it."""
    now = chart.read(scenario, charting.before_going_on(scenario, then)).now
    return tuple((one.label, value_text(one.value, one.unit)) for one in now)


def _later(scenario: Scenario, end: State, at: int) -> tuple[Later, ...]:
    visits = (visit for visit in end.visits[at + 1 :] if visit.decision and scenario.step(visit.step).asks)
    found = ((scenario.step(visit.step), visit) for visit in visits)
    return tuple(Later(step.title, labels(step, decision_of(visit)), visit.day) for step, visit in found)
