"""What a person says of themselves."""

from datetime import datetime

from django.db import transaction

from npcsite.accounts.models import User


@transaction.atomic
def change_profile(*, person: User, name: str, audience: str) -> None:
    person.name = name
    person.audience = audience
    person.save(update_fields=["name", "audience"])


@transaction.atomic
def skip_introduction(*, person: User, at: datetime) -> None:
    """From now on none is offered; the first time stays."""
    User.objects.filter(pk=person.pk, introduced_at=None).update(introduced_at=at)
