"""A cohort by domain: of each learner the mean credit of the key decisions they reached, with how many there were."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import F

from cases.engine.words import Domain
from cases.models import AttemptMode, Result
from cases.programs.models import Cohort
from cases.programs.selectors.members import Wanted, members_of
from cases.programs.selectors.work import known_to
from cases.selectors.domains import domain_label
from cases.selectors.own_domains import ENOUGH
from cases.selectors.scenarios import scenario_of
from content.editorial.public import read_publications


@dataclass(frozen=True, slots=True)
class DomainCell:
    """`mean` is None below ENOUGH decisions."""

    n: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class DomainRow:
    learner_id: int
    name: str
    cells: tuple[DomainCell, ...]


@dataclass(frozen=True, slots=True)
class ByDomain:
    labels: tuple[str, ...]
    rows: tuple[DomainRow, ...]
    enough: int
    page: int
    more: bool
    total: int


def by_domain(cohort: Cohort, wanted: Wanted) -> ByDomain:
    """Of all assessed attempts that are over, repeats included. Three statements however many, and those for
    publications this process has not read yet.
    """
    members, more, total = members_of(cohort, wanted)
    credits = _credits(cohort.program_id, [one.learner_id for one in members])
    rows = tuple(
        DomainRow(
            one.learner_id,
            one.name,
            tuple(_cell(credits.get((one.learner_id, domain.value), [])) for domain in Domain),
        )
        for one in members
    )
    labels = tuple(domain_label(domain.value) for domain in Domain)
    return ByDomain(labels, rows, ENOUGH, wanted.page, more, total)


def _credits(program_id: int, learner_ids: list[int]) -> Mapping[tuple[int, str], list[Fraction]]:
    known = known_to(program_id).filter(learner__in=learner_ids, mode=AttemptMode.ASSESSED)
    results = Result.objects.filter(attempt__in=known, publication=F("attempt__publication"))
    found = list(results.annotate(learner_id=F("attempt__learner")).order_by("pk"))
    published = {one.id: one for one in read_publications({one.publication_id for one in found})}
    credits: dict[tuple[int, str], list[Fraction]] = {}
    for one in found:
        scenario = scenario_of(published[one.publication_id])
        for key in one.parts()["key_decisions"]:
            if key["reached"] and not key["left_out"]:
                domain = scenario.key_decision(key["slug"]).domain
                credits.setdefault((one.learner_id, domain), []).append(Fraction(key["credit"]))
    return credits


def _cell(credits: list[Fraction]) -> DomainCell:
    if len(credits) < ENOUGH:
        return DomainCell(len(credits), None)
    mean = sum(credits, Fraction(0)) / len(credits)
    return DomainCell(len(credits), Decimal(round(mean * 100)).scaleb(-2))
