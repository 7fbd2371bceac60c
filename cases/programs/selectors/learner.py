"""One learner as a director sees them: what they did in the program's time, by attempt, domain, certainty and harm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from cases.models import AttemptMode
from cases.models.result import is_empty
from cases.programs.models import Membership, Program
from cases.programs.selectors.firsts import first_assessed
from cases.programs.selectors.learner_domains import LearnerDomain, learner_domains, was_assessed
from cases.programs.selectors.work import known_to
from cases.selectors.own_cases import HarmRow, harm_rows
from cases.selectors.own_certainty import OwnCertainty, own_certainty, unasked_count
from cases.selectors.own_domains import ENOUGH
from cases.selectors.own_work import Work, work_in
from cases.selectors.wording import end_words, whole
from content.editorial.public import Document
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Stay:
    """`until` None: still there."""

    cohort: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """`counts`: the first assessed attempt at this case that the program knows. `score` of 100. `practised`: it is
    assessed, and practice that the program knows was begun before it ended.

    Of an `empty` one nothing can be said about safety; `end` is "" for one that came to its ending.
    """

    attempt_id: UUID
    title: str
    is_assessed: bool
    counts: bool
    practised: bool
    end: str
    score: int
    unsafe: bool
    empty: bool
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    title: str
    is_assessed: bool
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """Each with its n: first assessed attempts and their mean score, key decisions of assessed attempts and their mean
    credit, unsafe attempts of all that are over, practice included. None where nothing was done.
    """

    first_count: int
    first_mean: Decimal | None
    decision_count: int
    credit_mean: Decimal | None
    unsafe_count: int
    finished_count: int


@dataclass(frozen=True, slots=True)
class LearnerPage:
    program: Program
    learner_id: int
    name: str
    is_simulated: bool
    is_member: bool
    stays: tuple[Stay, ...]
    figures: Figures
    under_way: tuple[UnderWay, ...]
    attempts: tuple[AttemptRow, ...]
    domains: tuple[LearnerDomain, ...]
    enough: int
    harms: tuple[HarmRow, ...]
    certainty: OwnCertainty | None
    unasked: int


def learner_page(program: Program, learner: User, at: datetime) -> LearnerPage:
    """Five statements however much was done, one more for publications this process has not read yet."""
    work = work_in(known_to(program.pk).filter(learner=learner), at)
    stays = list(Membership.objects.filter(cohort__program=program, learner=learner).select_related("cohort"))
    return LearnerPage(
        program=program,
        learner_id=learner.pk,
        name=str(learner),
        is_simulated=learner.is_simulated,
        is_member=any(stay.ended_at is None for stay in stays),
        stays=tuple(Stay(stay.cohort.name, stay.started_at, stay.ended_at) for stay in stays),
        figures=_figures(work),
        under_way=tuple(_under_way(work)),
        attempts=tuple(_rows(work)),
        domains=learner_domains(work.scored()),
        enough=ENOUGH,
        harms=harm_rows(work),
        certainty=own_certainty(work),
        unasked=unasked_count(work),
    )


@dataclass(frozen=True, slots=True)
class CasePage:
    """What one learner did at one case."""

    program: Program
    learner_id: int
    name: str
    is_simulated: bool
    title: str
    under_way: tuple[UnderWay, ...]
    attempts: tuple[AttemptRow, ...]


def case_page(program: Program, learner: User, document: Document, at: datetime) -> CasePage:
    """Four statements, one more for publications this process has not read yet."""
    work = work_in(known_to(program.pk).filter(learner=learner, document=document), at)
    return CasePage(
        program=program,
        learner_id=learner.pk,
        name=str(learner),
        is_simulated=learner.is_simulated,
        title=max(work.known, key=lambda one: one.published_at).title,
        under_way=tuple(_under_way(work)),
        attempts=tuple(_rows(work)),
    )


def _under_way(work: Work) -> Iterable[UnderWay]:
    return (UnderWay(one.title, one.assessed, one.last_at) for _document, one in work.under_way)


def _rows(work: Work) -> Iterable[AttemptRow]:
    """The newest first."""
    firsts, practice = first_assessed(work.attempts), _practice(work)
    for one in sorted(work.finished, key=lambda one: one.attempt.started_at, reverse=True):
        ended_at = one.attempt.ended_at or one.result.at
        is_assessed = one.attempt.mode == AttemptMode.ASSESSED
        yield AttemptRow(
            attempt_id=one.attempt.pk,
            title=one.published.title,
            is_assessed=is_assessed,
            counts=one.attempt.pk in firsts,
            practised=is_assessed and practice.get(one.attempt.document_id, ended_at) < ended_at,
            end=end_words(one.attempt.state) if one.cut_short else "",
            score=whole(one.result.score),
            unsafe=one.result.unsafe,
            empty=is_empty(one.parts),
            started_at=one.attempt.started_at,
            ended_at=ended_at,
        )


def _practice(work: Work) -> Mapping[int, datetime]:
    """By case when it was first practised; also beside an assessed attempt, as a guest whose work was kept since."""
    found: dict[int, datetime] = {}
    for one in work.attempts:
        if one.mode == AttemptMode.PRACTICE:
            earlier = found.get(one.document_id, one.started_at)
            found[one.document_id] = min(earlier, one.started_at)
    return found


def _figures(work: Work) -> Figures:
    firsts = first_assessed(work.attempts)
    scores = [one.result.score for one in work.finished if one.attempt.pk in firsts]
    credits = [one.credit for one in work.scored() if was_assessed(one)]
    return Figures(
        first_count=len(scores),
        first_mean=_rounded(Fraction(sum(scores, Decimal(0))), len(scores), places=0),
        decision_count=len(credits),
        credit_mean=_rounded(sum(credits, Fraction(0)), len(credits), places=2),
        unsafe_count=sum(one.result.unsafe for one in work.finished),
        finished_count=len(work.finished),
    )


def _rounded(total: Fraction, count: int, *, places: int) -> Decimal | None:
    """Half to even, like a score."""
    return Decimal(round(total / count * 10**places)).scaleb(-places) if count else None
