"""Mail about the workflow: to the person concerned and nobody else, each piece of news once, and only if wanted.

A digest goes out once a day; news of a changed claim at once. A mail that could not be sent stays due.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from content.editorial.models import MailChoice, News
from npcsite.accounts.models import User
from npcsite.lib.mailing import Mailed, mail_each

DIGEST_EVERY: Final = timedelta(hours=20)
SALT: Final = "editorial.mail"


def mail_urgent(*, at: datetime) -> Mailed:
    """What cannot wait for the digest."""
    due = News.objects.filter(mailed_at__isnull=True, urgent=True)
    return _mail_each(due, wanted="at_once", at=at)


def mail_digests(*, at: datetime) -> Mailed:
    """To who has news and had no mail for most of a day."""
    told_lately = (
        News.objects.values("user").annotate(last=Max("mailed_at")).filter(last__gt=at - DIGEST_EVERY)
    )
    due = News.objects.filter(mailed_at__isnull=True).exclude(user__in=told_lately.values("user"))
    return _mail_each(due, wanted="digest", at=at)


@transaction.atomic
def choose_mail(*, user: User, digest: bool, at_once: bool) -> None:
    MailChoice.objects.update_or_create(user=user, defaults={"digest": digest, "at_once": at_once})


def stop_link(user: User) -> str:
    """Opens the person's mail choice without signing in; it can do nothing else."""
    return f"{settings.SITE_URL}{reverse('content:mail_choice', args=[signing.dumps(user.pk, salt=SALT)])}"


def person_of(token: str) -> User | None:
    """None for a token we did not make."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def _mail_each(due: QuerySet[News], *, wanted: str, at: datetime) -> Mailed:
    people = User.objects.filter(pk__in=due.values("user")).select_related("mail_choice")
    return mail_each(people, lambda person: _mail(person, due.filter(user=person), wanted=wanted, at=at))


@transaction.atomic
def _mail(person: User, due: QuerySet[News], *, wanted: str, at: datetime) -> bool:
    """Taken before it is sent and given back when sending fails, so that two runs never send the same."""
    rows = list(due.select_related("document").order_by("at", "pk"))
    taken = News.objects.filter(pk__in=[row.pk for row in rows], mailed_at__isnull=True)
    if taken.update(mailed_at=at) != len(rows) or not _wants(person, wanted):
        return False
    _message(person, rows).send()
    return True


def mail_chosen(user: User) -> dict[str, bool]:
    """Everything, unless the person has said otherwise."""
    choice = MailChoice.objects.filter(user=user).first() or MailChoice()
    return {"digest": choice.digest, "at_once": choice.at_once}


def _wants(person: User, what: str) -> bool:
    choice = getattr(person, "mail_choice", None)
    return person.is_active and (choice is None or bool(getattr(choice, what)))


def _message(person: User, rows: Iterable[News]) -> EmailMessage:
    told = {"news": list(rows), "person": person, "site": settings.SITE_NAME, "stop": stop_link(person)}
    told["desk"] = f"{settings.SITE_URL}{reverse('admin:index')}"
    subject = _("%(site)s: what waits for you") % {"site": settings.SITE_NAME}
    body = render_to_string("emails/news.txt", told)
    return EmailMessage(subject, body, to=[person.email], headers={"List-Unsubscribe": f"<{told['stop']}>"})
