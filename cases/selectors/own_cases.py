"""The cases with a learner's status in each, and every harm the learner has done in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.engine.words import Harm
from cases.models.attempt import AttemptMode
from cases.models.case import CaseLevel
from cases.models.result import is_empty
from cases.selectors.home import Continue
from cases.selectors.library import easiest_first
from cases.selectors.own_work import Finished, Work
from cases.selectors.wording import Word, end_words, harm_word, whole
from content.editorial.public import Published


@dataclass(frozen=True, slots=True)
class Score:
    """An attempt that is over in one line; one `cut_short` (how, `end` says) counts with what was reached.

    Of an `empty` one nothing can be said about safety.
    """

    attempt_id: UUID
    case_title: str
    score: int
    unsafe: bool
    empty: bool
    cut_short: bool
    end: str
    assessed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`slug` is empty for a case that is offered no more. Neither `resume` nor `latest`: not begun."""

    slug: str
    title: str
    level: str
    topics: tuple[str, ...]
    resume: Continue | None
    latest: Score | None
    best: int | None
    times: int

    @property
    def is_new(self) -> bool:
        return self.resume is None and self.latest is None


@dataclass(frozen=True, slots=True)
class HarmRow:
    """One harmful pick, with the way to its place in the debrief."""

    level: Word
    label: str
    title: str
    case_title: str
    points: int
    at: datetime
    attempt_id: UUID
    step: str


def score_of(one: Finished) -> Score:
    return Score(
        one.attempt.pk,
        one.published.title,
        whole(one.result.score),
        one.result.unsafe,
        is_empty(one.parts),
        one.cut_short,
        end_words(one.attempt.state),
        one.attempt.mode == AttemptMode.ASSESSED,
        one.result.at,
    )


def case_rows(offered: Iterable[Published], work: Work) -> tuple[CaseRow, ...]:
    """What is offered, the easier level first; then what the learner knows and is offered no more."""
    shown = {one.document_id: one for one in sorted(offered, key=easiest_first)}
    gone = {one.document_id: one for one in work.known if one.document_id not in shown}
    return (
        *(_case_row(one.slug, one, work) for one in shown.values()),
        *(_case_row("", one, work) for one in gone.values()),
    )


def harm_rows(work: Work) -> tuple[HarmRow, ...]:
    """The newest attempt first, within it in the order of play."""
    return tuple(_harm_row(one, harm) for one in reversed(work.finished) for harm in one.parts["harms"])


def _case_row(slug: str, published: Published, work: Work) -> CaseRow:
    of_case = [score_of(one) for one in work.finished if one.published.document_id == published.document_id]
    resume = next((one for document, one in work.under_way if document == published.document_id), None)
    return CaseRow(
        slug=slug,
        title=published.title,
        level=str(CaseLevel(published.payload["level"]).label),
        topics=tuple(published.payload.get("topics", ())),
        resume=resume,
        latest=of_case[-1] if of_case else None,
        best=max((one.score for one in of_case), default=None),
        times=len(of_case),
    )


def _harm_row(one: Finished, harm: dict[str, object]) -> HarmRow:
    step = one.scenario.step(str(harm["step"]))
    return HarmRow(
        level=harm_word(Harm(str(harm["level"]))),
        label=step.option(str(harm["option"])).label,
        title=step.title,
        case_title=one.published.title,
        points=int(str(harm["points"])),
        at=one.result.at,
        attempt_id=one.attempt.pk,
        step=step.slug,
    )
