"""What a change reaches: its class, the targets it changes, and the live texts that cite them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from content.editorial.kinds import LibraryItem, kind_of
from content.editorial.models import ChangeClass, Citation, Document, ImpactClass, ImpactItem, Publication
from content.editorial.models.impact import QUARANTINED
from content.editorial.selectors.identity import carried_claims, published_offers
from content.editorial.selectors.words import own_offers
from npcsite.lib import canonical

RANK: Final = {name: rank for rank, name in enumerate(ChangeClass.values)}
# Until when a dependent is to be looked at.
DAYS: Final = {
    ImpactClass.GRADE: 30,
    ImpactClass.SUBSTANTIVE: 7,
    ImpactClass.RETIRED: 7,
    ImpactClass.RETRACTED: 7,
}
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class TargetChange:
    """`now` is what the target has become; a text that already cites it like that is not reached."""

    target: str
    change_class: ImpactClass
    now: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """One live text that cites something changed; `key` is what an approver acknowledges."""

    document: Document
    target: str
    change_class: ImpactClass

    @property
    def key(self) -> str:
        return f"{self.document.pk}:{self.target}:{self.change_class}"


def class_of(item: LibraryItem, live: Publication | None, *, wording_only: bool = False) -> ChangeClass:
    """What is proposed at submission; a first text is substantive. An editor may raise it."""
    if live is None:
        return ChangeClass.SUBSTANTIVE
    changes = {change.change_class for change in target_changes(item, live, wording_only=wording_only)}
    if changes & set(QUARANTINED):
        return ChangeClass.SUBSTANTIVE
    if ImpactClass.GRADE in changes:
        return ChangeClass.GRADE
    return ChangeClass.EVIDENCE if _evidence_differs(item, live) else ChangeClass.EDITORIAL


def target_changes(
    item: LibraryItem, live: Publication | None, *, wording_only: bool = False
) -> tuple[TargetChange, ...]:
    """Claims and grades that others may cite and that are no longer what they were; what is new changes nothing."""
    after = own_offers(item)
    carried = carried_claims(live, after, wording_only=wording_only)
    found = []
    for target, old in published_offers(live).items():
        new = after.get(target)
        if new is None:
            found.append(TargetChange(target, ImpactClass.RETIRED))
            continue
        now = {**new, "claim_hash": carried.get(target, new.get("claim_hash"))}
        if _differs(now, old, "claim_hash"):
            found.append(TargetChange(target, ImpactClass.SUBSTANTIVE, now))
        elif _differs(now, old, "grade_hash"):
            found.append(TargetChange(target, ImpactClass.GRADE, now))
    return tuple(found)


def reach_of(changes: Iterable[TargetChange], *, but_id: int | None = None) -> tuple[Reach, ...]:
    """The live texts that cite what changed, by title. One statement."""
    by_target = {change.target: change for change in changes}
    rows = _live_citations(by_target).select_related("revision__document", "revision__publication")
    found = {
        (row.revision.document_id, row.target): row.revision.document
        for row in rows
        if row.revision.document_id != but_id and _is_behind(row, by_target[row.target])
    }
    reached = [
        Reach(document, target, by_target[target].change_class) for (_pk, target), document in found.items()
    ]
    return tuple(sorted(reached, key=lambda reach: (reach.document.title, reach.target)))


def resting_on_other_sources(item: LibraryItem, live: Publication | None) -> tuple[Document, ...]:
    """The live texts that cite a claim of which nothing but its sources has changed. One statement."""
    after, reached = own_offers(item), {change.target for change in target_changes(item, live)}
    other = [
        target
        for target, old in published_offers(live).items()
        if target in after and target not in reached and _differs(after[target], old, "citations")
    ]
    citing = _live_citations(other).exclude(revision__document=live.document_id if live else 0)
    documents = Document.objects.filter(pk__in=citing.values("revision__document"))
    return tuple(documents.select_related("owner").order_by("title"))


def resting_on(source: str) -> tuple[TargetChange, ...]:
    """The source itself (`@KEY`) and every live claim that rests on it, as a retraction reaches them."""
    key = source.removeprefix("@")
    claims = [
        target
        for document in Document.objects.live().select_related("live__revision", "live__document")
        for target, snapshot in published_offers(document.live).items()
        if key in snapshot.get("citations", ())
    ]
    return tuple(TargetChange(target, ImpactClass.RETRACTED) for target in (source, *claims))


def quarantined(document_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """By document, what it cites that may not be taught until it was reviewed again, and why. One statement."""
    found: dict[int, dict[str, str]] = {}
    rows = ImpactItem.objects.quarantining().filter(dependent__in=document_ids).order_by("pk")
    for document_id, target, change in rows.values_list("dependent", "target", "change_class"):
        found.setdefault(document_id, {})[target] = change
    return found


def _live_citations(targets: Iterable[str]) -> models.QuerySet[Citation]:
    live = Document.objects.live().values("live__revision")
    return Citation.objects.filter(target__in=list(targets), revision__in=live)


def _is_behind(row: Citation, change: TargetChange) -> bool:
    """Whether the text cites the target as it was; a retired or retracted one is always behind."""
    if change.change_class not in (ImpactClass.SUBSTANTIVE, ImpactClass.GRADE):
        return True
    cited = canonical.decode(row.revision.publication.manifest)["citations"].get(row.target, {})
    return _differs(change.now, cited, "claim_hash") or _differs(change.now, cited, "grade_hash")


def _differs(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return bool(one.get(name) != other.get(name))


def _evidence_differs(item: LibraryItem, live: Publication) -> bool:
    """Other sources, or other figures in the texts: neither is a matter of wording."""
    old: dict[str, Any] = canonical.decode(live.revision.payload)
    return _evidence(item.kind, item.payload) != _evidence(item.kind, old)


def _evidence(name: str, payload: dict[str, Any]) -> tuple[object, ...]:
    kind = kind_of(name)
    figures = sorted(number for text in kind.texts(payload).values() for number in _NUMBER.findall(text))
    sources: Mapping[str, Any] = {
        target: snapshot.get("citations") for target, snapshot in kind.offers(payload).items()
    }
    cited = sorted(cite.target for cite in kind.cites(payload))
    return figures, [list(sources.get(target) or ()) for target in sorted(sources)], cited
