"""Who may do what now: every act's standing guards, each with all of its unmet reasons at once.

What a form adds (a note, a reason, what was seen) is asked by the service that takes the form.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from content.editorial.models import (
    Comment,
    Document,
    ImpactItem,
    ImpactState,
    Publication,
    ReviewRound,
    RoundState,
    Verdict,
)
from content.editorial.models.impact import UNSETTLED
from content.editorial.models.verdicts import VerdictKind
from content.editorial.selectors import unmet as u
from content.editorial.selectors.findings import barring, findings
from content.editorial.selectors.people import (
    helped_to_write,
    helped_to_write_live,
    is_chief,
    is_editor,
    is_reviewer,
    statement_of,
)
from content.editorial.selectors.unmet import Unmet, with_details
from content.editorial.selectors.words import says_what_is_live, working_copy
from npcsite.accounts.models import User
from npcsite.lib import canonical

Reasons = list[Unmet]


def open_round(document: Document) -> ReviewRound | None:
    return document.rounds.open().select_related("revision").first()


def last_round(document: Document) -> ReviewRound | None:
    return document.rounds.order_by("-opened_at", "-pk").first()


def _when(*conditions: tuple[bool, Unmet]) -> Reasons:
    return [reason for is_so, reason in conditions if is_so]


def editing(document: Document, user: User, at: datetime) -> Reasons:
    """The working copy is for reading while a round is open, and while the document is retired."""
    return _when(
        (not is_editor(user), u.NOT_EDITOR),
        (open_round(document) is not None, u.OPEN_ROUND),
        (document.retired_at is not None, u.RETIRED),
    )


def submitting(document: Document, user: User, at: datetime) -> Reasons:
    lint = barring(findings(document), "submit")
    return editing(document, user, at) + _when(
        (_is_live_already(document), u.UNCHANGED),
        (bool(lint), with_details(u.LINT_AT_SUBMIT, lint)),
    )


def withdrawing(document: Document, user: User, at: datetime) -> Reasons:
    found = open_round(document)
    mine = found is not None and user.pk in (found.submitted_by_id, document.owner_id)
    return _when((found is None, u.NOT_OPEN), (not mine and not is_chief(user), u.NOT_YOURS))


def discarding(document: Document, user: User, at: datetime) -> Reasons:
    return editing(document, user, at) + _when(
        (document.live is None, u.NOT_LIVE),
        (document.live is not None and not has_changes(document), u.UNCHANGED),
    )


def rolling_back(document: Document, user: User, at: datetime) -> Reasons:
    return editing(document, user, at) + _when(
        (document.live is None, u.NOT_LIVE),
        (document.live is not None and has_changes(document), u.PENDING),
        (document.publications.count() < 2, u.OTHER_PUBLICATION),
    )


def retiring(document: Document, user: User, at: datetime) -> Reasons:
    return _when(
        (not is_chief(user), u.NOT_CHIEF),
        (document.live is None, u.NOT_LIVE),
        (document.retired_at is not None, u.RETIRED),
        (open_round(document) is not None, u.OPEN_ROUND),
    )


def reviving(document: Document, user: User, at: datetime) -> Reasons:
    return _when((not is_chief(user), u.NOT_CHIEF), (document.retired_at is None, u.NOT_RETIRED))


def claiming(document: Document, user: User, at: datetime) -> Reasons:
    found = open_round(document)
    waiting = found is not None and found.state == RoundState.SUBMITTED
    return _reviewing(found, user, at) + _when((not waiting, u.NOT_SUBMITTED))


def releasing(document: Document, user: User, at: datetime) -> Reasons:
    found = open_round(document)
    claimed = found is not None and found.state == RoundState.UNDER_REVIEW
    mine = found is not None and found.claimed_by_id == user.pk
    return _when((not claimed, u.NOT_UNDER_REVIEW), (not mine and not is_chief(user), u.NOT_CLAIMED_BY_YOU))


def judging(document: Document, user: User, at: datetime) -> Reasons:
    """To ask for changes; approving asks for more."""
    found = open_round(document)
    claimed = found is not None and found.state == RoundState.UNDER_REVIEW
    return _reviewing(found, user, at) + _when((not claimed, u.NOT_UNDER_REVIEW))


def approving(document: Document, user: User, at: datetime) -> Reasons:
    found = open_round(document)
    return (
        judging(document, user, at)
        + _left_to_settle(document, user)
        + _when((found is not None and _has_approved(found, user), u.APPROVED_ALREADY))
    )


def reaffirming(document: Document, user: User, at: datetime) -> Reasons:
    return (
        _reviewer(user, at)
        + _left_to_settle(document, user)
        + _when(
            (document.live is None, u.NOT_LIVE),
            (document.retired_at is not None, u.RETIRED),
            (open_round(document) is not None, u.OPEN_ROUND),
            (helped_to_write_live(user, document), u.CONTRIBUTOR),
            (user.is_simulated, u.DEMO),
        )
    )


def settling(document: Document, user: User, at: datetime) -> Reasons:
    """Reviewers settle remarks and notes on a text, save those who wrote its newest words."""
    wrote = document.edits.filter(user=user).exists() or (
        document.head is not None and helped_to_write(user, document.head)
    )
    return _when((not is_reviewer(user), u.NOT_REVIEWER), (wrote, u.CONTRIBUTOR))


def waiving(item: ImpactItem, user: User) -> Reasons:
    return _when((not is_chief(user), u.NOT_CHIEF), (item.state not in UNSETTLED, u.NOT_SETTLED_TWICE))


def acknowledging(item: ImpactItem, user: User) -> Reasons:
    return _when((not is_editor(user), u.NOT_EDITOR), (item.state != ImpactState.OPEN, u.NOT_NEW))


ACTS: Final[Mapping[str, Callable[[Document, User, datetime], Reasons]]] = MappingProxyType(
    {
        "edit": editing,
        "submit": submitting,
        "withdraw": withdrawing,
        "discard": discarding,
        "roll_back": rolling_back,
        "retire": retiring,
        "revive": reviving,
        "claim": claiming,
        "release": releasing,
        "request_changes": judging,
        "approve": approving,
        "reaffirm": reaffirming,
    }
)


def barred(document: Document, user: User, at: datetime) -> dict[str, tuple[Unmet, ...]]:
    """By act, what stands against it; an empty tuple is an open door."""
    return {name: tuple(guard(document, user, at)) for name, guard in ACTS.items()}


def has_changes(document: Document) -> bool:
    """Whether the working copy says something else than what is live; what cannot be stored does."""
    try:
        return not says_what_is_live(working_copy(document), document.live)
    except canonical.Unclean:
        return True


def eligible(document: Document, user: User, at: datetime) -> bool:
    """Whether a round could be given to this reviewer."""
    return not _reviewing(open_round(document), user, at)


def _reviewing(found: ReviewRound | None, user: User, at: datetime) -> Reasons:
    wrote = found is not None and (user.pk == found.submitted_by_id or helped_to_write(user, found.revision))
    return _reviewer(user, at) + _when((wrote, u.CONTRIBUTOR), (found is None, u.NOT_OPEN))


def _reviewer(user: User, at: datetime) -> Reasons:
    return _when(
        (not is_reviewer(user), u.NOT_REVIEWER),
        (statement_of(user, on=timezone.localdate(at)) is None, u.NO_STATEMENT),
    )


def _left_to_settle(document: Document, user: User) -> Reasons:
    notes = tuple(f"{n.place}: {n.text}" for n in document.open_notes.open_to(user))
    asked = Comment.objects.filter(revision__document=document).required().open_to(user)
    comments = tuple(f"{c.block}: {c.body}" for c in asked)
    return _when((bool(notes or comments), with_details(u.TO_RESOLVE, notes + comments)))


def _has_approved(found: ReviewRound, user: User) -> bool:
    return Verdict.objects.filter(round=found, user=user, verdict=VerdictKind.APPROVE).exists()


def _is_live_already(document: Document) -> bool:
    """The same words, and what they cite is still what was frozen with them."""
    return (
        document.live is not None and not has_changes(document) and not cites_something_changed(document.live)
    )


def cites_something_changed(live: Publication) -> bool:
    return live.document.impact_items.unsettled().exists()
