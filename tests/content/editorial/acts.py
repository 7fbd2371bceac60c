"""The editorial acts as a test does them: one line each, on the toys' documents."""

from datetime import timedelta

import pytest

from content.editorial.models import (
    AuditEvent,
    Comment,
    Contributor,
    Document,
    Epoch,
    ImpactItem,
    InterestStatement,
    News,
    OpenNote,
    Publication,
    Rendering,
    ReviewRound,
    Revision,
    Verdict,
)
from content.editorial.public import (
    Judgement,
    Refused,
    Statement,
    Submission,
    approve,
    claim,
    kind_of,
    note_edit,
    state_interests,
    submit,
)
from tests.content.editorial.toys import AT, the

LATER = AT + timedelta(days=1)
TABLES = (
    AuditEvent,
    Comment,
    Contributor,
    Document,
    Epoch,
    ImpactItem,
    News,
    OpenNote,
    Publication,
    Rendering,
    ReviewRound,
    Revision,
    Verdict,
)
ALL_YES = {"correct": "yes", "needed": "yes", "actionable": "yes"}


def again(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def edit(user, body="New words [@GEM21].", *, slug="a", at=LATER, **more) -> Document:
    """Saves the working copy of a toy with another body, as an admin form does."""
    document = the(slug)
    copies = kind_of("toy").copies
    copies[document.pk] = copies[document.pk] | {"body": body} | more
    note_edit(document=document, user=user, seen_lock=document.lock_version, at=at)
    return again(document)


def send(document, user, *, note="Reworded.", at=LATER, **more) -> ReviewRound:
    document = again(document)
    return submit(
        document=document,
        user=user,
        seen_lock=document.lock_version,
        submission=Submission(note=note, **more),
        at=at,
    )


def stated(user, *, at=AT, name=None) -> InterestStatement:
    statement = Statement(name or f"Dr {user.name}", "Medical oncologist", "None")
    return state_interests(user=user, statement=statement, at=at)


def taken(round, user, *, at=LATER) -> ReviewRound:
    stated(user)
    claim(round=round, user=user, at=at)
    return ReviewRound.objects.get(pk=round.pk)


def seen(round, **more) -> Judgement:
    """What a page loaded now would carry."""
    document = again(round.document)
    return Judgement(
        **{"seen_hash": round.revision.content_hash, "seen_lock": document.lock_version, "answers": ALL_YES}
        | more
    )


def approved(round, user, *, at=LATER, **more):
    return approve(round=round, user=user, judgement=seen(round, **more), at=at)


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def codes(refused):
    return [reason.code for reason in refused.value.unmet]


def refusal_without_a_trace(act):
    before = everything()
    with pytest.raises(Refused) as refused:
        act()
    assert everything() == before
    return codes(refused)
