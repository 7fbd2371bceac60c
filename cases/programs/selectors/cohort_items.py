"""How the key decisions of one case behaved in a cohort."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.models import AttemptMode
from cases.programs.models import Cohort
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.selectors.headings import Heading, offered_cases
from cases.selectors.item_figures import CaseFigures, figures_of
from cases.selectors.item_statistics import item_statistics
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Document, Published, live, read_publications


@dataclass(frozen=True, slots=True)
class CaseChoice:
    slug: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """`figures` None: no case was chosen. The texts are those of the version published at `version_at`."""

    choices: tuple[CaseChoice, ...]
    practice: bool
    title: str = ""
    version_at: datetime | None = None
    figures: CaseFigures | None = None


def items_page(cohort: Cohort, case: Document | None, *, practice: bool) -> ItemsPage:
    """One statement without a case, six with one, more for publications this process has not read yet."""
    offered = sorted(offered_cases(), key=lambda one: one.title)
    if case is None:
        return ItemsPage(choices_of(offered, None), practice)
    mode = AttemptMode.PRACTICE if practice else AttemptMode.ASSESSED
    published = _newest_played(cohort, case, mode) or live(case.kind, case.slug)
    if published is None:
        return ItemsPage(choices_of(offered, None), practice)
    found = item_statistics(
        published, work_of_cohort(cohort), mode=mode, with_simulated=cohort.program.is_demo
    )
    return ItemsPage(
        choices=choices_of(offered, published),
        practice=practice,
        title=published.title,
        version_at=published.published_at,
        figures=figures_of(scenario_of(published), found),
    )


def _newest_played(cohort: Cohort, case: Document, mode: AttemptMode) -> Published | None:
    """What is live now may ask something else than what the cohort was asked."""
    played = work_of_cohort(cohort).over().filter(document=case, mode=mode).order_by()
    found = read_publications(set(played.values_list("publication", flat=True).distinct()))
    return max(found, key=lambda one: (one.published_at, one.id), default=None)


def choices_of(offered: Iterable[Heading], chosen: Heading | Published | None) -> tuple[CaseChoice, ...]:
    """What is offered, and the chosen one if it is offered no more."""
    shown: dict[int, Heading | Published] = {one.document_id: one for one in offered}
    if chosen is not None:
        shown.setdefault(chosen.document_id, chosen)
    return tuple(
        CaseChoice(one.slug, one.title, chosen is not None and document == chosen.document_id)
        for document, one in shown.items()
    )
