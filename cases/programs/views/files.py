"""What a director takes along of a cohort for a spreadsheet; each learner in a file can read that it was made."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.programs.access import get_case_of_cohort, get_directed_cohort
from cases.programs.forms.figures import ItemsForm
from cases.programs.forms.roster import RosterForm
from cases.programs.models import Cohort, Viewing
from cases.programs.selectors.cohort_work import learners_at, learners_in
from cases.programs.selectors.items_sheet import cases_of, items_sheet
from cases.programs.selectors.roster_learners import fitting
from cases.programs.selectors.roster_sheet import roster_sheet
from cases.programs.selectors.trail_sheet import trail_sheet
from cases.programs.services.looking import Look, note_look
from cases.selectors.own_sheets import Sheet, moment
from npcsite.accounts.access import ask_password_again, person_of, strong_sign_in_required
from npcsite.lib.sheets import Cell, csv_pieces
from npcsite.lib.workbooks import WrittenBook

NAME_LETTERS: Final = 40
KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """`learners` are those somebody can read of in the sheet."""

    sheet: Sheet
    learners: Iterable[int]


def _roster(request: HttpRequest, cohort: Cohort, at: datetime) -> _Asked:
    wanted = RosterForm(request.GET).wanted()
    learners = (one.learner_id for one in fitting(cohort, wanted, at).members)
    return _Asked(roster_sheet(cohort, wanted, at), learners)


def _trail(request: HttpRequest, cohort: Cohort, at: datetime) -> _Asked:
    wanted = RosterForm(request.GET).wanted()
    members = [one.learner_id for one in fitting(cohort, wanted, at).members]
    return _Asked(trail_sheet(cohort, wanted, at), learners_in(cohort, members))


def _items(request: HttpRequest, cohort: Cohort, _at: datetime) -> _Asked:
    """One case as the screen has it, or every case the cohort has work at."""
    wanted = ItemsForm(request.GET).wanted()
    cases = (get_case_of_cohort(cohort, wanted.case),) if wanted.case else cases_of(cohort)
    sheet = items_sheet(cohort, cases, practice=wanted.practice)
    return _Asked(sheet, learners_at(cohort, cases, practice=wanted.practice))


FILES: Final[Mapping[str, Callable[[HttpRequest, Cohort, datetime], _Asked]]] = {
    "roster": _roster,
    "trail": _trail,
    "items": _items,
}


@require_safe
@never_cache
@strong_sign_in_required
def cohort_file(
    request: HttpRequest, program_id: int, cohort_id: int, what: str, kind: str
) -> HttpResponseBase:
    """One of `FILES` as one of `KINDS`, always whole: no range of it is served. To ask for its head writes nothing."""
    cohort, at = get_directed_cohort(request, program_id, cohort_id), timezone.now()
    asked = FILES[what](request, cohort, at)
    ask_password_again(request)
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=KINDS[kind]), cohort, f"{what}.{kind}", at)
    look = Look(cohort.program, person_of(request), what, Viewing.Act.EXPORTED)
    note_look(look=look, learner_ids=asked.learners, at=at)
    answer = _as_csv(asked.sheet) if kind == "csv" else _as_workbook(asked.sheet, cohort, what, at)
    return _named(answer, cohort, f"{what}.{kind}", at)


def _as_csv(sheet: Sheet) -> HttpResponseBase:
    return StreamingHttpResponse(csv_pieces(sheet.head, sheet.rows), content_type=KINDS["csv"])


def _as_workbook(sheet: Sheet, cohort: Cohort, what: str, at: datetime) -> HttpResponseBase:
    """Its directory stands at the end, so that it is written to a file before the first byte is sent."""
    book, file = WrittenBook(), tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.add(what, sheet.head, sheet.rows)
    book.add(_("About this file"), (_("About this file"), ""), _about(cohort, at))
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type=KINDS["xlsx"])


def _about(cohort: Cohort, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    program = cohort.program
    simulated = _("Simulated: no figure here is a real person's.") if program.is_demo else _("no")
    return (
        (_("Site"), settings.SITE_NAME),
        (_("Program"), program.name),
        (_("Cohort"), cohort.name),
        (_("Made at"), moment(at, program.zone)),
        (_("Time zone of every time in this file"), program.time_zone),
        (_("Simulated"), simulated),
        (
            _("What it is for"),
            _("Education only. Decisions about simulated patients; no judgement of competence."),
        ),
    )


def _named(answer: HttpResponseBase, cohort: Cohort, ending: str, at: datetime) -> HttpResponseBase:
    """By letters, digits, dots and hyphens alone, whatever the cohort is called; with the day and the zone."""
    program = cohort.program
    mark = "simulated-" if program.is_demo else ""
    called = slugify(cohort.name)[:NAME_LETTERS].strip("-") or f"cohort-{cohort.pk}"
    zone = slugify(program.time_zone.replace("/", "-"))
    day = timezone.localdate(at, program.zone)
    what, kind = ending.split(".")
    name = f"{mark}{what}-{called}-{day:%Y-%m-%d}-{zone}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
