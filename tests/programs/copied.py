"""A published case once more under other addresses, as rows: publishing hundreds one by one takes minutes."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery

from cases.models import Case
from content.editorial.models import Citation, Document, Publication, Rendering, Revision, Verdict
from content.editorial.public import Published
from npcsite.lib import canonical
from tests.programs.bulk import put


def copied(published: Published, slugs: Iterable[str]) -> None:
    """With everything its publication hangs on; each copy's title ends with its slug."""
    case = Case.objects.get(pk=published.document_id)
    revision = Revision.objects.get(publication=published.id)
    documents = Document.objects.bulk_create(
        Document(kind=case.kind, slug=slug, title=f"Made {slug}", language=case.language) for slug in slugs
    )
    put(
        Case,
        ("document_ptr", "level", "minutes", "summary", "topics", "scenario"),
        [
            (one.pk, case.level, case.minutes, case.summary, case.topics, _renamed(case.scenario, one))
            for one in documents
        ],
    )
    revisions = Revision.objects.bulk_create(_revision(revision, one) for one in documents)
    for model in (Citation, Verdict):
        model.objects.bulk_create(
            _again(row, revision=one) for row in model.objects.filter(revision=revision) for one in revisions
        )
    original, shown = revision.publication, revision.publication.rendering
    publications = Publication.objects.bulk_create(
        _publication(original, one, of) for one, of in zip(revisions, documents, strict=True)
    )
    Rendering.objects.bulk_create(_again(shown, publication=one) for one in publications)
    mine = Publication.objects.filter(document=OuterRef("pk"))
    copies = Document.objects.filter(pk__in=[one.pk for one in documents])
    copies.update(
        live=Subquery(mine.values("pk")[:1]),
        head=Subquery(mine.values("revision")[:1]),
        lock_version=F("lock_version") + 1,
    )


def _renamed(payload: str, document: Document) -> str:
    return canonical.encode(canonical.decode(payload) | {"slug": document.slug, "title": document.title})


def _revision(revision: Revision, document: Document) -> Revision:
    payload = _renamed(revision.payload, document)
    return _again(revision, document=document, payload=payload, content_hash=canonical.digest(payload))


def _publication(original: Publication, revision: Revision, document: Document) -> Publication:
    manifest = _renamed(original.manifest, document)
    return _again(
        original, document=document, revision=revision, manifest=manifest, sha256=canonical.digest(manifest)
    )


def _again(row, **changed):
    """The same row to be inserted anew."""
    model = type(row)
    held = {one.attname: getattr(row, one.attname) for one in model._meta.concrete_fields if one.name != "id"}
    for name in changed:
        held.pop(model._meta.get_field(name).attname)
    return model(**held | changed)
