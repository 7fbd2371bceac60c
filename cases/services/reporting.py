"""Reports of problems: a learner sends one about a step, an editor answers it or closes it, each once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.models import Owner, ProblemReport, ReportState
from cases.selectors.playing import Playing
from cases.selectors.reports import state_hash
from cases.services.building import By
from content.editorial.public import Publication, act
from content.public import may_edit

HOUR: Final = timedelta(hours=1)
AN_HOUR_AT_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """What the form says: its own key, which kind, on which step that was shown, in which words."""

    key: UUID
    kind: str
    position: int
    words: str


class NotReported(Exception):
    """Nothing was written."""


class TooManyReports(NotReported):
    """More than AN_HOUR_AT_MOST from one learner within an hour."""


class NotHandled(Exception):
    """Nothing was written."""


class NotAnEditor(NotHandled):
    """Reports are answered and closed by editors and chief editors."""


class HandledMeanwhile(NotHandled):
    """Somebody else answered or closed the report since its page was opened."""


class MendsNothing(NotHandled):
    """A report is mended by a later publication of the same case."""


def report_problem(*, playing: Playing, owner: Owner, problem: Problem, at: datetime) -> ProblemReport:
    """The same form twice is one report. Raises NotReported."""
    known = _known(playing, problem.key)
    if known is not None:
        return known
    if ProblemReport.objects.by(owner).filter(created_at__gt=at - HOUR).count() >= AN_HOUR_AT_MOST:
        raise TooManyReports
    try:
        with transaction.atomic():
            return _create(playing, problem, at)
    except IntegrityError:
        # Sent twice at the same moment; a key of somebody else's form reports nothing.
        known = _known(playing, problem.key)
        if known is None:
            raise NotReported from None
        return known


def was_reported(playing: Playing, key: UUID) -> bool:
    """Whether a form with this key was sent from the attempt before."""
    return _known(playing, key) is not None


def _known(playing: Playing, key: UUID) -> ProblemReport | None:
    return ProblemReport.objects.filter(key=key, attempt=playing.attempt).first()


def _create(playing: Playing, problem: Problem, at: datetime) -> ProblemReport:
    return ProblemReport.objects.create(
        key=problem.key,
        kind=problem.kind,
        attempt=playing.attempt,
        publication_id=playing.published.id,
        position=problem.position,
        step=playing.state.visits[problem.position - 1].step,
        state_hash=state_hash(playing, problem.position),
        words=problem.words,
        created_at=at,
    )


def answer_report(*, report: ProblemReport, words: str, by: By) -> None:
    """Answers an open one; whoever reported it reads the words. Raises NotHandled."""
    done = {"state": ReportState.ANSWERED, "answer": words, "answered_at": by.at}
    _handle(report, (ReportState.OPEN,), "answer-report", by, done)


def close_report(*, report: ProblemReport, reason: str, by: By) -> None:
    """Closes one without a change, and says why. Raises NotHandled."""
    done = {"state": ReportState.CLOSED, "closed_at": by.at, "reason": reason}
    _handle(report, (ReportState.OPEN, ReportState.ANSWERED), "close-report", by, done)


def close_report_as_mended(*, report: ProblemReport, fixed_in: Publication, by: By) -> None:
    """Closes one by the publication that mends it. Raises NotHandled."""
    old = report.publication
    if fixed_in.document_id != old.document_id or fixed_in.published_at <= old.published_at:
        raise MendsNothing
    done = {"state": ReportState.CLOSED, "closed_at": by.at, "fixed_in": fixed_in}
    _handle(report, (ReportState.OPEN, ReportState.ANSWERED), "mend-report", by, done)


def _handle(
    report: ProblemReport, states: tuple[ReportState, ...], verb: str, by: By, done: dict[str, Any]
) -> None:
    """Only from the state the editor saw, should two act at once. One audit line, ids only."""
    if not may_edit(by.user):
        raise NotAnEditor
    if report.state not in states:
        raise HandledMeanwhile
    with act(actor=by.user, verb=verb, of=report, at=by.at) as said:
        seen = ProblemReport.objects.filter(pk=report.pk, state=report.state)
        if not seen.update(**done, handled_by=by.user):
            raise HandledMeanwhile
        mended = done.get("fixed_in")
        said |= {"publication": mended.pk if mended else report.publication_id}
