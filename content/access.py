"""Who may read what we teach: everybody, as long as it is published and not retired; all else is not found.

And who may change the working copies behind it.
"""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from content.editorial.public import Published, live, live_of_kind
from npcsite.accounts.models import Role, User


def _found(published: Published | None) -> Published:
    if published is None:
        raise Http404(_("There is no such page here."))
    return published


def main_article() -> Published:
    """The article readers are led to: the first that is live."""
    return _found(next(iter(live_of_kind("article")), None))


def article(slug: str) -> Published:
    return _found(live("article", slug))


def section(slug: str) -> Published:
    return _found(live("section", slug))


def section_of_recommendation(key: str) -> str:
    """The slug of the live section that states the recommendation."""
    for published in live_of_kind("section"):
        if any(row["key"] == key for row in published.payload["recommendations"]):
            return published.slug
    raise Http404(_("There is no such recommendation."))


def notice(slug: str) -> Published:
    return _found(live("notice", slug))


def glossary() -> Published:
    return _found(live("glossary", "glossary"))


def trials() -> Published:
    return _found(live("trials", "trials"))


def may_edit(user: object) -> bool:
    """Editors and chief editors change working copies; a superuser without either role reads them."""
    return isinstance(user, User) and user.is_active and user.has_role(Role.EDITOR, Role.CHIEF_EDITOR)


def editors() -> QuerySet[User]:
    """Who may own a document."""
    return User.objects.filter(
        is_active=True, role_grants__role__in=(Role.EDITOR, Role.CHIEF_EDITOR)
    ).distinct()
