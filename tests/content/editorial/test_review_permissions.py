"""Every act of the reviewer's page × every person × every state of a review, by raw POST: as the table has it."""

import logging

import pytest
from django.db import transaction

from content.editorial.models import Comment, OpenNote, ReviewRound
from content.editorial.public import request_changes, withdraw
from npcsite.accounts.models import Role, RoleGrant
from tests.content.editorial.acts import ALL_YES, LATER, approved, edit, everything, seen, send, stated, taken
from tests.content.editorial.review_forms import address, post, seen_on_page, signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ACTS = (
    "claim", "release", "decline", "reassign", "comment", "resolve-comment", "resolve-note", "request_changes",
    "approve", "keep", "publish", "",
)  # fmt: skip
STATES = ("submitted", "under_review", "changes_requested", "approved", "withdrawn")
OUTSIDE = ("lena", "dora", "otto", "sam", "edna")
REVIEWERS = {"rita", "ravi", "chloe"}
SETTLERS = REVIEWERS | {"nora"}
INSIDE = SETTLERS | {"eddie", "cara", "samuel"}
# Whoever wrote it may still see to it that somebody reviews it.
CHIEFS = {"chloe", "cara", "samuel"}
# Who is let through in which state; for everybody else nothing changes.
TABLE = {
    "claim": {"submitted": REVIEWERS},
    "release": {"under_review": {"rita"} | CHIEFS},
    "decline": {"under_review": {"rita"}},
    "reassign": {"submitted": CHIEFS, "under_review": CHIEFS},
    "comment": {"under_review": REVIEWERS},
    "request_changes": {"under_review": REVIEWERS},
    "approve": {"under_review": REVIEWERS},
    "resolve-comment": dict.fromkeys(STATES, SETTLERS),
    "resolve-note": dict.fromkeys(STATES, SETTLERS),
    "keep": dict.fromkeys(STATES, INSIDE),
}
NO_SUCH_ACT = ("publish", "")


@pytest.fixture
def people(request):
    """Nora has no statement, Edna wrote nothing of it, Cara mended a comma, Samuel is a superuser who did too."""
    names = ("lena", "dora", "otto", "sam", "eddie", "rita", "ravi", "chloe")
    found = {"guest": None} | {name: request.getfixturevalue(name) for name in names}
    roles = {"nora": [Role.REVIEWER], "edna": [Role.EDITOR], "cara": [Role.CHIEF_EDITOR]}
    for name, held in roles.items():
        found[name] = UserFactory(name=name, is_staff=True, roles=held)
    found["samuel"] = UserFactory(name="samuel", is_staff=True, is_superuser=True)
    RoleGrant.objects.create(user=found["samuel"], role=Role.CHIEF_EDITOR)
    for name in ("rita", "ravi", "chloe", "cara", "samuel"):
        stated(found[name])
    return found


@pytest.fixture
def review(loaded, people, request):
    """A review in the state the test asks for."""
    for writer in ("eddie", "cara", "samuel"):
        edit(people[writer], f"New words, {writer} [@GEM21].")
    round = send(loaded, people["eddie"])
    if request.param in ("under_review", "changes_requested", "approved"):
        round = taken(round, people["rita"])
    if request.param == "changes_requested":
        request_changes(round=round, user=people["rita"], judgement=seen(round, comment="Why?"), at=LATER)
    if request.param == "approved":
        approved(round, people["rita"])
    if request.param == "withdrawn":
        withdraw(round=round, user=people["eddie"], at=LATER)
    return ReviewRound.objects.get(pk=round.pk)


def typed_for(act, round, people):
    """All that the act could want, so that a refusal is for the person and the state alone."""
    fields = ALL_YES | {
        "comment": "Say why.",
        "reason": "I advised its sponsor.",
        "to": str(people["ravi"].pk),
    }
    if act == "comment":
        fields["say__body:1"] = "Which dose?"
    if act == "resolve-comment":
        made = Comment.objects.create(revision=round.revision, body="x", author=people["rita"], at=LATER)
        act = f"{act}:{made.pk}"
    if act == "resolve-note":
        note = OpenNote.objects.create(document=round.document, place="body", text="x", noted_at=LATER)
        act = f"{act}:{note.pk}"
    return act, fields


def outcomes(act, round, people):
    """By person the status, and whether rows changed; each undone before the next."""
    found = {}
    with transaction.atomic():
        sent, fields = typed_for(act, round, people)
        before = everything()
        for name, person in people.items():
            with transaction.atomic():
                status = post(person, round, sent, **fields).status_code
                found[name] = status, everything() != before
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found


def expected(name, act, state):
    if name == "guest":
        return 403, False
    if name in OUTSIDE:
        return 404, False
    if name in TABLE.get(act, {}).get(state, ()):
        return 303, act != "keep"
    return (422 if act in NO_SUCH_ACT else 409), False


@pytest.mark.parametrize("review", STATES, indirect=True)
def test_every_act_of_every_person_in_every_state_is_as_the_table_says(review, people, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    for act in ACTS:
        assert outcomes(act, review, people) == {
            name: expected(name, act, review.state) for name in people
        }, act


@pytest.mark.parametrize("review", STATES, indirect=True)
def test_the_page_is_there_for_reviewers_and_who_wrote_it_and_reading_changes_nothing(review, people):
    before = everything()
    for name, person in people.items():
        status = signed_in(person).get(address(review)).status_code
        assert status == dict.fromkeys(("guest", *OUTSIDE), 404).get(name, 200), name
    assert everything() == before


@pytest.mark.parametrize("review", ["under_review"], indirect=True)
@pytest.mark.parametrize("missing", ["seen_hash", "seen_lock"])
@pytest.mark.parametrize("act", ["approve", "request_changes", "comment", "release"])
def test_a_form_that_does_not_say_what_was_seen_is_refused(review, people, act, missing):
    before = everything()
    _act, fields = typed_for(act, review, people)
    fields = {name.replace("__", ":"): value for name, value in fields.items()}
    sent = {name: value for name, value in seen_on_page(review).items() if name != missing}
    answer = signed_in(people["rita"]).post(address(review), sent | fields | {"act": act})
    assert answer.status_code == 409
    assert "seen-other" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("review", ["under_review"], indirect=True)
def test_a_remark_of_another_document_is_not_found(review, people):
    for act in ("resolve-comment:999", "resolve-note:999"):
        assert post(people["rita"], review, act).status_code == 404
