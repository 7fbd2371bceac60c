"""Every act of the editors' bar, “reviewed, no change” and the waiver × every person × every state, by raw POST."""

import logging

import pytest
from django.db import transaction
from django.utils import timezone

from content.admin.acts import ACTS, act_url
from content.editorial.models import Document, ImpactItem
from content.models import Section
from npcsite.accounts.models import Role, RoleGrant
from tests.cases.publishing import publish_kind, publish_story
from tests.content.admin.filled import opened, sent, url
from tests.content.editorial.acts import ALL_YES, everything, stated
from tests.content.editorial.people import approved
from tests.content.editorial.review_forms import signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

STATES = ("as published", "changed", "in review", "twice published", "retired")
OUTSIDE = ("guest", "lena", "dora", "otto")
# Samuel is a superuser and a reviewer, Sam a superuser alone; Edna an editor who has nothing to do with it.
STAFF = ("sam", "samuel", "eddie", "edna", "rita", "chloe")
EDITORS = {"eddie", "edna", "chloe"}
CHIEF = {"chloe"}
DISCLAIMER = {"slug": "disclaimer", "title": "Disclaimer", "summary": "In short.", "body": "At length."}
REVIEWERS = {"samuel", "rita", "chloe"}
LIVE = ("as published", "changed", "twice published")
# Who is let through in which state; for everybody else, and in every other state, nothing changes.
TABLE = {
    "submit": {"changed": EDITORS},
    "withdraw": {"in review": {"eddie", "chloe"}},
    "discard": {"changed": EDITORS},
    "roll_back": {"twice published": EDITORS},
    "retire": dict.fromkeys(LIVE, CHIEF),
    "revive": {"retired": CHIEF},
    # Nobody here wrote what is live, and who approved it may stand for it again.
    "reaffirm": dict.fromkeys(LIVE, REVIEWERS),
    "waive": dict.fromkeys(STATES, CHIEF),
}


@pytest.fixture
def people(request):
    names = ("lena", "dora", "otto", "sam", "eddie", "rita", "chloe")
    found = {"guest": None} | {name: request.getfixturevalue(name) for name in names}
    found["edna"] = UserFactory(name="edna", is_staff=True, roles=[Role.EDITOR])
    found["samuel"] = UserFactory(name="samuel", is_staff=True, is_superuser=True)
    RoleGrant.objects.create(user=found["samuel"], role=Role.REVIEWER)
    for name in ("samuel", "rita", "chloe"):
        stated(found[name], at=timezone.now())
    return found


@pytest.fixture
def text(people, request):
    """A section in the state the test asks for."""
    publish_story()
    publish_kind("notice", DISCLAIMER)
    section = Section.objects.get()
    if request.param in ("changed", "in review"):
        client = signed_in(people["eddie"])
        sent(client, url(section), opened(client, url(section)), summary="A plainer summary.")
    if request.param == "in review":
        act("submit", section, people["eddie"])
    if request.param == "twice published":
        approved(section, people["rita"], at=timezone.now(), note="Once.", summary="A plainer summary.")
        Section.objects.filter(pk=section.pk).update(summary="A plainer summary.")
    if request.param == "retired":
        act("retire", section, people["chloe"])
    return section


def act(name, section, person):
    """With all that the act could want, so that a refusal is for the person and the state alone."""
    document = Document.objects.select_related("live__revision").get(pk=section.pk)
    seen = {"seen_lock": document.lock_version, "seen_hash": document.live.revision.content_hash}
    earlier = document.publications.order_by("pk").first().pk
    said = {
        "note": "Plainer.",
        "reason": "Out of date.",
        "raised_to": "",
        "wording_reason": "",
        "to": earlier,
    }
    address = {"reaffirm": f"/admin/reaffirm/{section.pk}/", "waive": "/admin/impact/{}/"}.get(name)
    if name == "waive":
        item, _made = ImpactItem.objects.get_or_create(
            dependent=document,
            target="rec:x",
            defaults={
                "change_class": "substantive",
                "due_on": timezone.localdate(),
                "opened_at": timezone.now(),
            },
        )
        address = address.format(item.pk)
    return signed_in(person).post(address or act_url(section, name), seen | said | ALL_YES | {"act": name})


def outcome(name, section, person):
    """The status, and whether rows changed; undone before the next."""
    with transaction.atomic():
        if name == "waive":
            act(name, section, None)  # makes the item
        before = everything()
        status = act(name, section, person).status_code
        found = status, everything() != before
        transaction.set_rollback(True)
    return found


def expected(name, person, state):
    page_of_its_own = name in ("reaffirm", "waive")
    if person == "guest":
        return 403, False  # with the words that were typed
    if person in OUTSIDE:
        return (404 if page_of_its_own else 302), False  # to where one signs in
    if person in TABLE[name].get(state, ()):
        return (303 if page_of_its_own else 302), True
    if name == "waive":
        return (404 if person == "sam" else 409), False
    if name == "reaffirm":
        is_there = state != "retired" and person in REVIEWERS
        return (409 if is_there else 404), False
    return 422, False


def test_the_table_has_every_act():
    assert set(ACTS) == set(TABLE) - {"reaffirm", "waive"}


@pytest.mark.parametrize("text", STATES, indirect=True)
def test_every_act_of_every_person_in_every_state_is_as_the_table_says(text, people, request, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    state = request.node.callspec.params["text"]
    for name in TABLE:
        assert {who: outcome(name, text, person) for who, person in people.items()} == {
            who: expected(name, who, state) for who in people
        }, name
