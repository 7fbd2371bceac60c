"""What a learner left beside the log, as rows for a spreadsheet: notes and flags, reports, pauses."""

from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Owner, Pause, StepNote
from cases.selectors.assessed import closed_meanwhile
from cases.selectors.own_sheets import Sheet, moment
from cases.selectors.reports import OwnReport, own_reports
from content.editorial.public import Published, read_publications
from npcsite.lib.sheets import Cell


def notes_sheet(user_id: int) -> Sheet:
    """One row a note or flag, by attempt; two statements and those for publications not read yet. Of a case under
    assessment other attempts' notes have a row that says so.
    """
    zone = timezone.get_current_timezone_name()
    head = (
        _("Attempt"), _("Case"), _("Step"), _("Note"), _("Flagged"), _("Changed (%(zone)s)") % {"zone": zone},
    )  # fmt: skip
    notes = StepNote.objects.said().filter(attempt__learner=user_id).select_related("attempt")
    notes = notes.order_by("attempt__started_at", "pk")
    closed, known = closed_meanwhile(user_id), _known(note.attempt.publication_id for note in notes)
    said = _("left out until your assessed attempt at this case is over")
    return Sheet(
        head,
        tuple(
            (
                str(note.attempt_id),
                known[note.attempt.publication_id].title,
                *((said, None, None) if note.attempt_id in closed else _of_note(note)),
                moment(note.changed_at),
            )
            for note in notes
        ),
    )


def _of_note(note: StepNote) -> tuple[Cell, ...]:
    return (note.step, note.text, _("yes") if note.flagged else _("no"))


def reports_sheet(user_id: int) -> Sheet:
    """What `/reports/` shows, one row a report, the newest first; costs what that page costs."""
    zone = timezone.get_current_timezone_name()
    head = (
        _("Case"), _("Step"), _("About"), _("Words"), _("Reported (%(zone)s)") % {"zone": zone}, _("State"),
        _("Answer"), _("Why nothing was changed"), _("Mended (%(zone)s)") % {"zone": zone},
    )  # fmt: skip
    return Sheet(head, tuple(_of_report(one) for one in own_reports(Owner(user_id=user_id))))


def _of_report(one: OwnReport) -> tuple[Cell, ...]:
    waits = _("left out until your assessed attempt at this case is over")
    return (
        one.case_title,
        one.step_title or waits,
        one.kind,
        one.words or waits,
        moment(one.created_at),
        one.state,
        waits if one.is_withheld else one.answer,
        one.reason,
        moment(one.mended_at),
    )


def pauses_sheet(user_id: int) -> Sheet:
    """One row a pause, oldest first; one statement and those for publications not read yet."""
    zone = timezone.get_current_timezone_name()
    head = (
        _("Attempt"), _("Case"), _("Paused (%(zone)s)") % {"zone": zone},
        _("Went on (%(zone)s)") % {"zone": zone},
    )  # fmt: skip
    pauses = (
        Pause.objects.filter(attempt__learner=user_id).select_related("attempt").order_by("paused_at", "pk")
    )
    known = _known(pause.attempt.publication_id for pause in pauses)
    return Sheet(
        head,
        tuple(
            (
                str(pause.attempt_id),
                known[pause.attempt.publication_id].title,
                moment(pause.paused_at),
                moment(pause.resumed_at),
            )
            for pause in pauses
        ),
    )


def _known(publication_ids: Iterable[int]) -> Mapping[int, Published]:
    return {one.id: one for one in read_publications(set(publication_ids))}
