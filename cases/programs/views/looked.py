"""A page about learners was shown: each of them can read that it was, whichever way led to it."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest

from cases.programs.models import Program
from cases.programs.services.looking import Look, note_look
from npcsite.accounts.access import person_of


def looked(
    request: HttpRequest, program: Program, what: str, learner_ids: Iterable[int], at: datetime
) -> None:
    """To ask for its head shows nothing, and writes nothing."""
    if request.method != "HEAD":
        note_look(look=Look(program, person_of(request), what), learner_ids=learner_ids, at=at)
