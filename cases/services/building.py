"""Authors build a case part by part. The working copy stays the one canonical scenario in `Case.scenario`; every saving
replaces a part of it and ends with `note_edit`, all in one transaction.

What is stored always has the form (`codec`); whether the story makes sense yet, the lint says. A part that somebody
else saved since it was opened is not overwritten: the form carries the part's hash.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.engine import codec, editing
from cases.engine.editing import Plain
from cases.models import Case
from cases.models.case import CASE, SAMPLE
from content.editorial.public import Document, StaleEdit, note_edit, why_locked, words_of
from npcsite.accounts.models import User
from npcsite.lib import canonical

# Two people who save different parts at the same moment are both right; the slower one is tried again.
TRIES = 5


@dataclass(frozen=True, slots=True)
class By:
    """Who edits, and when."""

    user: User
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A part as its author leaves it; `seen` is the hash it had when it was opened."""

    name: str
    seen: str
    value: Any


class PartMoved(Exception):
    """Somebody else saved this part since it was opened, or it is gone; nothing was written."""


class AddressTaken(Exception):
    """Another case has this address; nothing was written."""


def hash_of(value: Any) -> str:
    return canonical.digest(canonical.encode(value))


def plain(case: Case) -> Plain:
    """The scenario as it is stored now."""
    found: Plain = json.loads(Case.objects.values_list("scenario", flat=True).get(pk=case.pk))
    return found


def save_part(*, case: Case, part: Part, by: By) -> bool:
    """Whether anything changed. Raises PartMoved, codec.BadScenario with all faults of form, StaleEdit, Refused."""

    def change(data: Plain) -> Plain:
        try:
            found = editing.part(data, part.name)
        except editing.NoSuchPart as gone:
            raise PartMoved from gone
        if hash_of(found) != part.seen:
            raise PartMoved
        return editing.replaced(data, part.name, part.value)

    return _edit(case, by, change)


def add_step(*, case: Case, step: Plain, by: By) -> bool:
    """Raises editing.NotPossible when the slug is taken, codec.BadScenario, StaleEdit, Refused."""
    return _edit(case, by, lambda data: editing.with_step(data, step))


def duplicate_step(*, case: Case, slug: str, title: str, by: By) -> str:
    """The slug of the copy. Raises editing.NoSuchPart, StaleEdit, Refused."""
    made: list[str] = []

    def change(data: Plain) -> Plain:
        after, free = editing.with_copy(data, slug, title=title)
        made.append(free)
        return after

    _edit(case, by, change)
    return made[-1]


def move_step(*, case: Case, slug: str, number: int, by: By) -> bool:
    """To be the `number`th of all. Raises editing.NoSuchPart, StaleEdit, Refused."""
    return _edit(case, by, lambda data: editing.with_step_at(data, slug, number))


def remove_step(*, case: Case, slug: str, by: By) -> bool:
    """Raises editing.NotPossible while something leads to it, editing.NoSuchPart, StaleEdit, Refused."""
    return _edit(case, by, lambda data: editing.without_step(data, slug))


def replace_scenario(*, case: Case, seen: str, data: Plain, by: By) -> bool:
    """The whole working copy, as a file has it. Raises PartMoved when it is no longer what was `seen`."""

    def change(before: Plain) -> Plain:
        if hash_of(before) != seen:
            raise PartMoved
        return data

    return _edit(case, by, change)


@transaction.atomic
def create_case(*, data: Plain, by: By) -> Case:
    """A case with `data` as its working copy. Raises AddressTaken, codec.BadScenario, Refused."""
    scenario = codec.parse(data)
    if Document.objects.filter(kind__in=(CASE, SAMPLE), slug=scenario.slug).exists():
        raise AddressTaken
    case = Case.objects.create(kind=CASE, slug=scenario.slug, title=scenario.title, owner=by.user)
    _write(case, data)
    note_edit(document=case, user=by.user, seen_lock=case.lock_version, at=by.at)
    return case


def _edit(case: Case, by: By, change: Callable[[Plain], Plain]) -> bool:
    for _again in range(TRIES - 1):
        try:
            return _once(case, by, change)
        except StaleEdit:
            if why_locked(case):
                raise
    return _once(case, by, change)


@transaction.atomic
def _once(case: Case, by: By, change: Callable[[Plain], Plain]) -> bool:
    row = Case.objects.get(pk=case.pk)
    before = words_of(row)
    _write(row, change(json.loads(row.scenario)))
    return note_edit(document=row, user=by.user, seen_lock=row.lock_version, at=by.at, before=before)


def _write(case: Case, data: Plain) -> None:
    """Not by `save`, which would write the lock as well."""
    scenario = codec.parse(data)
    fields: dict[str, Any] = {
        "title": scenario.title,
        "language": scenario.language,
        "level": scenario.level,
        "minutes": scenario.minutes,
        "summary": scenario.summary,
        "topics": " ".join(scenario.topics),
        "scenario": canonical.encode(codec.dump(scenario)),
    }
    Case.objects.filter(pk=case.pk).update(**fields)
