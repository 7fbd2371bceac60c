"""How a learner stands in each domain: the mean credit of the key decisions taken there, with their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from cases.engine.words import Domain
from cases.selectors.domains import domain_label
from cases.selectors.own_work import Scored
from cases.selectors.wording import Word, share_word

# Below it one answer moves the mean too far to say anything.
ENOUGH = 5
LISTED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One of the decisions behind a figure, with the way to it."""

    label: str
    case_title: str
    word: Word
    at: datetime
    attempt_id: UUID
    step: str


@dataclass(frozen=True, slots=True)
class DomainRow:
    """`mean` is None below ENOUGH decisions; `latest` are the newest few of the `n` behind it."""

    domain: str
    label: str
    n: int
    mean: Decimal | None
    latest: tuple[DecisionRow, ...]


def domain_rows(scored: Iterable[Scored]) -> tuple[DomainRow, ...]:
    """Every domain, in the order of the words; `scored` oldest first."""
    found: dict[str, list[Scored]] = {domain.value: [] for domain in Domain}
    for one in scored:
        found[one.domain].append(one)
    return tuple(_row(domain, decisions) for domain, decisions in found.items())


def _row(domain: str, decisions: list[Scored]) -> DomainRow:
    latest = tuple(_decision(one) for one in decisions[: -LISTED_AT_MOST - 1 : -1])
    mean = _mean([one.credit for one in decisions]) if len(decisions) >= ENOUGH else None
    return DomainRow(domain, domain_label(domain), len(decisions), mean, latest)


def _mean(credits: list[Fraction]) -> Decimal:
    """Two decimals of the exact mean, half to even like a score."""
    mean = sum(credits, Fraction(0)) / len(credits)
    return Decimal(round(mean * 100)).scaleb(-2)


def _decision(one: Scored) -> DecisionRow:
    return DecisionRow(
        one.label,
        one.of.published.title,
        share_word(one.credit),
        one.of.result.at,
        one.of.attempt.pk,
        one.step,
    )
