"""A person's own draft of a form; nobody reads another's."""

from content.editorial.models import Draft
from npcsite.accounts.models import User
from npcsite.lib import canonical


def draft_of(user: User, place: str) -> Draft | None:
    return Draft.objects.filter(user=user, place=place).first()


def typed_in(draft: Draft) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = canonical.decode(draft.text)
    return fields
