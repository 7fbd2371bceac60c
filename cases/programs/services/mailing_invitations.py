"""Mailing what was invited: a link each, of which only the digest is kept. Whatever is not sent stays to be mailed."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.programs.models import Cohort, Invitation
from cases.programs.models.invitations import KEPT
from cases.programs.services.inviting import digest_of

# As many as a page waits for; the others go out with the next tick.
AT_ONCE: Final = 50


def mail_some(*, at: datetime, cohort: Cohort | None = None) -> int:
    """How many of the oldest that wait, at most `AT_ONCE`, went out. As many statements for one as for all of them.

    Claimed before they are sent, so that two runs never send the same, and given back when the mail server does not
    answer. A process killed between the two leaves some that count as mailed: they can be sent again.
    """
    claimed = _claimed(at, cohort)
    sent = 0
    try:
        with get_connection() as connection:
            for invitation, token in claimed:
                message = _message(invitation, token)
                message.connection = connection
                _send(message)
                sent += 1
    except OSError:  # every failure of SMTP is one
        unsent = [invitation.pk for invitation, _token in claimed[sent:]]
        Invitation.objects.filter(pk__in=unsent).update(mailed_at=None)
    return sent


def mail_all(*, at: datetime) -> int:
    """Until none waits or the mail server fails."""
    return sum(_batches(at))


def _batches(at: datetime) -> Iterator[int]:
    sent = AT_ONCE
    while sent == AT_ONCE:
        sent = mail_some(at=at)
        yield sent


@transaction.atomic
def _claimed(at: datetime, cohort: Cohort | None) -> list[tuple[Invitation, str]]:
    waiting = Invitation.objects.open_at(at).filter(mailed_at=None, cohort__archived_at=None)
    if cohort:
        waiting = waiting.filter(cohort=cohort)
    locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("cohort__program")
    found = [(one, secrets.token_urlsafe(32)) for one in locked.order_by("pk")[:AT_ONCE]]
    for invitation, token in found:
        invitation.digest, invitation.mailed_at = digest_of(token), at
    Invitation.objects.bulk_update([one for one, _token in found], ["digest", "mailed_at"])
    return found


def _send(message: EmailMessage) -> None:
    """An address that is refused is like one whose mail comes back: those who invited see that nobody came."""
    try:
        message.send()
    except SMTPRecipientsRefused:
        return


def _message(invitation: Invitation, token: str) -> EmailMessage:
    program = invitation.cohort.program
    told: dict[str, object] = {"invitation": invitation, "program": program, "site": settings.SITE_NAME}
    told["kept_days"] = KEPT.days
    told["link"] = f"{settings.SITE_URL}{reverse('programs:invitation', args=[token])}"
    subject = _("%(site)s: %(program)s invites you") % {"site": settings.SITE_NAME, "program": program}
    with timezone.override(program.zone):
        body = render_to_string("emails/invitation.txt", told)
    return EmailMessage(" ".join(subject.split()), body, to=[invitation.email])
