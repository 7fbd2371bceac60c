"""Whoever opens or exports a learner's record leaves a line that the learner can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.programs.models import Program, Viewing
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Look:
    """`what` is a key of `selectors.looks.WORDS`."""

    program: Program
    viewer: User
    what: str
    act: Viewing.Act = Viewing.Act.OPENED


@transaction.atomic
def note_look(*, look: Look, learner_ids: Iterable[int], at: datetime) -> None:
    """One line for each learner in what was opened or exported; one statement for a few hundred of them."""
    Viewing.objects.bulk_create(
        Viewing(
            program=look.program,
            learner_id=learner_id,
            viewer=look.viewer,
            act=look.act,
            what=look.what,
            at=at,
        )
        for learner_id in learner_ids
    )
