"""The page after a decision: what happened to the patient, what the choice earned, why, and the evidence for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.engine import play, score
from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass, StepKind
from cases.selectors import answers, charting
from cases.selectors.paths import decision_of
from cases.selectors.playing import Playing
from cases.selectors.telling import Teller
from cases.selectors.where import Where, behind
from cases.selectors.wording import Word, credit_word, points_text, share_word
from content.public import Box, NumberedReference, today


@dataclass(frozen=True, slots=True)
class Verdict:
    """`counts` says what the decision earned for its key decision, empty where it carries none."""

    word: Word
    detail: str
    counts: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """`goes_on` is False at the last decision, whose button leads to the debrief."""

    attempt_id: UUID
    position: int
    title: str
    question: str
    given: answers.Given
    chosen: tuple[answers.Told, ...]
    missed: tuple[answers.Told, ...]
    others: tuple[answers.Told, ...]
    verdict: Verdict
    harms: tuple[Word, ...]
    recommendations: tuple[Box, ...]
    references: tuple[NumberedReference, ...]
    goes_on: bool
    where: Where
    chart: charting.ChartView


def feedback_page(playing: Playing, position: int) -> FeedbackPage:
    """The decision stored at `position`, as things stood right after it. One statement: the sources' integrity."""
    after = playing.state_at(position)
    step, _decided = decision_at(playing.scenario, after, position)
    told = feedback_after(playing, after, position, _counts(playing, after, step))
    return replace(told, goes_on=not (playing.is_over and position == len(playing.state.decisions)))


def feedback_after(playing: Playing, after: play.State, position: int, counts: str) -> FeedbackPage:
    """The decision that led to `after`, which the attempt itself need not hold."""
    step, decided = decision_at(playing.scenario, after, position)
    groups, teller = answers.parted(step, decided.picks), Teller(playing.published, today())
    # In the order of the page, because the numbers of citations are given as things are told.
    then = charting.before_going_on(playing.scenario, after)
    chart = charting.view(playing.scenario, then, teller.part)
    given = answers.given(teller, step, decided)
    chosen, missed = (answers.told(teller, step, group) for group in (groups.chosen, groups.missed))
    return FeedbackPage(
        attempt_id=playing.attempt.pk,
        position=position,
        title=step.title,
        question=step.question,
        given=given,
        chosen=chosen,
        missed=missed,
        verdict=_verdict(playing.scenario, step, decided, counts),
        harms=tuple(option.harm for option in chosen if option.harm),
        recommendations=teller.recommendations(supporting(step, groups.chosen)),
        others=answers.told(teller, step, groups.others),
        references=teller.references(),
        goes_on=True,
        where=behind(playing.scenario, then),
        chart=chart,
    )


def decision_at(scenario: Scenario, state: play.State, position: int) -> tuple[Step, play.Decided]:
    """The step decided at `position` and what was decided there."""
    visit = state.visits[position - 1]
    return scenario.step(visit.step), decision_of(visit)


def supporting(step: Step, chosen: Iterable[Option]) -> list[str]:
    """What the choice cites, then what the best options cite: a wrong choice has to show what would have been right."""
    return [target for option in (*chosen, *step.key) for target in option.citations]


def _verdict(scenario: Scenario, step: Step, decided: play.Decided, counts: str) -> Verdict:
    answer = score.answer(scenario, step.slug, decided.picks, decided.ranking)
    if step.kind is StepKind.MENU:
        return Verdict(share_word(answer.credit), _menu_detail(step, decided.picks), counts)
    if step.kind is StepKind.RANKING:
        return Verdict(share_word(answer.credit), _ranking_detail(step, decided.ranking, answer), counts)
    return Verdict(credit_word(step.option(decided.picks[0]).credit), "", counts)


def _ranking_detail(step: Step, ranking: tuple[str, ...], answer: score.Answer) -> str:
    pairs = len(ranking) * (len(ranking) - 1) // 2
    right = score.concordance(ranking, step.order) * pairs
    told = _("Of %(pairs)d pairs %(right)d stand in the right order.") % {"pairs": pairs, "right": right}
    if any(harm.harm.grave for harm in answer.harms):
        return _("%(told)s The harm of what came too early leaves no credit.") % {"told": told}
    return told


def _menu_detail(step: Step, picks: tuple[str, ...]) -> str:
    found = sum(option.slug in picks for option in step.key)
    needless = sum(step.option(pick).credit in (CreditClass.NONE, CreditClass.PARTIAL) for pick in picks)
    told = _("%(found)d of the %(right)d right ones") % {"found": found, "right": len(step.key)}
    if not needless:
        return _("%(told)s, and nothing else.") % {"told": told}
    return ngettext(
        "%(told)s, and %(count)d that was not right.",
        "%(told)s, and %(count)d that were not right.",
        needless,
    ) % {"told": told, "count": needless}


def _counts(playing: Playing, after: play.State, step: Step) -> str:
    """Only the first answer to a key decision counts, so a later one is told that it does not."""
    if not step.key_decision:
        return _("This choice carries no points of its own.")
    key = playing.scenario.key_decision(step.key_decision)
    earned = score.key_result(playing.scenario, after, key.slug)
    if earned.step != step.slug:
        return _("“%(label)s” was scored at your first answer to it.") % {"label": key.label}
    if earned.left_out:
        return _("“%(label)s” does not count in this attempt: guidance behind it was being reviewed.") % {
            "label": key.label
        }
    told = _("“%(label)s”: %(earned)s of %(weight)d points.") % {
        "label": key.label,
        "earned": points_text(earned.earned),
        "weight": key.weight,
    }
    return f"{told} {_late(earned.timing)}".strip()


def _late(timing: Fraction) -> str:
    if timing == 1:
        return ""
    return _("It came late or out of order, so it earns %(percent)d %% of that.") % {
        "percent": round(100 * timing)
    }
