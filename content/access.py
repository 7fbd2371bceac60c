"""Who may read what we teach: everybody, as long as it is published; what is retired says so, all else is not found.

And who may change the working copies behind it.
"""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from content.editorial.public import (
    Document,
    Published,
    Tombstone,
    first_published_at,
    is_frozen_in_a_publication,
    kind_of,
    live,
    live_of_kind,
    person_of,
    publication_bytes,
    tombstone,
    tombstones,
)
from content.models import Reference
from npcsite.accounts.models import Role, User
from npcsite.accounts.reading import may_read


class Retired(Http404):
    """The text was there once; its page says since when it is not, and why."""

    def __init__(self, stone: Tombstone) -> None:
        super().__init__(_("This text was retired."))
        self.stone = stone


class NotYet(Http404):
    """The text was published later than the reader asks for; `first_at` is None when nothing was public at all."""

    def __init__(self, first_at: datetime | None) -> None:
        super().__init__(_("This text was not public then."))
        self.first_at = first_at


def _found(kind: str, slug: str, at: datetime | None) -> Published:
    published = live(kind, slug, at=at)
    if published is not None:
        return published
    if stone := tombstone(kind, slug, at=at):
        raise Retired(stone)
    if at is not None and (first_at := first_published_at(kind, slug)):
        raise NotYet(first_at)
    raise Http404(_("There is no such page here."))


def main_article() -> str:
    """The address of the article readers are led to: the first that is live, else the first that was."""
    found = next(iter(live_of_kind("article")), None) or next((s.last for s in tombstones("article")), None)
    if found is None:
        raise Http404(_("No article is published yet."))
    return found.slug


def articles() -> tuple[Published, ...]:
    """Those that are live, by address."""
    return live_of_kind("article")


def article(slug: str, at: datetime | None = None) -> Published:
    return _found("article", slug, at)


def section(slug: str, at: datetime | None = None) -> Published:
    return _found("section", slug, at)


def section_of_recommendation(key: str) -> str:
    """The slug of the live section that states the recommendation, else of the retired one that did."""
    for published in (*live_of_kind("section"), *(stone.last for stone in tombstones("section"))):
        if any(row["key"] == key for row in published.payload["recommendations"]):
            return published.slug
    raise Http404(_("There is no such recommendation."))


def notice(slug: str, at: datetime | None = None) -> Published:
    return _found("notice", slug, at)


def glossary(at: datetime | None = None) -> Published:
    return _found("glossary", "glossary", at)


def trials(at: datetime | None = None) -> Published:
    return _found("trials", "trials", at)


def newest(kind: str, slug: str) -> Published:
    """Live or, once retired, as it stood last: how it came to be stays readable."""
    try:
        return _found(kind, slug, None)
    except Retired as retired:
        return retired.stone.last


def publication(sha256: str) -> tuple[str, str]:
    """Manifest and payload as stored; those of kinds that keep their words to themselves are not found."""
    found = publication_bytes(sha256)
    if found is None or not kind_of(found.kind).is_open:
        raise Http404(_("Nothing was published under this address."))
    return found.manifest, found.payload


def may_edit(user: object) -> bool:
    """Editors and chief editors change working copies; a superuser without either role reads them."""
    return isinstance(user, User) and user.is_active and user.has_role(Role.EDITOR, Role.CHIEF_EDITOR)


def editor_of(request: HttpRequest) -> User:
    """Who edits; anybody else is refused."""
    if not isinstance(request.user, User) or not may_edit(request.user):
        raise PermissionDenied
    return request.user


def reference_for_editing(request: HttpRequest, pk: str) -> Reference:
    editor_of(request)
    found = Reference.objects.filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise Http404(_("There is no such reference."))
    return found


def working_copy(request: HttpRequest, pk: int, *, kinds: Collection[str]) -> Document:
    """For who may read working copies; to everybody else it is not there."""
    if not (isinstance(request.user, User) and request.user.is_staff and may_read(request)):
        raise Http404
    return get_object_or_404(Document, pk=pk, kind__in=list(kinds))


def editors() -> QuerySet[User]:
    """Who may own a document."""
    return User.objects.filter(
        is_active=True, role_grants__role__in=(Role.EDITOR, Role.CHIEF_EDITOR)
    ).distinct()


def person_of_mail(token: str) -> User:
    """Whom a mail of ours was for, by the link it carried."""
    person = person_of(token)
    if person is None:
        raise Http404(_("This link is not from one of our mails; open the one in the newest mail."))
    return person


def figure(request: HttpRequest, name: str, sha256: str) -> bool:
    """Whether it is everybody's; Http404 for an image that is not there or not theirs to see yet."""
    if not default_storage.exists(name):
        raise Http404(_("There is no such image here."))
    if is_frozen_in_a_publication(sha256):
        return True
    if isinstance(request.user, User) and request.user.is_staff and may_read(request):
        return False
    raise Http404(_("There is no such image here."))
