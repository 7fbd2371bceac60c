"""Invitations for tests, made and mailed by the services that people use."""

import re

from django.core import mail
from django.utils import timezone

from cases.programs.models import Cohort, Invitation
from cases.programs.selectors.invitees import Invitee, checked, invitees
from cases.programs.services.inviting import invite
from cases.programs.services.mailing_invitations import mail_some
from npcsite.lib.read_sheets import read_sheet

LINK = re.compile(r"http\S+(/join/\S+/)")


def invited(cohort: Cohort, *emails, actor, days=14) -> Invitation:
    """Written and mailed; returns the one to the last address."""
    rows = [checked(Invitee(0, email, "")) for email in emails]
    at = timezone.now()
    invite(cohort=cohort, rows=rows, days=days, actor=actor, at=at)
    mail_some(at=at, cohort=cohort)
    return Invitation.objects.filter(cohort=cohort, email=emails[-1]).latest("pk")


def last_link() -> str:
    """The path in the newest mail."""
    return LINK.search(mail.outbox[-1].body)[1]


def read(content: str | bytes) -> tuple[Invitee, ...]:
    """The rows of a file."""
    data = content if isinstance(content, bytes) else content.encode()
    return invitees(read_sheet(data, most_lines=10_000))
