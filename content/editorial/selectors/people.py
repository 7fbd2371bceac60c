"""What a person is to a document: their roles, what they wrote of it, and their conflict-of-interest statement."""

from datetime import date

from django.db.models import QuerySet

from content.editorial.models import (
    Contributor,
    Document,
    InterestStatement,
    Publication,
    Revision,
    Verdict,
)
from npcsite.accounts.models import Role, User


def is_editor(user: User) -> bool:
    """Superusers follow the same rules as everybody: without the role they are none."""
    return user.is_active and user.has_role(Role.EDITOR, Role.CHIEF_EDITOR)


def is_reviewer(user: User) -> bool:
    return user.is_active and user.has_role(Role.REVIEWER, Role.CHIEF_EDITOR)


def is_chief(user: User) -> bool:
    return user.is_active and user.has_role(Role.CHIEF_EDITOR)


def reviewers() -> QuerySet[User]:
    roles = (Role.REVIEWER, Role.CHIEF_EDITOR)
    return User.objects.filter(is_active=True, role_grants__role__in=roles).distinct()


def statement_of(user: User, *, on: date) -> InterestStatement | None:
    """The newest conflict-of-interest statement, if it has not expired."""
    newest = newest_statement(user)
    return newest if newest and newest.expires_on >= on else None


def newest_statement(user: User) -> InterestStatement | None:
    """Whether or not it still counts."""
    return InterestStatement.objects.filter(user=user).order_by("-made_at", "-pk").first()


def verdicts_of(user: User) -> QuerySet[Verdict]:
    """The newest first."""
    own = Verdict.objects.filter(user=user).select_related("revision__document", "round")
    return own.order_by("-at", "-pk")


def helped_to_write(user: User, revision: Revision) -> bool:
    return Contributor.objects.filter(revision=revision, user=user).exists()


def helped_to_write_live(user: User, document: Document) -> bool:
    """Any text of the document that was ever published counts, since later texts are built on earlier ones."""
    return _contributors_to_published(document).filter(user=user).exists()


def writers_up_to(publication: Publication) -> list[int]:
    """Who wrote this text or one that was published before it: its words may be any of theirs."""
    built_on = _contributors_to_published(publication.document).filter(
        revision__number__lte=publication.revision.number
    )
    return sorted(set(built_on.values_list("user", flat=True)))


def _contributors_to_published(document: Document) -> QuerySet[Contributor]:
    return Contributor.objects.filter(revision__document=document, revision__publication__isnull=False)
