"""What a person says of themselves."""

from django.db import transaction

from npcsite.accounts.models import User


@transaction.atomic
def change_profile(*, person: User, name: str, audience: str) -> None:
    person.name = name
    person.audience = audience
    person.save(update_fields=["name", "audience"])
