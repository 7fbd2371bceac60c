"""Reports of problems as their authors and as editors see them; an author has no name here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cases.models import Attempt, AttemptMode, Owner, ProblemReport, ReportState
from cases.selectors import playing as selector
from cases.selectors.answers import labels
from cases.selectors.paths import decision_of
from cases.selectors.playing import Playing, fold
from cases.selectors.scenarios import scenario_of
from cases.selectors.steps import StepPage, Typed, step_page
from content.editorial.public import Publication, Published, read_publications
from npcsite.lib import canonical

SALT = "cases.reporter"
PSEUDONYM_LETTERS = 5
SHAPES = {ReportState.OPEN: "◐", ReportState.ANSWERED: "●", ReportState.CLOSED: "⊘"}


@dataclass(frozen=True, slots=True)
class OwnReport:
    """`is_withheld`: the editors' words may give the answer to an assessed attempt that is under way.

    `step_title` and `words` are "" where they would tell what lies ahead in that attempt.
    """

    case_title: str
    step_title: str
    kind: str
    words: str
    created_at: datetime
    shape: str
    state: str
    answer: str
    reason: str
    mended_at: datetime | None
    is_withheld: bool
    is_guests: bool


@dataclass(frozen=True, slots=True)
class ReportedStep:
    """The step as it stood before its author, and what was answered there by now."""

    page: StepPage
    answered: tuple[str, ...]
    is_assessed: bool
    is_untouched: bool


def state_hash(playing: Playing, position: int) -> str:
    """Names the state in which the step at `position` was shown: the hash of the events before its decision."""
    told = [[event.position, event.kind, event.data] for event in playing.events[:position]]
    return canonical.digest(canonical.encode(told))


def pseudonym(report: ProblemReport) -> str:
    """The same for all reports of one person, and nobody's name."""
    attempt = report.attempt
    who = f"learner {attempt.learner_id}" if attempt.learner_id else f"attempt {attempt.pk}"
    letters = salted_hmac(SALT, who).hexdigest()[:PSEUDONYM_LETTERS].upper()
    return (_("Learner %s") if attempt.learner_id else _("Guest %s")) % letters


def own_reports(owner: Owner) -> tuple[OwnReport, ...]:
    """The newest first. Four statements however many, none for a visitor who owns nothing."""
    if owner.is_nobody:
        return ()
    found = list(ProblemReport.objects.by(owner).select_related("attempt", "fixed_in"))
    if not found:
        return ()
    played = {one.id: one for one in read_publications(report.publication_id for report in found)}
    closed = _under_assessment(owner)
    return tuple(_own(report, played[report.publication_id], closed) for report in found)


def _under_assessment(owner: Owner) -> set[int]:
    """The cases at which the learner is being assessed."""
    if owner.user_id is None:
        return set()
    assessed = Attempt.objects.in_progress().filter(learner_id=owner.user_id, mode=AttemptMode.ASSESSED)
    return set(assessed.values_list("publication__document", flat=True))


def _own(report: ProblemReport, published: Published, closed: set[int]) -> OwnReport:
    is_assessed = published.document_id in closed
    is_withheld = is_assessed and report.state != ReportState.OPEN
    # Another attempt may have reached what the assessed one has not.
    is_own = report.attempt.mode == AttemptMode.ASSESSED and not report.attempt.is_over
    is_ahead = is_assessed and not is_own
    return OwnReport(
        case_title=published.title,
        step_title="" if is_ahead else scenario_of(published).step(report.step).title,
        kind=str(report.get_kind_display()),
        words="" if is_ahead else report.words,
        created_at=report.created_at,
        shape=SHAPES[ReportState(report.state)],
        state=str(report.get_state_display()),
        answer="" if is_withheld else report.answer,
        reason="" if is_withheld else report.reason,
        mended_at=report.fixed_in.published_at if report.fixed_in and not is_withheld else None,
        is_withheld=is_withheld,
        is_guests=report.attempt.learner_id is None,
    )


def reported_step(report: ProblemReport) -> ReportedStep:
    """Drawn from the attempt's own publication and events."""
    whole = selector.load(report.attempt)
    events = whole.events[: report.position]
    then = replace(whole, events=events, state=fold(whole.scenario, events))
    step = whole.decided_step(report.position)
    if step is None:
        return ReportedStep(step_page(then), (), whole.is_assessed, _is_untouched(whole, report))
    decided = decision_of(whole.state.visits[report.position - 1])
    typed = Typed(picks=decided.picks, certainty=decided.certainty, unit=decided.unit)
    answered = labels(step, decided) if step.asks else ()
    return ReportedStep(step_page(then, typed), answered, whole.is_assessed, _is_untouched(whole, report))


def _is_untouched(whole: Playing, report: ProblemReport) -> bool:
    return state_hash(whole, report.position) == report.state_hash


def mending(report: ProblemReport) -> Iterable[Publication]:
    """Which publications may mend it: later ones of the same case, the newest first."""
    old = report.publication
    later = Publication.objects.filter(document=old.document_id, published_at__gt=old.published_at)
    return later.select_related("revision").order_by("-published_at")
