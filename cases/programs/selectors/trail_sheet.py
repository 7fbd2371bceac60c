"""Every decision of a cohort as rows for a spreadsheet, read a few attempts at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Attempt, AttemptMode, AttemptState
from cases.programs.models import Cohort
from cases.programs.selectors.members import PAGE, Member, Wanted
from cases.programs.selectors.roster import documents_asked
from cases.programs.selectors.roster_learners import fitting
from cases.programs.selectors.roster_sheet import yes_no
from cases.programs.selectors.work import known_to
from cases.selectors import playing
from cases.selectors.headings import offered_cases
from cases.selectors.own_sheets import Sheet, decision_head, decision_rows, moment
from cases.selectors.playing import Playing
from cases.selectors.wording import end_words
from npcsite.lib.sheets import Cell

ATTEMPTS_AT_ONCE: Final = 50
HASH_LETTERS: Final = 12
# Where the learner's own sheet has the position of a decision.
POSITION: Final = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """`counts`: the first assessed attempt of its learner at its case."""

    pk: UUID
    learner: int
    counts: bool


def trail_sheet(cohort: Cohort, wanted: Wanted, at: datetime) -> Sheet:
    """One row a decision of an attempt that is over and that the program knows: by learner, then as they were begun; of
    the learners and cases the table was asked for.

    What it costs to know who fits, one statement for each page of learners and four for each few attempts, when they
    are read; more for publications this process has not read yet.
    """
    zone = {"zone": cohort.program.time_zone}
    head = (
        _("Learner"), _("Learner number"), _("Publication (SHA-256)"), _("Published (%(zone)s)") % zone, _("Mode"),
        _("Counts: first assessed"), _("How it ended"), _("Started (%(zone)s)") % zone, _("Ended (%(zone)s)") % zone,
        _("Kind of step"), *decision_head(cohort.program.time_zone), _("Simulated"),
    )  # fmt: skip
    return Sheet(head, _rows(cohort, wanted, at))


def _rows(cohort: Cohort, wanted: Wanted, now: datetime) -> Iterator[tuple[Cell, ...]]:
    found = fitting(cohort, wanted, now)
    documents = documents_asked(offered_cases(), wanted, found)
    for start in range(0, len(found.members), PAGE):
        page = found.members[start : start + PAGE]
        known, names = _known(cohort, page, documents), {one.learner_id: one.name for one in page}
        for at in range(0, len(known), ATTEMPTS_AT_ONCE):
            some = known[at : at + ATTEMPTS_AT_ONCE]
            # Closed before a row is handed out: what reads them must not meet this zone.
            with timezone.override(cohort.program.zone):
                told = list(_told(some, _loaded(some), names))
            yield from ((*row, yes_no(cohort.program.is_demo)) for row in told)


def _known(cohort: Cohort, page: Sequence[Member], documents: Collection[int] | None) -> list[_Known]:
    """In the order of the file; what is under way takes part in what counts, and is left out then."""
    order = {one.learner_id: at for at, one in enumerate(page)}
    columns = ("pk", "learner_id", "document_id", "mode", "state")
    known = known_to(cohort.program_id).filter(learner__in=order).order_by("started_at", "pk")
    if documents is not None:
        known = known.filter(document__in=documents)
    found, met = [], set()
    for pk, learner, document, mode, state in known.values_list(*columns):
        counts = mode == AttemptMode.ASSESSED and (learner, document) not in met
        if mode == AttemptMode.ASSESSED:
            met.add((learner, document))
        if state != AttemptState.IN_PROGRESS:
            found.append(_Known(pk, learner, counts))
    return sorted(found, key=lambda one: order[one.learner])


def _loaded(some: Sequence[_Known]) -> Mapping[UUID, Playing]:
    attempts = Attempt.objects.filter(pk__in=[one.pk for one in some]).with_rendering()
    return {one.pk: playing.load(one) for one in attempts.prefetch_related("events", "results", "pauses")}


def _told(
    some: Sequence[_Known], loaded: Mapping[UUID, Playing], names: Mapping[int, str]
) -> Iterator[tuple[Cell, ...]]:
    for known in some:
        one = loaded[known.pk]
        about = (
            names[known.learner],
            known.learner,
            one.published.sha256[:HASH_LETTERS],
            moment(one.published.published_at),
            one.state.started.mode,
            yes_no(known.counts),
            end_words(one.attempt.state),
            moment(one.attempt.started_at),
            moment(one.attempt.ended_at),
        )
        for row in decision_rows(one):
            visit = one.state.visits[int(str(row[POSITION])) - 1]
            yield (*about, one.scenario.step(visit.step).kind.value, *row)
