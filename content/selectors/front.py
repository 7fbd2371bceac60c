"""The queues of the admin's front page: those of the workflow, and the references somebody has to look at."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from content.editorial.public import Queue, Row, queues_for
from content.models import Reference
from content.models.references import Integrity
from npcsite.accounts.models import User


def front_queues(user: User, *, today: date) -> tuple[Queue, ...]:
    return (*queues_for(user, today=today), _references())


def _references() -> Queue:
    """Those with a notice, and those whose identifiers stand in no file we could verify ("M-")."""
    found = Reference.objects.filter(~Q(integrity=Integrity.OK) | Q(status__startswith="M")).order_by("key")
    return Queue(
        "references",
        _("References to check"),
        _("No reference has a notice, and each was verified."),
        tuple(
            Row(
                reference.key,
                "reference",
                reverse("admin:content_reference_change", args=[reference.pk]),
                _detail(reference),
            )
            for reference in found
        ),
    )


def _detail(reference: Reference) -> str:
    if reference.integrity != Integrity.OK:
        return str(reference.get_integrity_display())
    return _("not verified yet (%(status)s)") % {"status": reference.status}
