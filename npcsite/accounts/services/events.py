"""Notes what is done to people's accounts; every act below is noted in its own transaction."""

from npcsite.accounts.access import may_administer_people
from npcsite.accounts.models import AccountEvent, User
from npcsite.lib.canonical import encode


class Refused(Exception):
    """The act is not done; the text says why, and what to do instead."""


def refuse_unless_allowed(*, person: User, actor: User | None) -> None:
    """`actor` None is the command line, whose people hold the whole machine. Nobody else acts on themselves."""
    if actor is None:
        return
    if not may_administer_people(actor):
        raise Refused("Only an administrator (superuser) may do this.")
    if actor.pk == person.pk:
        raise Refused(
            "Nobody does this to their own account; ask another administrator, or use manage.py person."
        )


def note(*, verb: AccountEvent.Verb, person: User, actor: User | None, **data: str | int) -> AccountEvent:
    """`data` holds no names and no addresses."""
    return AccountEvent.objects.create(
        verb=verb, person_id=person.pk, actor_id=actor.pk if actor else None, data=encode(data)
    )
