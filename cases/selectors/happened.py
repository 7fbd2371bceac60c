"""The page after a decision of an assessed attempt: what happened, not a word of what it was worth."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from cases.engine.parts import Option, Step
from cases.engine.words import StepKind
from cases.selectors import charting
from cases.selectors.answers import labels
from cases.selectors.feedback import decision_at
from cases.selectors.playing import Playing
from cases.selectors.telling import Teller
from cases.selectors.where import Where, behind


@dataclass(frozen=True, slots=True)
class Happened:
    """What was answered (empty where it would say which part of an answer acted) and its consequence."""

    label: str
    consequence: SafeString


@dataclass(frozen=True, slots=True)
class HappenedPage:
    """`answer` is the learner's own order or number; the attempt goes on, or the whole feedback would be shown."""

    attempt_id: UUID
    position: int
    title: str
    answer: tuple[str, ...]
    happened: tuple[Happened, ...]
    where: Where
    chart: charting.ChartView
    goes_on: bool = True


def happened_page(playing: Playing, position: int) -> HappenedPage:
    """The decision stored at `position` of an attempt that is not over. Costs no statement."""
    after = playing.state_at(position)
    step, decided = decision_at(playing.scenario, after, position)
    then, teller = charting.before_going_on(playing.scenario, after), Teller(playing.published, silent=True)
    acted = (option for option in step.options if option.slug in decided.picks)
    return HappenedPage(
        attempt_id=playing.attempt.pk,
        position=position,
        title=step.title,
        answer=labels(step, decided) if _is_worked_out(step) else (),
        happened=tuple(_happened(step, option, teller) for option in acted),
        where=behind(playing.scenario, then),
        chart=charting.view(playing.scenario, then, teller.part),
    )


def _is_worked_out(step: Step) -> bool:
    """Of an order and of a number it is worked out which option acts, and its name would be a judgement."""
    return step.kind in (StepKind.RANKING, StepKind.NUMBER)


def _happened(step: Step, option: Option, teller: Teller) -> Happened:
    label = "" if _is_worked_out(step) else option.label
    return Happened(label, teller.part(f"steps/{step.slug}/options/{option.slug}/consequence"))
