"""Who has looked at a learner's record, as the learner reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.programs.models import Viewing

SHOWN_AT_MOST: Final = 200
WORDS: Final[Mapping[str, Promise]] = {
    "record": _("your record"),
    "attempt": _("one of your attempts, decision by decision"),
    "roster": _("the cohort's table, with your row"),
    "attention": _("the list of who needs a look, with your name"),
    "case": _("your attempts at one case"),
    "assignment": _("who has done an assignment, with what yours came to"),
    "trail": _("the cohort's decisions, with yours"),
    "items": _("the cohort's figures, with your answers in them"),
    "cohort-packet": _("the cohort's record, as a page to be printed, with your row"),
    "competencies": _("your decisions by competency"),
    "packet": _("your record, as a page to be printed"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """`viewer` is "" for somebody who has left the site."""

    viewer: str
    program: str
    act: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Looks:
    shown: tuple[Look, ...]
    cut: bool


def looks_at(learner_id: int) -> Looks:
    """The newest; one statement."""
    found = Viewing.objects.filter(learner=learner_id).select_related("viewer", "program")
    rows = list(found[: SHOWN_AT_MOST + 1])
    return Looks(tuple(_look(row) for row in rows[:SHOWN_AT_MOST]), len(rows) > SHOWN_AT_MOST)


def _look(row: Viewing) -> Look:
    viewer = str(row.viewer) if row.viewer else ""
    return Look(viewer, row.program.name, row.get_act_display(), str(WORDS.get(row.what, row.what)), row.at)
