"""Who is to be told what: kept as rows, so that a mail goes out once, to the people concerned and nobody else."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from content.editorial.models import Document, News, ReviewRound
from content.editorial.selectors.people import helped_to_write
from content.editorial.services.mailing import mail_urgent
from npcsite.accounts.models import Role, User


def tell(people: Iterable[User | None], *, what: str, round: ReviewRound, at: datetime) -> int:
    """The same news of the same round is kept once for a person; how many are told. Part of a larger act."""
    return _keep(
        people,
        News(what=what, document=round.document, round=round, at=at),
        f"round:{round.pk}",
    )


def tell_of_document(
    people: Iterable[User | None], *, what: str, document: Document, at: datetime, once: str = ""
) -> int:
    """Once for each `once`, else once a day; what has no `once` is urgent. Part of a larger act."""
    row = News(what=what, document=document, at=at, urgent=not once)
    return _keep(people, row, f"document:{document.pk}:{once or at.date()}")


def tell_reviewers(round: ReviewRound, *, at: datetime) -> None:
    """Everybody who may review the text, apart from those who wrote it."""
    reviewers = [
        person for person in _with_role(Role.REVIEWER) if not helped_to_write(person, round.revision)
    ]
    tell(reviewers, what="submitted", round=round, at=at)


def tell_chiefs(round: ReviewRound, *, what: str, at: datetime) -> None:
    tell(_with_role(Role.CHIEF_EDITOR), what=what, round=round, at=at)


def tell_writers(round: ReviewRound, *, what: str, at: datetime) -> None:
    """Who submitted it, who helped to write it, and the document's owner."""
    wrote = Q(pk__in=round.revision.contributors.values("user"))
    concerned = User.objects.filter(wrote | Q(pk__in=[round.submitted_by_id, round.document.owner_id]))
    tell(concerned, what=what, round=round, at=at)


def _with_role(role: Role) -> Iterable[User]:
    return User.objects.filter(role_grants__role=role, is_active=True)


def _keep(people: Iterable[User | None], news: News, once: str) -> int:
    told = {person.pk for person in people if person is not None and person.is_active}
    key = f"{news.what}:{once}"
    known = set(News.objects.filter(user__in=told, once=key).values_list("user", flat=True))
    rows = [
        News(
            user_id=pk,
            what=news.what,
            document_id=news.document_id,
            round_id=news.round_id,
            once=key,
            urgent=news.urgent,
            at=news.at,
        )
        for pk in sorted(told - known)
    ]
    # A parallel run may have told some of them in between.
    News.objects.bulk_create(rows, ignore_conflicts=True)
    if news.urgent:
        transaction.on_commit(partial(mail_urgent, at=news.at), robust=True)
    return len(rows)
