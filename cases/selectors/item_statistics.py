"""How the key decisions of a case behaved over its learners' first completed attempts: figures, picks, alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cases.engine import item_alerts, items
from cases.engine.certainty import HIGHEST
from cases.engine.item_alerts import Alert
from cases.engine.parts import KeyDecision, Option, Step
from cases.engine.refusal import CERTAINTIES
from cases.engine.scenario import Scenario
from cases.models import AttemptMode, AttemptQuerySet
from cases.selectors.item_pool import Pooled, first_completed, newest_at, pooled_of
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published


@dataclass(frozen=True, slots=True)
class OptionShare:
    """How many picked it, and how many of those with certainty 3."""

    slug: str
    label: str
    picked: int
    sure: int
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class StepShares:
    """One step that carries the key decision: `n` decided it here, `sure_n` of them with certainty 3."""

    step: str
    n: int
    sure_n: int
    options: tuple[OptionShare, ...]


@dataclass(frozen=True, slots=True)
class KeyStatistics:
    """`alerts` are those of the whole key decision; its options have their own.

    Of the learners who reached it `late` lost credit by its timing; `certainty` is how many told 1, 2 and 3.
    """

    slug: str
    label: str
    item: items.Item
    late: int
    certainty: tuple[int, ...]
    steps: tuple[StepShares, ...]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class CaseStatistics:
    """`n` attempts are pooled; `whole` is over those whose terms left nothing out, in weights, of `weight` at most.

    `apart` completed first attempts are at publications that ask something else.
    """

    n: int
    apart: int
    weight: int
    whole: items.Whole
    keys: tuple[KeyStatistics, ...]


def item_statistics(
    published: Published,
    attempts: AttemptQuerySet,
    *,
    mode: AttemptMode = AttemptMode.ASSESSED,
    with_simulated: bool = False,
    newest: int | None = None,
) -> CaseStatistics:
    """`attempts` is everything the caller may know, of any case and state: which is a learner's first is told by it.

    `with_simulated` is for the demo program, whose learners all are. Guests, who are nobody twice, are never in.
    With `newest` only attempts at this very publication are looked at, and no more than that many, the latest begun:
    for callers who may know everything. Three statements however many attempts, and those for publications this
    process has not read yet.
    """
    scenario = scenario_of(published)
    firsts = first_completed(attempts, mode, with_simulated=with_simulated)
    if newest is not None:
        firsts = firsts.filter(pk__in=newest_at(published.id, mode, newest))
    pooled, apart = pooled_of(scenario, firsts, published.document_id)
    weights = {key.slug: key.weight for key in scenario.key_decisions}
    rows = [one.row for one in pooled]
    whole = items.whole(weights, [one.row for one in pooled if one.is_whole])
    keys = tuple(
        _key(scenario, key, items.item(key.slug, weights, rows), pooled) for key in scenario.key_decisions
    )
    return CaseStatistics(len(pooled), apart, sum(weights.values()), whole, keys)


def _key(scenario: Scenario, key: KeyDecision, item: items.Item, pooled: Sequence[Pooled]) -> KeyStatistics:
    reached = [(one, part) for one in pooled for part in one.reached if part["slug"] == key.slug]
    told = [one.certainty.get(part["step"]) for one, part in reached]
    picks = [
        (part["step"], frozenset(part["picks"]), certainty == HIGHEST)
        for (_one, part), certainty in zip(reached, told, strict=True)
    ]
    steps = tuple(
        _step(step, [(chosen, sure) for at, chosen, sure in picks if at == step.slug])
        for step in scenario.steps
        if step.key_decision == key.slug
    )
    return KeyStatistics(
        slug=key.slug,
        label=key.label,
        item=item,
        late=sum(Fraction(part["timing"]) < 1 for _one, part in reached),
        certainty=tuple(told.count(level) for level in CERTAINTIES),
        steps=steps,
        alerts=item_alerts.of_item(item),
    )


def _step(step: Step, picks: Sequence[tuple[frozenset[str], bool]]) -> StepShares:
    sure = [chosen for chosen, is_sure in picks if is_sure]
    everyone = [chosen for chosen, _ in picks]
    options = tuple(_option(option, everyone, sure) for option in step.options)
    return StepShares(step.slug, len(everyone), len(sure), options)


def _option(
    option: Option, everyone: Sequence[frozenset[str]], sure: Sequence[frozenset[str]]
) -> OptionShare:
    picked = sum(option.slug in chosen for chosen in everyone)
    sure_picked = sum(option.slug in chosen for chosen in sure)
    alerts = item_alerts.of_option(
        option.slug, option.credit, picked=(picked, len(everyone)), sure=(sure_picked, len(sure))
    )
    return OptionShare(option.slug, option.label, picked, sure_picked, alerts)
