"""A simulated learner plays a case: how well, a skill says; the dice come in, so that a demo can be told in advance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final
from uuid import uuid4

from cases.engine.parts import Option, Step
from cases.engine.state import Decided, Mode
from cases.engine.words import CreditClass, Harm, StepKind
from cases.models import Attempt, Owner
from cases.selectors import playing as selector
from cases.selectors.playing import Playing
from cases.services.attempts import Intent, abandon_attempt, record_decision
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import Published
from npcsite.accounts.models import User

# How often an answer that is not the best is of this harm, before the skill makes grave ones rarer.
WEIGHTS: Final[Mapping[Harm, int]] = {Harm.NONE: 8, Harm.MINOR: 4, Harm.MAJOR: 3, Harm.CRITICAL: 2}
FACTORS: Final = ("0.5", "0.75", "1.5")
QUICKEST, SLOWEST = 15, 140


@dataclass(frozen=True, slots=True)
class Learner:
    """`skill`: how likely an answer is the best, from 0 to 1; `gives_up`: how likely an attempt is left at a step."""

    user: User
    skill: float
    gives_up: float = 0.0


def play_case(*, learner: Learner, published: Published, mode: Mode, at: datetime, dice: Random) -> Attempt:
    """From its start at `at` to its end, which is an ending of the case or giving up."""
    attempt = start_attempt(
        published=published,
        owner=Owner(user_id=learner.user.pk),
        key=uuid4(),
        at=at,
        conditions=Conditions(mode),
    )
    played = selector.load(attempt)
    while not played.is_over:
        at += timedelta(seconds=dice.randint(QUICKEST, SLOWEST))
        if played.position > 1 and dice.random() < learner.gives_up:
            abandon_attempt(playing=played, intent=Intent(uuid4(), played.position), at=at)
            break
        played = record_decision(playing=played, intent=_intent(played, learner, dice), at=at).playing
    return attempt


def _intent(played: Playing, learner: Learner, dice: Random) -> Intent:
    step = played.step
    if not step.asks:
        return Intent(uuid4(), played.position)
    knows = dice.random() < learner.skill
    given = _answer(step, knows=knows, dice=dice)
    return Intent(
        key=uuid4(),
        position=played.position,
        picks=given.picks,
        certainty=_certainty(learner, knows=knows, dice=dice),
        ranking=given.ranking,
        number=given.number,
        unit=given.unit,
    )


def _certainty(learner: Learner, *, knows: bool, dice: Random) -> int:
    """Who knows more is surer where it is right; everybody is sure and wrong now and then."""
    sure = 0.35 + 0.5 * learner.skill if knows else 0.25
    return 3 if dice.random() < sure else dice.choice((1, 2))


def _answer(step: Step, *, knows: bool, dice: Random) -> Decided:
    """From the options as the case has them, for in which order they are shown is no dice of ours."""
    if step.number is not None:
        factor = Decimal(1) if knows else Decimal(dice.choice(FACTORS))
        return Decided(step.slug, number=step.number.value * factor, unit=step.number.unit)
    if step.kind is StepKind.RANKING:
        return Decided(step.slug, ranking=step.order if knows else _shuffled(step, dice))
    best = [one.slug for one in step.options if one.credit is CreditClass.BEST]
    if knows and best:
        return Decided(step.slug, tuple(best[: step.most]))
    return Decided(step.slug, (_slip(step.options, dice),))


def _shuffled(step: Step, dice: Random) -> tuple[str, ...]:
    return tuple(dice.sample(step.order, len(step.order)))


def _slip(options: Sequence[Option], dice: Random) -> str:
    """An option that is not the best, grave harm the rarer; the best when there is no other."""
    others = [one for one in options if one.credit is not CreditClass.BEST] or list(options)
    return dice.choices(others, [WEIGHTS[one.harm] for one in others])[0].slug
