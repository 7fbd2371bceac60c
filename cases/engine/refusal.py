"""When a decision is refused, and in which words."""

from cases.engine.amounts import Amount
from cases.engine.parts import Step
from cases.engine.state import Decided, Mode, State
from cases.engine.words import StepKind

CERTAINTIES = (1, 2, 3)


class Refused(Exception):
    """A decision that is not allowed. `code` is stable, `message` is for the learner; nothing has changed.

    `values` are those that the message names, for who says it in other words.
    """

    def __init__(self, code: str, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.values = values


def refuse_unless_allowed(step: Step, state: State, decided: Decided) -> None:
    """Raises Refused unless `decided` may be taken at `step`, where `state` stands."""
    if state.over:
        raise Refused("over", "This attempt is over; nothing more can be decided.")
    if decided.step != step.slug:
        raise Refused(*_elsewhere(state, decided))
    _check_kind(step, decided)
    if step.kind is StepKind.RANKING:
        _check_ranking(step, decided.ranking)
    elif step.number is not None:
        _check_number(step.number, decided)
    elif step.asks:
        _check_picks(step, decided.picks)
    _check_certainty(step, state, decided.certainty)


def _elsewhere(state: State, decided: Decided) -> tuple[str, str]:
    if any(visit.step == decided.step for visit in state.visits):
        return "decided-before", "You have decided this step already; it cannot be decided again."
    return "wrong-step", "You are not at this step."


def _check_kind(step: Step, decided: Decided) -> None:
    """An answer of another kind than the question's means a page that is not ours."""
    if not step.asks and decided.picks:
        raise Refused("nothing-to-pick", "There is nothing to choose here; just go on.")
    ranked = bool(decided.ranking) and step.kind is not StepKind.RANKING
    numbered = (decided.number is not None or decided.unit) and step.kind is not StepKind.NUMBER
    if ranked or numbered:
        raise Refused("other-kind", "This question is answered in another way; use the form below.")


def _check_ranking(step: Step, ranking: tuple[str, ...]) -> None:
    if any(not step.has_option(slug) for slug in ranking):
        raise Refused("not-on-offer", "This answer is not on offer here.")
    if len(set(ranking)) < len(ranking):
        raise Refused("ranked-twice", "Two share a place; give each a place of its own.")
    if len(ranking) < len(step.options):
        raise Refused("not-all-ranked", f"Give each of the {len(step.options)} its place.")


def _check_number(asked: Amount, decided: Decided) -> None:
    if decided.number is None:
        raise Refused("no-number", "Write a number first.")
    if not decided.number.is_finite() or decided.number <= 0:
        raise Refused("number-not-positive", "Write a number above 0.")
    if not decided.unit:
        raise Refused("no-unit", "Choose the unit of your number.")
    if decided.unit != asked.unit:
        message = f"The answer is wanted in {asked.unit}. Work it out in {asked.unit} and choose that unit."
        raise Refused("wrong-unit", message, unit=asked.unit)


def _check_picks(step: Step, picks: tuple[str, ...]) -> None:
    if not picks:
        raise Refused("none-picked", "Choose an answer first.")
    if any(not step.has_option(pick) for pick in picks):
        raise Refused("not-on-offer", "This answer is not on offer here.")
    if len(set(picks)) < len(picks):
        raise Refused("picked-twice", "The same answer was chosen twice.")
    if len(picks) > step.most:
        words = "Choose one answer only." if step.most == 1 else f"Choose at most {step.most} answers."
        raise Refused("too-many-picks", words, most=step.most)


def _check_certainty(step: Step, state: State, certainty: int | None) -> None:
    """Certainty belongs to a question of an attempt that asks for it; practice may leave it out."""
    wanted = state.started.certainty_asked and step.asks
    if certainty is None:
        if wanted and state.started.mode == Mode.ASSESSED:
            raise Refused("no-certainty", "Say how certain you are: 1, 2 or 3.")
    elif not wanted:
        raise Refused("certainty-not-asked", "Certainty is not asked here.")
    elif certainty not in CERTAINTIES or isinstance(certainty, bool):
        raise Refused("bad-certainty", "Certainty is 1, 2 or 3.")
