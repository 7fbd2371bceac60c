"""A program puts its own file of competencies in the place of the one that holds, or goes back to the site's."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from cases.programs.models import Program
from cases.programs.selectors.competencies import read, text_of
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User


def seen_of(program: Program) -> str:
    """Which file held when a form was made."""
    return sha256(text_of(program).encode()).hexdigest()


@transaction.atomic
def replace_competencies(*, program: Program, text: str, seen: str, actor: User, at: datetime) -> None:
    """The file before it holds up to this moment. Raises BadFile, and Refused when somebody else was quicker."""
    read(text)
    with act(actor=actor, verb="replaced-competencies", of=program, at=at, shown=False) as data:
        _put(program, text, seen)
        data.update(sha256=sha256(text.encode()).hexdigest())


def restore_competencies(*, program: Program, seen: str, actor: User, at: datetime) -> None:
    """The site's own file holds from now on, as later versions of the software have it. Raises Refused when somebody
    else was quicker.
    """
    with act(actor=actor, verb="restored-competencies", of=program, at=at, shown=False):
        _put(program, "", seen)


def _put(program: Program, text: str, seen: str) -> None:
    held = Program.objects.select_for_update().get(pk=program.pk)
    if seen_of(held) != seen:
        raise Refused("Somebody else has replaced the file since you opened this page. Read it again first.")
    Program.objects.filter(pk=program.pk).update(competencies=text)
