"""Imports what a plan says, when it is still the plan that was seen."""

from datetime import datetime

from django.db import transaction

from content.models import Reference
from content.selectors.reference_import import Plan, Standing, plan_import
from content.services.reference_writing import Record, record_of, write_reference
from npcsite.accounts.models import User


class PlanChanged(Exception):
    """The library or the file is no longer what it was when the plan was shown; `plan` is the one of now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


@transaction.atomic
def import_references(*, text: str, standing: Standing, seen: str, by: User, at: datetime) -> Plan:
    """Adds what is new and fills what was blank; nothing that was published or submitted changes.

    `seen` is the digest of the plan that was shown. Raises PlanChanged, bibliography.Unreadable, or ValidationError for
    a record no reference may be made of; nothing is written then.
    """
    plan = plan_import(text, standing)
    if plan.digest != seen:
        raise PlanChanged(plan)
    for entry in plan.new:
        record = Record(key=entry.key, tier=standing.tier, kind=standing.kind, csl=entry.csl)
        write_reference(record=record, reference=None, by=by, at=at)
    for entry in plan.merged:
        held = Reference.objects.get(key=entry.key)
        before = record_of(held)
        record = Record(before.key, before.tier, before.kind, entry.csl, before.status, before.note)
        write_reference(record=record, reference=held, by=by, at=at)
    return plan
