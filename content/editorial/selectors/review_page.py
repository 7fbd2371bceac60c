"""The reviewer's page: a pinned revision beside what is live, and all that a verdict on it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from content.editorial.compare import BlockChange, FieldChange
from content.editorial.kinds import ReviewPart, kind_of
from content.editorial.models import (
    Document,
    OpenNote,
    ReviewRound,
    Revision,
    RoundKind,
    Verdict,
)
from content.editorial.selectors import guards
from content.editorial.selectors import review_parts as parts
from content.editorial.selectors.addresses import admin_address
from content.editorial.selectors.approval import QUESTIONS, missing_approval, reached_by, waived_in
from content.editorial.selectors.people import is_chief, reviewers
from content.editorial.selectors.review_parts import Typed, typed_one
from content.editorial.selectors.reviewed_text import ReviewedText, ShownBlock, anchor, reviewed_text
from content.editorial.selectors.unmet import Unmet
from npcsite.accounts.models import User
from npcsite.lib import canonical


@dataclass(frozen=True, slots=True)
class Place:
    """A block of the text or a group of fields, with what was said of it and what is being typed."""

    place: str
    anchor: str
    block: ShownBlock | None
    fields: BlockChange | None
    remarks: tuple[parts.RemarkMade, ...]
    typed: str
    is_required: bool

    @property
    def is_changed(self) -> bool:
        found = self.block or self.fields
        return found is not None and found.is_changed

    @property
    def shown_fields(self) -> tuple[FieldChange, ...]:
        """Of a row that has changed in part what has changed; of any other everything."""
        if self.fields is None:
            return ()
        return self.fields.changed_fields or self.fields.fields


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read: `beside` are the fields that stand by the text, or in its place where there is no text."""

    revision: Revision
    text: ReviewedText
    blocks: tuple[Place, ...]
    beside: tuple[Place, ...]
    is_whole: bool
    has_text: bool
    sources: tuple[parts.Source, ...]
    items: tuple[parts.CitedItem, ...]
    remarks: tuple[parts.RemarkMade, ...]
    notes: tuple[OpenNote, ...]
    findings: tuple[parts.Finding, ...]
    extra: tuple[ReviewPart, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three questions; `value` is what was chosen so far."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`bars` lists by act all that stands against it now, with what was typed so far."""

    round: ReviewRound
    document: Document
    reading: Reading
    dependents: tuple[parts.Dependent, ...]
    verdicts: tuple[Verdict, ...]
    answers: tuple[Answer, ...]
    typed: dict[str, str]
    bars: dict[str, tuple[Unmet, ...]]
    may_settle: bool
    may_judge: bool
    is_chief: bool
    candidates: tuple[User, ...]
    is_mine: bool
    whole_text: Place
    admin_page: str

    @property
    def approvals_given(self) -> int:
        return sum(verdict.verdict == "approve" for verdict in self.verdicts)

    @property
    def needs_statement(self) -> bool:
        return any(reason.code == "no-statement" for reasons in self.bars.values() for reason in reasons)

    @property
    def approve_is_closed(self) -> bool:
        """Reasons no answer on this page can take away."""
        if not parts.waivable_only(self.reading.findings):
            return True
        return any(reason.code not in ANSWERED_HERE for reason in self.bars["approve"])


# What bars an approval until something is typed or ticked on the page itself.
ANSWERED_HERE = ("no-answers", "not-correct", "no-comment", "no-reason", "impact", "lint")


def review_page(round: ReviewRound, user: User, *, typed: Typed, is_whole: bool, at: datetime) -> ReviewPage:
    reading = read(round.revision, base_of(round), typed, waived_in(round, {}), is_whole=is_whole)
    document, may_judge = round.document, round.is_open and not guards.judging(round.document, user, at)
    return ReviewPage(
        round=round,
        document=document,
        reading=reading,
        dependents=parts.dependents(reached_by(round) if round.is_open else (), typed),
        verdicts=tuple(round.verdicts.order_by("at", "pk")),
        answers=tuple(Answer(name, typed_one(typed, name)) for name in QUESTIONS),
        typed={name: typed_one(typed, name) for name in ("comment", "reason", "to")},
        bars=_bars(round, user, typed, at) if round.is_open else {"approve": ()},
        may_settle=not guards.settling(document, user, at),
        may_judge=may_judge,
        is_chief=is_chief(user),
        candidates=_candidates(round, at) if round.is_open and is_chief(user) else (),
        is_mine=round.claimed_by_id == user.pk,
        whole_text=Place("", "", None, None, *_said("", (), typed)),
        admin_page=admin_address(document),
    )


def base_of(round: ReviewRound) -> Revision | None:
    """What readers had when the round began; “reviewed, no change” is compared with itself."""
    if round.kind == RoundKind.REAFFIRM:
        return round.revision
    return round.revision.base.revision if round.revision.base else None


def read(
    revision: Revision, base: Revision | None, typed: Typed, waived: dict[str, str], *, is_whole: bool
) -> Reading:
    kind = kind_of(revision.document.kind)
    old = canonical.decode(base.payload) if base else {}
    text = reviewed_text(kind, old, canonical.decode(revision.payload), parts.snapshots(revision))
    made = parts.remarks(revision, text)
    return Reading(
        revision=revision,
        text=text,
        blocks=tuple(_kept(_blocks(text, made, typed), is_whole=is_whole)),
        beside=tuple(_kept(_fields(text, made, typed), is_whole=is_whole)),
        is_whole=is_whole,
        has_text=bool(text.blocks),
        sources=parts.sources(revision, text, base),
        items=parts.cited_items(revision),
        remarks=made,
        notes=parts.notes(revision.document),
        findings=parts.findings(revision, waived, typed),
        extra=kind.review_parts(old, canonical.decode(revision.payload)),
    )


def _blocks(text: ReviewedText, made: Iterable[parts.RemarkMade], typed: Typed) -> Iterator[Place]:
    for block in text.blocks:
        yield Place(block.place, block.anchor, block, None, *_said(block.place, made, typed))


def _fields(text: ReviewedText, made: Iterable[parts.RemarkMade], typed: Typed) -> Iterator[Place]:
    for block in text.fields:
        yield Place(block.place, anchor(block.place), None, block, *_said(block.place, made, typed))


def _said(
    place: str, made: Iterable[parts.RemarkMade], typed: Typed
) -> tuple[tuple[parts.RemarkMade, ...], str, bool]:
    here = tuple(one for one in made if one.is_of_this and one.comment.block == place)
    return here, typed_one(typed, f"say:{place}"), f"must:{place}" in typed


def _kept(places: Iterable[Place], *, is_whole: bool) -> Iterator[Place]:
    """What somebody remarked on is shown in any case."""
    for place in places:
        if is_whole or place.is_changed or place.remarks or place.typed:
            yield place


def _bars(round: ReviewRound, user: User, typed: Typed, at: datetime) -> dict[str, tuple[Unmet, ...]]:
    document = round.document
    waived = {
        name.removeprefix("waive:"): typed_one(typed, name) for name in typed if name.startswith("waive:")
    }
    answers = {name: typed_one(typed, name) for name in QUESTIONS}
    left = missing_approval(round, typed.get("ack", ()), waived, answers)
    return {
        "claim": tuple(guards.claiming(document, user, at)),
        "release": tuple(guards.releasing(document, user, at)),
        "request_changes": tuple(guards.judging(document, user, at)),
        "approve": (*guards.approving(document, user, at), *left),
    }


def _candidates(round: ReviewRound, at: datetime) -> tuple[User, ...]:
    people = reviewers().order_by("name", "email")
    return tuple(p for p in people if p.pk != round.claimed_by_id and guards.eligible(round.document, p, at))
