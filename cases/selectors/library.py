"""The case library: what is published, who reviewed it, and how the visitor stands with each case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from cases.models import Attempt, AttemptState, Owner
from cases.models.case import CaseLevel
from cases.selectors.domains import domain_label
from cases.selectors.quarantine import standings
from cases.selectors.wording import whole
from content.editorial.public import Published, Strip, live_of_kind, strips


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the library; empty filters nothing out."""

    level: str = ""
    topic: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """How the visitor stands with a case; `resume` is an attempt that waits to be continued."""

    text: str
    resume: UUID | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A case `in_revision` takes no new attempt, because what it teaches has changed."""

    slug: str
    title: str
    summary: str
    level: str
    minutes: int
    topics: tuple[str, ...]
    strip: Strip
    own: Own | None
    in_revision: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """`total` tells an empty library from a filter that leaves nothing."""

    cards: tuple[Card, ...]
    total: int


LEVELS = list(CaseLevel.values)


def library(wanted: Wanted, owner: Owner) -> Library:
    """The easier level first. Its statements do not grow with the number of cases."""
    published = sorted(live_of_kind("case"), key=easiest_first)
    found = [one for one in published if _matches(one, wanted)]
    own, reviewed, stands = own_by_document(found, owner), strips(found), standings(found)
    cards = tuple(
        replace(
            _card(one, reviewed[one.document_id], own.get(one.document_id)),
            in_revision=stands[one.document_id].hidden,
        )
        for one in found
    )
    return Library(cards, len(published))


def easiest_first(published: Published) -> tuple[int, str]:
    return LEVELS.index(published.payload["level"]), published.title


def own_by_document(published: Iterable[Published], owner: Owner) -> Mapping[int, Own]:
    """One statement; none for a visitor who owns nothing."""
    if owner.is_nobody:
        return {}
    documents = [one.document_id for one in published]
    mine = Attempt.objects.owned_by(owner).filter(document__in=documents)
    # A regrade stands beside the score an attempt had; it is told in the debrief and changes nothing here.
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    rows = mine.annotate(own_result=own_result).order_by("-started_at")
    found: dict[int, list[tuple[UUID, str, int | None]]] = {}
    for document, attempt, state, score in rows.values_list(
        "document_id", "pk", "state", "own_result__score"
    ):
        shown = None if score is None else whole(score)
        found.setdefault(document, []).append((attempt, state, shown))
    return {document: _own(attempts) for document, attempts in found.items()}


def _own(attempts: list[tuple[UUID, str, int | None]]) -> Own:
    """The newest attempt under way comes first; else the best score of those completed; else that one was given up."""
    for attempt, state, _score in attempts:
        if state == AttemptState.IN_PROGRESS:
            return Own(_("In progress"), attempt)
    scores = [
        score for _attempt, state, score in attempts if state == AttemptState.COMPLETED and score is not None
    ]
    return Own(_("Completed, best %(score)d of 100") % {"score": max(scores)} if scores else _("Given up"))


def _matches(published: Published, wanted: Wanted) -> bool:
    payload = published.payload
    return (
        wanted.level in ("", payload["level"])
        and (not wanted.topic or wanted.topic in payload.get("topics", ()))
        and (wanted.minutes is None or payload["minutes"] <= wanted.minutes)
    )


def _card(published: Published, strip: Strip, own: Own | None) -> Card:
    payload = published.payload
    return Card(
        slug=published.slug,
        title=published.title,
        summary=payload.get("summary", ""),
        level=str(CaseLevel(payload["level"]).label),
        minutes=payload["minutes"],
        topics=tuple(domain_label(topic) for topic in payload.get("topics", ())),
        strip=strip,
        own=own,
    )
