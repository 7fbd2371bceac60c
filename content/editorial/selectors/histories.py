"""How a document came to be what it is: its publications in order, and who approved each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from content.editorial.models import ChangeClass, Revision, RoundKind, RoundState, Verdict
from content.editorial.models.verdicts import VerdictKind


@dataclass(frozen=True, slots=True)
class Approver:
    """As they wished to be named when they approved; `role` may be empty."""

    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Approval:
    """A round of review that ended well; one demo person in it makes it a demonstration."""

    at: datetime
    number: int
    approvers: tuple[Approver, ...]
    unchanged: bool
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Release:
    """One publication; `approval` is None for what the loader published, `reaffirmed` came later, with no new word."""

    publication_id: int
    revision_id: int
    number: int
    published_at: datetime
    sha256: str
    change_class: str
    change_note: str
    approval: Approval | None
    reaffirmed: tuple[Approval, ...] = ()

    @property
    def is_editorial(self) -> bool:
        return self.change_class == ChangeClass.EDITORIAL

    @property
    def is_substantive(self) -> bool:
        return self.change_class == ChangeClass.SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the review of the last of some releases.

    `basis` is the approval the text rests on and `again` the newest "reviewed, no change" after it; `wording`
    approved a correction of wording since; `demo` is what a demo person approved where nobody else has.
    """

    updated_at: datetime
    basis: Approval | None = None
    again: Approval | None = None
    wording: Approval | None = None
    demo: Approval | None = None

    @property
    def reviewed_at(self) -> datetime | None:
        newest = self.again or self.basis
        return newest.at if newest else None


def histories(
    document_ids: Iterable[int] | QuerySet[Any], *, at: datetime | None = None
) -> dict[int, tuple[Release, ...]]:
    """By document, oldest first; with `at` as it was known then. One statement for however many."""
    counted = Q(verdict=VerdictKind.LOADED) | Q(verdict=VerdictKind.APPROVE, round__state=RoundState.APPROVED)
    documents = document_ids if isinstance(document_ids, QuerySet) else list(document_ids)
    rows = Verdict.objects.filter(
        counted, revision__document__in=documents, revision__publication__isnull=False
    )
    if at is not None:
        known = Q(round__isnull=True) | Q(round__closed_at__lte=at)
        rows = rows.filter(known, revision__publication__published_at__lte=at)
    order = ("revision__document", "revision__publication__published_at", "revision__publication", "at", "pk")
    said = (_Row(*row) for row in rows.order_by(*order).values_list(*_FIELDS))
    return {
        document: tuple(_release(list(group)) for _pk, group in groupby(held, lambda row: row.publication_id))
        for document, held in groupby(said, lambda row: row.document_id)
    }


def corrections() -> dict[int, tuple[Release, ...]]:
    """By document, the whole history of each that was ever corrected in substance. One statement."""
    substantive = Revision.objects.filter(
        change_class=ChangeClass.SUBSTANTIVE, publication__isnull=False, base__isnull=False
    )
    return histories(substantive.values("document_id"))


def standing(releases: Sequence[Release]) -> Standing:
    """Of the last release; the others are those before it. The rules stand in the README."""
    now = Standing(updated_at=releases[0].published_at)
    for release in releases:
        if not release.is_editorial:
            now = replace(now, updated_at=release.published_at)
        now = _after_publication(now, release)
        for approval in release.reaffirmed:
            now = _after_reaffirmation(now, approval)
    return now


def _after_publication(now: Standing, release: Release) -> Standing:
    approval = release.approval
    if approval is None or approval.is_demo:
        return Standing(now.updated_at, demo=approval)
    if release.is_editorial and now.basis:
        return replace(now, wording=approval)
    return Standing(now.updated_at, basis=approval)


def _after_reaffirmation(now: Standing, approval: Approval) -> Standing:
    if approval.is_demo:
        return now if now.basis or now.demo else replace(now, demo=approval)
    if now.basis is None:
        return Standing(now.updated_at, basis=approval)
    return replace(now, again=approval, wording=None)


_FIELDS = (
    "revision__document_id",
    "revision__publication__pk",
    "revision_id",
    "revision__number",
    "revision__publication__published_at",
    "revision__publication__sha256",
    "revision__change_class",
    "revision__change_note",
    "round_id",
    "round__kind",
    "round__closed_at",
    "actor",
    "capacity",
    "is_demo",
)


class _Row(NamedTuple):
    document_id: int
    publication_id: int
    revision_id: int
    number: int
    published_at: datetime
    sha256: str
    change_class: str
    change_note: str
    round_id: int | None
    round_kind: str | None
    closed_at: datetime
    actor: str
    capacity: str
    is_demo: bool


def _release(rows: list[_Row]) -> Release:
    first = rows[0]
    rounds: dict[int, list[_Row]] = {}
    for row in rows:
        if row.round_id is not None:
            rounds.setdefault(row.round_id, []).append(row)
    approvals = sorted((_approval(held) for held in rounds.values()), key=lambda approval: approval.at)
    return Release(
        publication_id=first.publication_id,
        revision_id=first.revision_id,
        number=first.number,
        published_at=first.published_at,
        sha256=first.sha256,
        change_class=first.change_class,
        change_note=first.change_note,
        approval=next((approval for approval in approvals if not approval.unchanged), None),
        reaffirmed=tuple(approval for approval in approvals if approval.unchanged),
    )


def _approval(rows: list[_Row]) -> Approval:
    return Approval(
        at=rows[0].closed_at,
        number=rows[0].number,
        approvers=tuple(Approver(row.actor, row.capacity) for row in rows),
        unchanged=rows[0].round_kind == RoundKind.REAFFIRM,
        is_demo=any(row.is_demo for row in rows),
    )
