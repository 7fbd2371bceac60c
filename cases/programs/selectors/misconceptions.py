"""Where a cohort goes wrong together: harmful picks, and decisions wrong at certainty 3, the most frequent first.

Over each learner's first assessed attempt at a case that the program knows, however it ended. What the terms of an
attempt leave out of its score is left out here too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from cases.engine.certainty import HIGHEST, WRONG_BELOW
from cases.engine.credit import answer
from cases.engine.parts import Option, Step
from cases.engine.words import Harm
from cases.models import Attempt, AttemptMode
from cases.programs.models import Cohort
from cases.programs.selectors.cohort_items import CaseChoice, choices_of
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.selectors.answers import labels
from cases.selectors.headings import Heading, offered_cases
from cases.selectors.item_pool import first_of_each
from cases.selectors.taken import Taken, taken_in
from cases.selectors.wording import Word, harm_word
from content.editorial.public import Document, Published

# Their logs are read for one page, so there is an end to it; a single case is seldom cut.
LOOKED_AT: Final = 2000
LISTED_AT_MOST: Final = 10
NAMED_AT_MOST: Final = 30
# Below it a share says nothing.
ENOUGH: Final = 5
_GRAVE: Final = (Harm.NONE, Harm.MINOR, Harm.MAJOR, Harm.CRITICAL)


@dataclass(frozen=True, slots=True)
class Who:
    """The attempt in which somebody chose it."""

    learner_id: int
    name: str
    attempt_id: UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """`texts` as they were published in what these learners played; `share` of 100, None below enough decisions.

    `n`: how many decided there and were offered it, or decided there with certainty 3. `more` are not named.
    """

    case_slug: str
    case_title: str
    step: str
    step_title: str
    question: str
    texts: tuple[str, ...]
    harm: Word | None
    count: int
    n: int
    share: int | None
    who: tuple[Who, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Misconceptions:
    """`title` is that of one case, or "". `attempts` were looked at, the latest begun; `is_cut`: there are more."""

    choices: tuple[CaseChoice, ...]
    title: str
    attempts: int
    is_cut: bool
    looked_at: int
    enough: int
    harmful: tuple[Entry, ...]
    sure_wrong: tuple[Entry, ...]

    @property
    def named(self) -> frozenset[int]:
        return frozenset(who.learner_id for entry in (*self.harmful, *self.sure_wrong) for who in entry.who)


@dataclass(frozen=True, slots=True)
class _Key:
    """What is counted as one thing: other words, or another harm, are another."""

    document: int
    step: str
    texts: tuple[str, ...]
    harm: Harm


@dataclass(slots=True)
class _Tally:
    """`chose` by what was chosen; `offered` by what or where it could have been; `told` says it in words."""

    chose: dict[_Key, list[Attempt]] = field(default_factory=lambda: defaultdict(list))
    offered: dict[object, int] = field(default_factory=lambda: defaultdict(int))
    told: dict[_Key, tuple[Published, Step]] = field(default_factory=dict)


def misconceptions(cohort: Cohort, case: Document | None = None) -> Misconceptions:
    """Of all cases, or of one. Four statements however many attempts, more for publications not read yet."""
    firsts = first_of_each(work_of_cohort(cohort), AttemptMode.ASSESSED).over()
    if case is not None:
        firsts = firsts.filter(document=case)
    found = list(firsts.select_related("learner").order_by("-started_at")[: LOOKED_AT + 1])
    attempts = found[:LOOKED_AT]
    harmful, sure_wrong = _Tally(), _Tally()
    taken, offered = list(taken_in(attempts)), sorted(offered_cases(), key=lambda one: one.title)
    for one in taken:
        _count_harm(harmful, one)
        _count_sure(sure_wrong, one)
    shown: tuple[Heading | Published, ...] = (*(one.published for one in taken), *offered)
    chosen = next((one for one in shown if case is not None and one.document_id == case.pk), None)
    return Misconceptions(
        choices=choices_of(offered, chosen),
        title=chosen.title if chosen else "",
        attempts=len(attempts),
        is_cut=len(found) > LOOKED_AT,
        looked_at=LOOKED_AT,
        enough=ENOUGH,
        harmful=_listed(harmful, {key: harmful.offered[key] for key in harmful.chose}),
        sure_wrong=_listed(
            sure_wrong, {key: sure_wrong.offered[key.document, key.step] for key in sure_wrong.chose}
        ),
    )


def _count_harm(tally: _Tally, one: Taken) -> None:
    for option in one.step.options:
        if option.harm is not Harm.NONE:
            key = _Key(one.published.document_id, one.step.slug, (option.label,), option.harm)
            tally.offered[key] += 1
            if option.slug in one.decided.picks:
                _chosen(tally, key, one)


def _count_sure(tally: _Tally, one: Taken) -> None:
    if one.decided.certainty != HIGHEST:
        return
    tally.offered[one.published.document_id, one.step.slug] += 1
    found = answer(one.scenario, one.step.slug, one.decided.picks, one.decided.ranking)
    if found.credit < WRONG_BELOW:
        picked = (option for option in one.step.options if option.slug in one.decided.picks)
        key = _Key(one.published.document_id, one.step.slug, labels(one.step, one.decided), _gravest(picked))
        _chosen(tally, key, one)


def _chosen(tally: _Tally, key: _Key, one: Taken) -> None:
    tally.chose[key].append(one.attempt)
    tally.told.setdefault(key, (one.published, one.step))


def _gravest(options: Iterable[Option]) -> Harm:
    return max((option.harm for option in options), key=_GRAVE.index, default=Harm.NONE)


def _listed(tally: _Tally, ns: Mapping[_Key, int]) -> tuple[Entry, ...]:
    """The most frequent first, then the graver, then by what share chose it."""

    def order(key: _Key) -> tuple[int, int, float, str]:
        count = len(tally.chose[key])
        return -count, -_GRAVE.index(key.harm), -count / ns[key], key.texts[0] if key.texts else ""

    keys = sorted(tally.chose, key=order)[:LISTED_AT_MOST]
    return tuple(_entry(key, tally, ns[key]) for key in keys)


def _entry(key: _Key, tally: _Tally, n: int) -> Entry:
    published, step = tally.told[key]
    chose = sorted(tally.chose[key], key=lambda one: (str(one.learner).casefold(), one.learner_id))
    who = tuple(Who(one.learner_id or 0, str(one.learner), one.pk) for one in chose[:NAMED_AT_MOST])
    return Entry(
        case_slug=published.slug,
        case_title=published.title,
        step=step.slug,
        step_title=step.title,
        question=step.question,
        texts=key.texts,
        harm=None if key.harm is Harm.NONE else harm_word(key.harm),
        count=len(chose),
        n=n,
        share=round(100 * len(chose) / n) if n >= ENOUGH else None,
        who=who,
        more=len(chose) - len(who),
    )
