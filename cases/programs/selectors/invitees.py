"""Whom a file or a form would invite to a cohort, row by row, and what would become of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.programs.models import Cohort, Invitation
from npcsite.lib.read_sheets import Line, Sheet, Unreadable
from npcsite.lib.sheets import FORMULA_STARTS
from npcsite.lib.text import refuse_control_characters

ROWS_AT_MOST: Final = 2000
EMAIL_AT_MOST: Final = 254
NAME_AT_MOST: Final = 120
EMAIL_HEADS: Final = frozenset({"email", "e-mail", "mail", "address", "email address", "e-mail address"})
NAME_HEADS: Final = frozenset({"name", "full name", "learner", "resident", "student"})


class Fate(StrEnum):
    """What becomes of a row; all but the first are passed over."""

    NEW = "new"
    MEMBER = "member"
    INVITED = "invited"
    DUPLICATE = "duplicate"
    NO_ADDRESS = "no-address"
    MALFORMED = "malformed"
    TOO_LONG = "too-long"
    FORMULA = "formula"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Invitee:
    """`line` of the file, 0 for one typed into a form. The address is in lower case."""

    line: int
    email: str
    name: str
    fate: Fate = Fate.NEW


# What stands in the way first, then who is known already, then who will be invited.
WORDS: Final[Mapping[Fate, Promise]] = {
    Fate.NO_ADDRESS: _("No address on this line"),
    Fate.MALFORMED: _("Not an e-mail address"),
    Fate.TOO_LONG: _("Too long: an address has at most 254 characters, a name 120"),
    Fate.FORMULA: _("Begins like a formula (= + - @): write it as text"),
    Fate.CONTROL: _("Holds a control character, such as a line break"),
    Fate.DUPLICATE: _("The same address stands further up in the file"),
    Fate.MEMBER: _("In this cohort already"),
    Fate.INVITED: _("Has an invitation that is open"),
    Fate.NEW: _("Will be invited"),
}


@dataclass(frozen=True, slots=True)
class Group:
    fate: Fate
    words: Promise
    rows: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do: `count` rows, read as `encoding`, of which `new_count` would be invited."""

    encoding: str
    count: int
    new_count: int
    groups: tuple[Group, ...]


def invitees(sheet: Sheet) -> tuple[Invitee, ...]:
    """In the file's order, each with the fate that the file alone tells. Raises Unreadable."""
    email_at, name_at, lines = _columns(sheet.lines)
    if len(lines) > ROWS_AT_MOST:
        said = (
            f"The file has {len(lines)} rows, at most {ROWS_AT_MOST} are read. Split it into smaller files."
        )
        raise Unreadable(said)
    return _without_repeats(
        checked(Invitee(one.number, _cell(one, email_at), _cell(one, name_at))) for one in lines
    )


def checked(row: Invitee) -> Invitee:
    email, name = row.email.strip().lower(), " ".join(row.name.split(" "))
    return replace(row, email=email, name=name, fate=_fate(email, name))


def looked_up(cohort: Cohort, rows: Sequence[Invitee], at: datetime) -> tuple[Invitee, ...]:
    """With members and people who are invited already told apart. Two statements, however many rows."""
    emails = [row.email for row in rows if row.fate is Fate.NEW]
    members = EmailAddress.objects.filter(
        verified=True, email__in=emails, user__memberships__cohort=cohort, user__memberships__ended_at=None
    )
    invited = Invitation.objects.open_at(at).filter(cohort=cohort, email__in=emails)
    known = dict.fromkeys(invited.values_list("email", flat=True), Fate.INVITED)
    known |= dict.fromkeys(members.values_list("email", flat=True), Fate.MEMBER)
    return tuple(replace(row, fate=known.get(row.email, row.fate)) for row in rows)


def planned(encoding: str, rows: Sequence[Invitee]) -> Plan:
    by_fate: dict[Fate, list[Invitee]] = {}
    for row in rows:
        by_fate.setdefault(row.fate, []).append(row)
    groups = tuple(Group(fate, WORDS[fate], tuple(by_fate[fate])) for fate in WORDS if fate in by_fate)
    return Plan(encoding, len(rows), len(by_fate.get(Fate.NEW, ())), groups)


def _columns(lines: Sequence[Line]) -> tuple[int, int, Sequence[Line]]:
    """Where the address and the name stand, -1 for no name, and the rows below a head, which is optional."""
    first = [cell.casefold() for cell in lines[0].cells]
    if not any("@" in cell for cell in first) and EMAIL_HEADS.union(NAME_HEADS).intersection(first):
        email_at = next((at for at, cell in enumerate(first) if cell in EMAIL_HEADS), -1)
        if email_at < 0:
            raise Unreadable(
                "No column is called “email”. Name the column of addresses so, or leave the head out."
            )
        return email_at, next((at for at, cell in enumerate(first) if cell in NAME_HEADS), -1), lines[1:]
    email_at = next((at for at, cell in enumerate(first) if "@" in cell), 0)
    return email_at, 0 if email_at else 1, lines


def _cell(line: Line, at: int) -> str:
    return line.cells[at] if 0 <= at < len(line.cells) else ""


def _fate(email: str, name: str) -> Fate:
    if not email:
        return Fate.NO_ADDRESS
    if len(email) > EMAIL_AT_MOST or len(name) > NAME_AT_MOST:
        return Fate.TOO_LONG
    if email.startswith(FORMULA_STARTS) or name.startswith(FORMULA_STARTS):
        return Fate.FORMULA
    try:
        refuse_control_characters(name)
    except ValidationError:
        return Fate.CONTROL
    try:
        validate_email(email)
    except ValidationError:
        return Fate.MALFORMED
    return Fate.NEW


def _without_repeats(rows: Iterable[Invitee]) -> tuple[Invitee, ...]:
    """The first row of an address holds."""
    found, seen = [], set()
    for row in rows:
        repeated = row.fate is Fate.NEW and row.email in seen
        found.append(replace(row, fate=Fate.DUPLICATE) if repeated else row)
        seen.add(row.email)
    return tuple(found)
