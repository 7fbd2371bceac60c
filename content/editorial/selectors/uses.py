"""Where something is used: which live texts and which working copies cite it, and on which lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from content.editorial.kinds import Cite, kind_of
from content.editorial.models import Citation, Document, Edit, ReviewRound, Revision
from content.editorial.selectors.reading import everything_live


@dataclass(frozen=True, slots=True)
class Use:
    """`places` are those of the live text, or of the working copy where only that cites it; empty for what the live
    text cites through something else: a case through the recommendation that rests on a reference.
    """

    document_id: int
    kind: str
    slug: str
    title: str
    live: bool
    in_working_copy: bool
    places: tuple[str, ...]


def where_used(target: str) -> tuple[Use, ...]:
    """By kind and address. Two statements, and those that reading the unpublished working copies takes."""
    live = {one.document_id: one for one in everything_live() if target in one.manifest["citations"]}
    places = _live_places(target, live)
    copies = {document: _cited_in(document, target) for document in _unpublished()}
    copied = {document.pk: cites for document, cites in copies.items() if cites}
    changed = {document.pk for document in copies}
    uses = [
        Use(
            pk,
            one.kind,
            one.slug,
            one.title,
            live=True,
            in_working_copy=pk in copied or pk not in changed,
            places=places.get(pk, ()),
        )
        for pk, one in live.items()
    ]
    uses += [
        Use(d.pk, d.kind, d.slug, d.title, live=False, in_working_copy=True, places=_told(cites))
        for d, cites in copies.items()
        if cites and d.pk not in live
    ]
    return tuple(sorted(uses, key=lambda use: (use.kind, use.slug)))


def is_cited(target: str) -> bool:
    """Whether any revision or working copy ever cited it, so that its key has to stay."""
    if Citation.objects.filter(target=target).exists():
        return True
    return any(_cited_in(document, target) for document in _unpublished())


def all_that_cite(target: str) -> tuple[str, ...]:
    """Everything that cites it now or ever did, one line each: revisions, the one in review, and working copies."""
    return (*_citing_revisions(target), *_citing_copies(target))


def _citing_revisions(target: str) -> list[str]:
    rows = Revision.objects.filter(pk__in=Citation.objects.filter(target=target).values("revision"))
    in_review = set(ReviewRound.objects.open().values_list("revision", flat=True))
    found = []
    for row in rows.select_related("document__live").order_by("document__title", "document", "number"):
        live = row.document.live
        standing = _("once submitted")
        if live is not None and live.revision_id == row.pk:
            standing = _("live") if row.document.retired_at is None else _("retired")
        elif row.pk in in_review:
            standing = _("in review")
        told = {"document": _called(row.document), "number": row.number, "standing": standing}
        found.append(_("%(document)s: revision %(number)s, %(standing)s") % told)
    return found


def _citing_copies(target: str) -> list[str]:
    return [
        _("%(document)s: working copy") % {"document": _called(document)}
        for document in Document.objects.order_by("title", "pk")
        if _cited_in(document, target)
    ]


def _called(document: Document) -> str:
    return f"{document.title} ({kind_of(document.kind).model._meta.verbose_name})"


def _live_places(target: str, live: Iterable[int]) -> dict[int, tuple[str, ...]]:
    rows = Citation.objects.filter(target=target, revision__publication__live_document__in=list(live))
    found: dict[int, list[Cite]] = {}
    for document, place, line in rows.order_by("pk").values_list("revision__document", "place", "line"):
        found.setdefault(document, []).append(Cite(target, place, line))
    return {document: _told(cites) for document, cites in found.items()}


def _unpublished() -> list[Document]:
    """Documents whose working copy may say something else than what is live."""
    edited = Exists(Edit.objects.filter(document=OuterRef("pk")))
    waiting = Q(live__isnull=True) | edited
    return list(Document.objects.filter(waiting, retired_at__isnull=True).order_by("kind", "slug"))


def _cited_in(document: Document, target: str) -> list[Cite]:
    kind = kind_of(document.kind)
    return [cite for cite in kind.cites(kind.freeze(document)) if cite.target == target]


def _told(cites: Iterable[Cite]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(f"{cite.place}, line {cite.line}" if cite.line else cite.place for cite in cites)
    )
