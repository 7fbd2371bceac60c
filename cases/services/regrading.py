"""A regrade: finished attempts of a publication scored on a corrected one of the same case. The old results stay.

An explicit act of a chief editor, with a reason: finished scores never change by themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.engine.refusal import Refused as NotAllowed
from cases.models import Attempt, Regrade, Result
from cases.models.result import fields_of
from cases.selectors import playing
from content.editorial.public import Publication, act
from npcsite.accounts.models import Role, User

# Anything that looks like an e-mail address.
ADDRESS: Final = re.compile(r"\S@\S+\.\w")


@dataclass(frozen=True, slots=True)
class Regrading:
    """From which publication to which, and why."""

    old: Publication
    new: Publication
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finished attempt: its old result beside the new one, or why there can be none."""

    attempt: Attempt
    old: Result
    fields: dict[str, Any] | None
    impossible: str = ""

    @property
    def difference(self) -> Any:
        return self.fields["score"] - self.old.score if self.fields else None


class NotAllowedToRegrade(Exception):
    """Only a chief editor does this, with a reason, between two publications of one case; nothing was written."""


class NamesALearner(Exception):
    """The reason, which all these learners read, holds the name or an address of one; nothing was written."""


def try_regrade(*, old: Publication, new: Publication) -> Iterator[Row]:
    """The dry run: every finished attempt on `old` that has no result on `new` yet. Writes nothing."""
    ended = Attempt.objects.over().filter(publication=old).with_rendering().select_related("learner")
    for attempt in (
        ended.exclude(results__publication=new).order_by("started_at").prefetch_related("events", "results")
    ):
        own = next((found for found in attempt.results.all() if found.publication_id == old.pk), None)
        if own is not None:
            yield _row(attempt, own, new)


def regrade(*, regrading: Regrading, user: User, at: datetime) -> int:
    """How many results were added; those impossible are left out. One audit line.

    Raises NotAllowedToRegrade and NamesALearner.
    """
    _refuse_unless_allowed(regrading, user)
    with act(actor=user, verb="regrade", of=regrading.new, at=at) as said:
        tried = list(try_regrade(old=regrading.old, new=regrading.new))
        _refuse_names(regrading.reason, tried)
        rows = [row for row in tried if row.fields is not None]
        done = Regrade.objects.create(
            old=regrading.old, new=regrading.new, reason=regrading.reason.strip(), regraded_by=user, at=at
        )
        for row in rows:
            Result.objects.create(attempt=row.attempt, publication=regrading.new, at=at, **row.fields or {})
        said |= {"from": regrading.old.pk, "results": len(rows), "regrade": done.pk}
    return len(rows)


def _refuse_names(reason: str, rows: Iterable[Row]) -> None:
    """Who leaves takes their name along; a text that others read must not keep it."""
    said = reason.casefold()
    learners = [row.attempt.learner for row in rows if row.attempt.learner]
    names = {name.casefold().strip() for one in learners for name in (one.name, one.email)} - {""}
    if ADDRESS.search(said) or any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names):
        raise NamesALearner


def _refuse_unless_allowed(regrading: Regrading, user: User) -> None:
    same_case = regrading.old.document_id == regrading.new.document_id and regrading.old != regrading.new
    is_chief = user.is_active and user.has_role(Role.CHIEF_EDITOR)
    if not (same_case and is_chief and regrading.reason.strip()):
        raise NotAllowedToRegrade


def _row(attempt: Attempt, own: Result, new: Publication) -> Row:
    try:
        on = playing.on(attempt, new.pk)
        fields = fields_of(on.scenario, on.state)
    except (NotAllowed, KeyError):
        return Row(
            attempt, own, None, _("A step or an option that was taken is not there, or no longer follows.")
        )
    if own.ending and not fields["ending"]:
        return Row(attempt, own, None, _("The corrected case goes on where this attempt ended."))
    return Row(attempt, own, fields)
