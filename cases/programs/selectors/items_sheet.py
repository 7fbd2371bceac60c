"""How key decisions behaved in a cohort as rows for a spreadsheet: the figures of the screen, case by case."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.programs.models import Cohort
from cases.programs.selectors.cohort_items import ItemsPage, items_page
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.programs.selectors.roster_sheet import yes_no
from cases.selectors.item_figures import NONE, KeyFigures, OptionFigures, StepFigures
from cases.selectors.own_sheets import Sheet, moment
from cases.selectors.wording import MINUS
from content.editorial.public import Document
from npcsite.lib.sheets import Cell


def cases_of(cohort: Cohort) -> tuple[Document, ...]:
    """Those the cohort has work at, by address; one statement."""
    played = work_of_cohort(cohort).order_by().values("document")
    return tuple(Document.objects.defer("title").filter(pk__in=played).order_by("slug"))


def items_sheet(cohort: Cohort, cases: Iterable[Document], *, practice: bool) -> Sheet:
    """One row an option of each step of each key decision. Six statements a case, as it is read."""
    zone = {"zone": cohort.program.time_zone}
    head = (
        _("Case"), _("Version published (%(zone)s)") % zone, _("Mode"), _("Attempts (n)"),
        _("Attempts at other versions, not counted"), _("Key decision"), _("Domain"), _("Weight"),
        _("Reached by (n)"), _("Facility of 100"), _("Discrimination"), _("Efficiency"), _("Note"), _("Late"),
        _("Certainty 1"), _("Certainty 2"), _("Certainty 3"), _("Step"), _("Question"), _("Decided here (n)"),
        _("Decided here with certainty 3 (n)"), _("Option"), _("Worth"), _("Harm"), _("Chosen by"),
        _("Chosen by, with certainty 3"), _("Look"), _("Simulated"),
    )  # fmt: skip
    return Sheet(head, _rows(cohort, cases, practice=practice))


def _rows(cohort: Cohort, cases: Iterable[Document], *, practice: bool) -> Iterator[tuple[Cell, ...]]:
    for case in cases:
        page = items_page(cohort, case, practice=practice)
        if page.figures is None:
            continue
        about = _of_case(cohort, page)
        for key in page.figures.keys:
            for step in key.steps:
                for option in step.options:
                    told = (*about, *_of_key(key), *_of_option(key, step, option))
                    yield (*told, yes_no(cohort.program.is_demo))


def _of_case(cohort: Cohort, page: ItemsPage) -> tuple[Cell, ...]:
    return (
        page.title,
        moment(page.version_at, cohort.program.zone),
        _("practice") if page.practice else _("assessed"),
        page.figures.n if page.figures else None,
        page.figures.apart if page.figures else None,
    )


def _of_key(key: KeyFigures) -> tuple[Cell, ...]:
    return (
        key.label,
        key.domain,
        key.weight,
        key.n,
        _number(key.facility),
        _number(key.discrimination),
        _number(key.efficiency),
        key.note or None,
        key.late,
        *key.certainty,
    )


def _of_option(key: KeyFigures, step: StepFigures, option: OptionFigures) -> tuple[Cell, ...]:
    return (
        step.title,
        step.question,
        step.n,
        step.sure_n,
        option.label,
        option.word.text,
        option.harm.text if option.harm else None,
        option.picked,
        option.sure,
        " ".join(f"{alert}." for alert in (*key.alerts, *option.alerts)) or None,
    )


def _number(told: str) -> Decimal | None:
    """A figure as it is shown, for a cell that is computed with."""
    return None if told == NONE else Decimal(told.replace(MINUS, "-"))
