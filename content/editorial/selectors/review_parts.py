"""What stands beside a text under review, as values a page can show: sources, findings, dependents, remarks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.editorial.compare import Change, compare_cited
from content.editorial.kinds import Fault, kind_of
from content.editorial.lint.gates import can_be_waived, fault_key, gated
from content.editorial.models import Comment, Document, OpenNote, Revision
from content.editorial.selectors.addresses import admin_address
from content.editorial.selectors.approval import changed_since
from content.editorial.selectors.findings import findings_of
from content.editorial.selectors.impact import DAYS, Reach
from content.editorial.selectors.reviewed_text import ReviewedText, anchor
from content.editorial.selectors.words import of_revision, world_for
from content.editorial.world import NOTHING_SPECIAL, Facts
from npcsite.lib import canonical
from npcsite.lib.markdown import allowed_link

Typed = Mapping[str, Sequence[str]]
Snapshot = Mapping[str, Any]


def typed_one(typed: Typed, name: str) -> str:
    values = typed.get(name, ())
    return values[-1] if values else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A reference as frozen with the words; `today` is what the library says of its integrity now."""

    key: str
    number: int
    known: Snapshot
    change: Change
    today: Facts

    @property
    def notice_href(self) -> str:
        """Empty when the notice has no address."""
        return self.today.noticed_in if allowed_link(self.today.noticed_in) else ""


@dataclass(frozen=True, slots=True)
class CitedItem:
    """A recommendation, section or trial that is cited; `has_moved` when it is no longer what was frozen."""

    target: str
    title: str
    has_moved: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """`reason` was typed now, `waived` by somebody who approved before."""

    fault: Fault
    key: str
    anchor: str
    is_error: bool
    can_be_waived: bool
    waived: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dependent:
    reach: Reach
    href: str
    kind: str
    days: int
    is_acknowledged: bool


@dataclass(frozen=True, slots=True)
class RemarkMade:
    """`heading` is that of its block, "" when it is about the whole text or about an earlier revision's block."""

    comment: Comment
    heading: str
    anchor: str
    is_of_this: bool


def sources(revision: Revision, text: ReviewedText, base: Revision | None) -> tuple[Source, ...]:
    """In the order of their numbers: those of the texts first, then the others; those no longer cited last."""
    cited, before = _cited(revision), _cited(base)
    changes = {found.target: found.change for found in compare_cited(before, cited, prefix="@")}
    targets = sorted((t for t in cited if t.startswith("@")), key=lambda t: (text.numbers.get(t, 10_000), t))
    gone = [target for target, change in changes.items() if change is Change.REMOVED]
    world = world_for(of_revision(revision))
    world.look_up(targets)
    found = []
    for number, target in enumerate([*targets, *gone], start=1):
        facts = world.facts(target)
        today = facts if facts and target in cited else NOTHING_SPECIAL
        known = cited.get(target) or before[target]
        change = changes.get(target, Change.SAME) if base else Change.SAME
        found.append(Source(target.removeprefix("@"), number if target in cited else 0, known, change, today))
    return tuple(found)


def cited_items(revision: Revision) -> tuple[CitedItem, ...]:
    moved = set(changed_since(revision))
    return tuple(
        CitedItem(target, str(known.get("title") or known.get("name") or target), target in moved)
        for target, known in sorted(_cited(revision).items())
        if not target.startswith("@")
    )


def findings(revision: Revision, waived: Mapping[str, str], typed: Typed) -> tuple[Finding, ...]:
    """As they count at approval, errors first; several that one reason would waive are one."""
    found: dict[tuple[str, str], Finding] = {}
    for fault in gated(findings_of(revision), gate="approve"):
        key = fault_key(fault)
        found[key, "" if can_be_waived(fault) else fault.message] = Finding(
            fault=fault,
            key=key,
            anchor=anchor(f"{fault.place}:{fault.line}" if fault.line else fault.place),
            is_error=fault.severity == "error",
            can_be_waived=can_be_waived(fault) and fault.severity == "error",
            waived=waived.get(key, ""),
            reason=typed_one(typed, f"waive:{key}"),
        )
    return tuple(sorted(found.values(), key=lambda one: (not one.is_error, one.fault.code)))


def dependents(reached: Iterable[Reach], typed: Typed) -> tuple[Dependent, ...]:
    ticked = set(typed.get("ack", ()))
    return tuple(
        Dependent(
            reach,
            admin_address(reach.document),
            str(kind_of(reach.document.kind).model._meta.verbose_name),
            DAYS[reach.change_class],
            reach.key in ticked,
        )
        for reach in reached
    )


def remarks(revision: Revision, text: ReviewedText) -> tuple[RemarkMade, ...]:
    """Those on this revision, and what is still open of earlier ones; open ones first."""
    rows = Comment.objects.filter(revision__document=revision.document_id).select_related(
        "author", "resolved_by", "revision"
    )
    made = [
        RemarkMade(row, text.of(row.block), anchor(row.block), row.revision_id == revision.pk)
        for row in rows
        if row.revision_id == revision.pk or not row.is_settled
    ]
    return tuple(sorted(made, key=lambda one: one.comment.is_settled))


def notes(document: Document) -> tuple[OpenNote, ...]:
    """“Check before approval”, those still open first."""
    rows = document.open_notes.select_related("resolved_by")
    return tuple(sorted(rows, key=lambda row: (row.is_checked, row.pk)))


def waivable_only(found: Iterable[Finding]) -> bool:
    return all(one.can_be_waived for one in found if one.is_error)


def snapshots(revision: Revision) -> dict[str, Snapshot]:
    return dict(_cited(revision))


def _cited(revision: Revision | None) -> dict[str, Snapshot]:
    found: dict[str, Snapshot] = canonical.decode(revision.cited) if revision else {}
    return found
