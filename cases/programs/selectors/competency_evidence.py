"""What a learner decided, by competency: a list of evidence to be read, from which no level is worked out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final
from uuid import UUID

from cases.engine.words import Harm
from cases.models import AttemptMode, EventKind
from cases.programs.models import Program
from cases.programs.selectors.competencies import Competency, competencies_of
from cases.programs.selectors.firsts import first_assessed
from cases.programs.selectors.members import sliced
from cases.programs.selectors.work import known_to
from cases.selectors.own_work import Finished, work_in
from cases.selectors.wording import Word, harm_word, share_word
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Evidence:
    """A key decision that was reached and counted. `first`: in the first assessed attempt at its case."""

    tag: str
    domain: str
    label: str
    case_title: str
    at: datetime
    word: Word
    harms: tuple[Word, ...]
    first: bool
    assessed: bool
    attempt_id: UUID
    step: str


# Of each competency on the page of all of them, and on a page of one.
LISTED_AT_MOST: Final = 20
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """The newest first; `first_n` of them in first assessed attempts, `later_n` in later ones, the rest practised.

    `slug` is "" for what counts for no competency of the file.
    """

    slug: str
    label: str
    evidence: tuple[Evidence, ...]

    @property
    def newest(self) -> tuple[Evidence, ...]:
        return self.evidence[:LISTED_AT_MOST]

    @property
    def n(self) -> int:
        return len(self.evidence)

    @property
    def first_n(self) -> int:
        return sum(one.first for one in self.evidence)

    @property
    def later_n(self) -> int:
        return sum(one.assessed and not one.first for one in self.evidence)

    @property
    def practice_n(self) -> int:
        return sum(not one.assessed for one in self.evidence)


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """`other` is what counts for no competency of the file; a decision may stand in several rows.

    When one row is asked for it is `alone`, and `listed` one page of it.
    """

    program: Program
    learner_id: int
    name: str
    is_simulated: bool
    title: str
    note: str
    rows: tuple[EvidenceRow, ...]
    other: EvidenceRow
    total: int
    alone: EvidenceRow | None = None
    listed: tuple[Evidence, ...] = ()
    page: int = 1
    more: bool = False


def evidence_page(
    program: Program, learner: User, at: datetime, *, of: str | None = None, page: int = 1
) -> EvidencePage:
    """`of`: the slug of one row, whose evidence is then told page by page; what is none asks for all of them.

    Four statements however much was done, more for publications this process has not read yet.
    """
    told = tuple(_evidence(program, learner, at))
    named = competencies_of(program)
    rows = tuple(_row(row, told) for row in named.rows)
    counted = {one for row in rows for one in row.evidence}
    other = EvidenceRow("", "", tuple(one for one in told if one not in counted))
    alone = next((row for row in (*rows, other) if row.slug == of), None)
    listed, number, more = sliced(alone.evidence if alone else (), page, PAGE)
    return EvidencePage(
        program=program,
        learner_id=learner.pk,
        name=str(learner),
        is_simulated=learner.is_simulated,
        title=named.title,
        note=named.note,
        rows=rows,
        other=other,
        total=len(told),
        alone=alone,
        listed=listed,
        page=number,
        more=more,
    )


def _row(row: Competency, told: Iterable[Evidence]) -> EvidenceRow:
    of_it = (one for one in told if row.has(domain=one.domain, decision=one.tag))
    return EvidenceRow(row.slug, row.label, tuple(of_it))


def _evidence(program: Program, learner: User, at: datetime) -> Iterator[Evidence]:
    work = work_in(known_to(program.pk).filter(learner=learner), at)
    firsts = first_assessed(work.attempts)
    for one in reversed(work.finished):
        taken = _taken(one)
        for key in one.parts["key_decisions"]:
            if not key["reached"] or key["left_out"]:
                continue
            known = one.scenario.key_decision(key["slug"])
            yield Evidence(
                tag=f"{one.published.slug}/{key['slug']}",
                domain=known.domain,
                label=known.label,
                case_title=one.published.title,
                at=taken.get(key["step"], one.result.at),
                word=share_word(Fraction(key["credit"])),
                harms=_harms(one, key["step"]),
                first=one.attempt.pk in firsts,
                assessed=one.attempt.mode == AttemptMode.ASSESSED,
                attempt_id=one.attempt.pk,
                step=key["step"],
            )


def _taken(one: Finished) -> dict[str, datetime]:
    """By step, when it was decided."""
    events = one.attempt.events.all()
    return {event.decided().step: event.at for event in events if event.kind == EventKind.DECIDED}


def _harms(one: Finished, step: str) -> tuple[Word, ...]:
    return tuple(harm_word(Harm(harm["level"])) for harm in one.parts["harms"] if harm["step"] == step)
