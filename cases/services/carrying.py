"""Carries whole cases in and out: a file becomes a working copy, and the other way. What is wrong writes nothing."""

from dataclasses import dataclass

from django.db import transaction

from cases.engine import codec
from cases.engine.faults import Fault
from cases.models import Case
from cases.services import exchange
from cases.services.building import By, create_case, plain, replace_scenario
from cases.services.writing import written
from content.editorial.public import Document, add_notes, open_notes

TITLE_AT_MOST = Document._meta.get_field("title").max_length


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a file: the case, and whether it is new or anything in it has changed."""

    case: Case
    is_new: bool
    is_changed: bool


def export_case(*, case: Case, form: str) -> str:
    """The working copy with the notes still open, as yaml or json; the keys in the order of the format."""
    scenario = codec.parse(plain(case))
    return written(codec.dump(scenario), open_notes(case), form)


def import_case(*, text: str, name: str, by: By, into: Case | None = None, seen: str = "") -> Carried:
    """Replaces the working copy `into`, which still has to be what was `seen`; without one, makes a new case.

    Raises exchange.BadCaseFile with line and place, PartMoved, AddressTaken, StaleEdit, Refused. Notes are added, never
    taken away: only a reviewer settles them.
    """
    file = exchange.read(text, name)
    _fits(file, into)
    data = {key: value for key, value in file.data.items() if key != "notes"}
    notes = [(note.place, note.text) for note in file.scenario.notes]
    with transaction.atomic():
        if into is None:
            carried = Carried(create_case(data=data, by=by), is_new=True, is_changed=True)
        else:
            changed = replace_scenario(case=into, seen=seen, data=data, by=by)
            carried = Carried(into, is_new=False, is_changed=changed)
        add_notes(document=carried.case, user=by.user, notes=notes, at=by.at)
    return carried


def _fits(file: exchange.CaseFile, into: Case | None) -> None:
    faults = []
    if into is not None and file.scenario.slug != into.slug:
        faults.append(
            Fault("E007", "slug", f"This is the page of “{into.slug}”; open or make the case of the file.")
        )
    if len(file.scenario.title) > (TITLE_AT_MOST or 0):
        faults.append(
            Fault("E406", "title", f"The title is too long; write at most {TITLE_AT_MOST} characters.")
        )
    if faults:
        raise exchange.BadCaseFile(file.located(faults))
