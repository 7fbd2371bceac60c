"""What people do to a document, written row by row past the workflow, so that its outcome can be read at any time."""

from datetime import datetime

from content.editorial.models import (
    Document,
    Epoch,
    Publication,
    Rendering,
    Retirement,
    ReviewRound,
    Revision,
    Verdict,
)
from npcsite.accounts.models import User
from npcsite.lib import canonical, markdown
from tests.factories import UserFactory

CAPACITIES = {"Rita": "medical oncologist", "Ravi": "radiation oncologist"}


def revised(
    document: Document, *, at: datetime, change_class: str = "substantive", note: str = "", **words
) -> Revision:
    """The next revision: the live payload with other `words`."""
    document.refresh_from_db()
    live = document.live
    payload = canonical.encode({**canonical.decode(live.revision.payload), **words})
    revision = Revision.objects.create(
        document_id=document.pk,
        number=document.revisions.count() + 1,
        payload=payload,
        content_hash=canonical.digest(payload),
        base=live,
        change_class=change_class,
        change_note=note,
        created_at=at,
    )
    Document.objects.filter(pk=document.pk).update(head=revision)
    return revision


def opened(
    revision: Revision, *, at: datetime, claimed_by: User | None = None, kind: str = "change"
) -> ReviewRound:
    return ReviewRound.objects.create(
        document=revision.document,
        revision=revision,
        kind=kind,
        state="under_review" if claimed_by else "submitted",
        submitted_by=UserFactory(name="Eddie"),
        claimed_by=claimed_by,
        claimed_at=at if claimed_by else None,
        due_on=at.date() if claimed_by else None,
        opened_at=at,
    )


def approved(
    document: Document, *people: User, at: datetime, demo: bool = False, sources=None, **more
) -> Publication:
    """A new text, approved by these people and live from `at` on; `sources` are citations added to the manifest."""
    revision = revised(document, at=at, **more)
    held = opened(revision, at=at)
    ReviewRound.objects.filter(pk=held.pk).update(state="approved", closed_at=at)
    for person in people:
        _verdict(revision, held, person, at, demo=demo)
    return _published(document, revision, at, sources or {})


def reaffirmed(document: Document, *people: User, at: datetime, demo: bool = False) -> None:
    document.refresh_from_db()
    held = ReviewRound.objects.create(
        document=document,
        revision=document.live.revision,
        kind="reaffirm",
        state="approved",
        opened_at=at,
        closed_at=at,
    )
    for person in people:
        _verdict(document.live.revision, held, person, at, demo=demo)
    Epoch.objects.move()


def retired(document: Document, person: User, *, at: datetime, reason: str = "Out of date.") -> Retirement:
    Document.objects.filter(pk=document.pk).update(retired_at=at)
    Epoch.objects.move()
    return Retirement.objects.create(document=document, reason=reason, retired_by=person, retired_at=at)


def revived(document: Document, *, at: datetime) -> None:
    Document.objects.filter(pk=document.pk).update(retired_at=None, live=None)
    Retirement.objects.filter(document=document).update(revived_at=at)
    Epoch.objects.move()


def published_again(document: Document, person: User, *, at: datetime) -> Publication:
    """After it was revived."""
    newest = document.publications.order_by("-published_at").first()
    Document.objects.filter(pk=document.pk).update(live=newest)
    return approved(document, person, at=at, change_class="evidence")


def _verdict(revision: Revision, held: ReviewRound, person: User, at: datetime, *, demo: bool) -> Verdict:
    return Verdict.objects.create(
        revision=revision,
        round=held,
        user=person,
        actor=f"Dr {person.name}",
        capacity=CAPACITIES.get(person.name, ""),
        is_demo=demo,
        verdict="approve",
        seen_hash=revision.content_hash,
        at=at,
    )


def _published(document: Document, revision: Revision, at: datetime, sources) -> Publication:
    document.refresh_from_db()
    held = canonical.decode(document.live.manifest)
    manifest = canonical.encode(
        {**held, "revision": revision.content_hash, "citations": {**held["citations"], **sources}}
    )
    publication = Publication.objects.create(
        document_id=document.pk,
        revision=revision,
        manifest=manifest,
        sha256=canonical.digest(manifest),
        published_at=at,
    )
    payload = canonical.decode(revision.payload)
    parts = canonical.decode(document.live.rendering.parts)
    parts |= {name: markdown.render(payload[name]) for name in parts if name in payload}
    Rendering.objects.create(
        publication=publication,
        renderer_version=markdown.RENDERER,
        parts=canonical.encode(parts),
        rendered_at=at,
    )
    Document.objects.filter(pk=document.pk).update(live=publication)
    document.refresh_from_db()
    Epoch.objects.move()
    return publication
