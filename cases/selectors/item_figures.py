"""Item statistics as they are read: every figure as text with its n, alerts as sentences, and what is kept back.

With `least` above 0 the readers may not know the learners: counts of fewer are hidden (`suppressing`), and so is what
would tell them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.engine.item_alerts import Alert, Rule
from cases.engine.items import ENOUGH_FROM, Item, Standing
from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.words import Harm, StepKind
from cases.selectors.domains import domain_label
from cases.selectors.item_statistics import CaseStatistics, KeyStatistics, OptionShare, StepShares
from cases.selectors.suppressing import shown
from cases.selectors.wording import MINUS, Word, credit_word, harm_word, place_word

NONE = "–"


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """`picked` and `sure` are None where they are kept back; `share` is of 100, to draw."""

    label: str
    word: Word
    harm: Word | None
    picked: int | None
    share: int | None
    sure: int | None
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepFigures:
    """`n` decided here, `sure_n` with certainty 3; None: fewer than may be told."""

    title: str
    question: str
    n: int | None
    sure_n: int | None
    options: tuple[OptionFigures, ...]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """`note` says how far discrimination and efficiency may be trusted, "" where they are settled."""

    slug: str
    label: str
    domain: str
    weight: int
    n: int | None
    facility: str
    discrimination: str
    efficiency: str
    note: str
    late: int | None
    certainty: tuple[int | None, ...]
    alerts: tuple[str, ...]
    steps: tuple[StepFigures, ...]


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """`whole_n`: how many of the `n` were offered every key decision; the figures of the case are over them."""

    n: int | None
    apart: int
    whole_n: int | None
    weight: int
    mean: str
    sd: str
    consistency: str
    error_ratio: str
    standard_error: str
    least: int
    keys: tuple[KeyFigures, ...]

    @property
    def is_empty(self) -> bool:
        return self.n == 0


def figures_of(scenario: Scenario, found: CaseStatistics, *, least: int = 0) -> CaseFigures:
    """No statement."""
    whole = found.whole
    enough = whole.n >= least
    return CaseFigures(
        n=_told(found.n, least),
        apart=found.apart,
        whole_n=_told(whole.n, least),
        weight=found.weight,
        mean=_number(whole.mean, places=2) if enough else NONE,
        sd=_number(whole.sd, places=2) if enough else NONE,
        consistency=_number(whole.consistency) if enough else NONE,
        error_ratio=_number(whole.error_ratio) if enough else NONE,
        standard_error=_number(whole.standard_error, places=2) if enough else NONE,
        least=least,
        keys=tuple(_key(scenario, one, least) for one in found.keys),
    )


def _told(count: int, least: int) -> int | None:
    """Nobody is nobody's secret."""
    return count if count >= least or not count else None


def _number(value: Fraction | float | None, *, places: int = 1) -> str:
    """Rounded first, because no figure is −0."""
    if value is None:
        return NONE
    return f"{round(float(value), places) + 0:.{places}f}".replace("-", MINUS)


def _key(scenario: Scenario, found: KeyStatistics, least: int) -> KeyFigures:
    key, item = scenario.key_decision(found.slug), found.item
    steps = _steps(scenario, found.steps, least)
    late, _in_time = shown((found.late, item.n - found.late), least)
    *certainty, _untold = shown((*found.certainty, item.n - sum(found.certainty)), least)
    enough = item.n >= least
    return KeyFigures(
        slug=found.slug,
        label=key.label,
        domain=domain_label(key.domain),
        weight=key.weight,
        n=_told(item.n, least),
        facility=_facility(item, least, steps) if enough else NONE,
        discrimination=_trusted(item, item.discrimination) if enough else NONE,
        efficiency=_trusted(item, item.efficiency) if enough else NONE,
        note=_note(item, least) if enough else "",
        late=late,
        certainty=tuple(certainty),
        alerts=tuple(_sentences(found.alerts, least)),
        steps=steps,
    )


def _facility(item: Item, least: int, steps: Sequence[StepFigures]) -> str:
    """Exact, or to the nearest ten of a number of learners at which that tells no hidden count."""
    if item.facility is None or all(option.picked is not None for step in steps for option in step.options):
        return _number(item.facility)
    if item.n < max(ENOUGH_FROM, least):
        return NONE
    return _("about %(tens)d") % {"tens": 10 * round(item.facility / 10)}


def _trusted(item: Item, value: float | None) -> str:
    return NONE if item.standing is Standing.NOT_ENOUGH else _number(value)


def _note(item: Item, least: int) -> str:
    if item.standing is Standing.SETTLED:
        return ""
    said = _("provisional") if item.standing is Standing.PROVISIONAL else _("not enough data")
    if _told(item.pairs, least) is None:
        return said
    return _("%(said)s, n = %(n)d") % {"said": said, "n": item.pairs}


def _steps(scenario: Scenario, found: Sequence[StepShares], least: int) -> tuple[StepFigures, ...]:
    """Of several steps one alone is not hidden, because all together are told."""
    counts = (
        shown([one.n for one in found], least) if len(found) > 1 else [_told(one.n, least) for one in found]
    )
    return tuple(
        _step(scenario.step(one.step), one, count, least) for one, count in zip(found, counts, strict=True)
    )


def _step(step: Step, found: StepShares, n: int | None, least: int) -> StepFigures:
    picked = shown([one.picked for one in found.options], least)
    if n is None:
        picked = (None,) * len(picked)
    sure = shown([one.sure for one in found.options], least)
    rows = zip(found.options, picked, sure, strict=True)
    return StepFigures(
        title=step.title,
        question=step.question,
        n=n,
        sure_n=_told(found.sure_n, least),
        options=tuple(_option(step, found, one, (count, of_sure), least) for one, count, of_sure in rows),
    )


def _option(
    step: Step, found: StepShares, one: OptionShare, counts: tuple[int | None, int | None], least: int
) -> OptionFigures:
    option, (picked, sure) = step.option(one.slug), counts
    return OptionFigures(
        label=option.label,
        word=_word(step, option),
        harm=None if option.harm is Harm.NONE else harm_word(option.harm),
        picked=picked,
        share=round(Fraction(100 * picked, found.n)) if picked is not None and found.n else None,
        sure=sure,
        alerts=tuple(_sentences(one.alerts, least)),
    )


def _word(step: Step, option: Option) -> Word:
    if step.kind is StepKind.RANKING:
        return place_word(step.order.index(option.slug) + 1, len(step.order))
    return credit_word(option.credit, in_menu=step.kind is StepKind.MENU)


def _sentences(alerts: Sequence[Alert], least: int) -> Iterator[str]:
    for alert in alerts:
        said = _said(alert)
        if not least:
            counted = ngettext("%(value)s %% of %(n)d learner", "%(value)s %% of %(n)d learners", alert.n)
            if alert.rule is Rule.AGAINST:
                counted = ngettext("DI %(value)s, %(n)d learner", "DI %(value)s, %(n)d learners", alert.n)
            said = f"{said} ({counted % {'value': _number(alert.value), 'n': alert.n}})"
        yield said


def _said(alert: Alert) -> str:
    """The rule as a sentence without a full stop, because its values may follow."""
    return {
        Rule.RARE: _("Picked by fewer than %(threshold)d %%: does it tempt anybody?"),
        Rule.AGAINST: _("Who does well elsewhere does badly here: is the key right, and the question clear?"),
        Rule.SURE_WRONG: _("Wrong, and chosen by at least %(threshold)d %% of those with certainty 3"),
    }[alert.rule] % {"threshold": alert.threshold}
