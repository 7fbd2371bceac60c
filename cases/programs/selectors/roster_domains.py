"""A cohort by domain: of each learner the mean credit of the key decisions they reached, with how many there were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import F

from cases.engine.words import Domain
from cases.models import AttemptMode, Result
from cases.programs.models import Cohort
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.roster import Choice, choices_of
from cases.programs.selectors.roster_learners import Fitting, Shown, every_page, fitting, shown
from cases.programs.selectors.work import known_to
from cases.selectors.domains import domain_label
from cases.selectors.headings import heading_of
from cases.selectors.own_domains import ENOUGH
from content.editorial.public import read_extracts


@dataclass(frozen=True, slots=True)
class DomainCell:
    """`mean` is None below ENOUGH decisions."""

    n: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class DomainRow:
    learner_id: int
    name: str
    until: datetime | None
    cells: tuple[DomainCell, ...]


@dataclass(frozen=True, slots=True)
class ByDomain:
    """`total` learners fit of `everybody`."""

    labels: tuple[str, ...]
    rows: tuple[DomainRow, ...]
    enough: int
    page: int
    more: bool
    total: int
    everybody: int
    assignments: tuple[Choice, ...]


def by_domain(cohort: Cohort, wanted: Wanted, at: datetime) -> ByDomain:
    """Of all assessed attempts that are over, repeats included. Four statements however many, at most eight when an
    assignment, a state or attention is asked for; more for publications this process has not read yet.
    """
    found = fitting(cohort, wanted, at)
    return _page(found, shown(found, wanted, None))


def whole_by_domain(cohort: Cohort, wanted: Wanted, at: datetime) -> Iterator[ByDomain]:
    """Every page of learners. What `by_domain` costs, and two statements for each further page."""
    found = fitting(cohort, wanted, at)
    for page in every_page(found, wanted, None):
        yield _page(found, page)


def _page(found: Fitting, page: Shown) -> ByDomain:
    credits = _credits(found.cohort.program_id, page)
    rows = tuple(
        DomainRow(
            one.learner_id,
            one.name,
            one.until,
            tuple(_cell(credits.get((one.learner_id, domain.value), [])) for domain in Domain),
        )
        for one in page.members
    )
    labels = tuple(domain_label(domain.value) for domain in Domain)
    return ByDomain(
        labels, rows, ENOUGH, page.page, page.more, page.total, found.everybody, choices_of(found)
    )


def _credits(program_id: int, page: Shown) -> Mapping[tuple[int, str], list[Fraction]]:
    """The attempts of the page brought their publications' renderings along."""
    learner_ids = [one.learner_id for one in page.members]
    known = known_to(program_id).filter(learner__in=learner_ids, mode=AttemptMode.ASSESSED)
    results = Result.objects.filter(attempt__in=known, publication=F("attempt__publication"))
    found = list(results.annotate(learner_id=F("attempt__learner")).order_by("pk"))
    wanted = {(one.publication_id, one.rendering_id) for pk in learner_ids for one in page.played.get(pk, [])}
    domains = {one.id: one.domains for one in read_extracts(wanted, heading_of)}
    credits: dict[tuple[int, str], list[Fraction]] = {}
    for one in found:
        of_case = domains[one.publication_id]
        for key in one.parts()["key_decisions"]:
            if key["reached"] and not key["left_out"]:
                credits.setdefault((one.learner_id, of_case[key["slug"]]), []).append(Fraction(key["credit"]))
    return credits


def _cell(credits: list[Fraction]) -> DomainCell:
    if len(credits) < ENOUGH:
        return DomainCell(len(credits), None)
    mean = sum(credits, Fraction(0)) / len(credits)
    return DomainCell(len(credits), Decimal(round(mean * 100)).scaleb(-2))
