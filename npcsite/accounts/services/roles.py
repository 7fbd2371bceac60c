"""Roles are given and taken; who may enter the admin follows from them."""

from django.db import transaction

from npcsite.accounts.models import EDITORIAL_ROLES, AccountEvent, Role, RoleGrant, User
from npcsite.accounts.services.events import Refused, note, refuse_unless_allowed


@transaction.atomic
def grant_role(*, person: User, role: Role, actor: User | None) -> RoleGrant:
    """Raises Refused; nobody gives themselves a role, superusers included."""
    refuse_unless_allowed(person=person, actor=actor)
    if not person.is_active:
        raise Refused(f"The account of {person} is switched off; switch it on first.")
    grant, is_new = RoleGrant.objects.get_or_create(user=person, role=role)
    if not is_new:
        raise Refused(f"{person} holds the role “{role.label}” already.")
    _open_or_close_admin(person)
    note(verb=AccountEvent.Verb.GRANTED, person=person, actor=actor, role=role.value)
    return grant


@transaction.atomic
def revoke_role(*, person: User, role: Role, actor: User | None) -> None:
    """Raises Refused; taking the last editorial role closes the admin at once."""
    refuse_unless_allowed(person=person, actor=actor)
    gone, _of_each = RoleGrant.objects.filter(user=person, role=role).delete()
    if not gone:
        raise Refused(f"{person} does not hold the role “{role.label}”.")
    _open_or_close_admin(person)
    note(verb=AccountEvent.Verb.REVOKED, person=person, actor=actor, role=role.value)


def _open_or_close_admin(person: User) -> None:
    holds_one = RoleGrant.objects.filter(user=person, role__in=EDITORIAL_ROLES).exists()
    person.is_staff = person.is_superuser or holds_one
    person.save(update_fields=["is_staff"])
