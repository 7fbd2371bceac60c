"""The home page leads who runs a program to it, and tells a learner of new notes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.programs.models import Membership
from cases.programs.selectors.next_assigned import next_assigned
from cases.programs.services.belonging import leave
from content.editorial.public import live
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.founding import founded, noted
from tests.programs.setting import set_to

pytestmark = pytest.mark.django_db

RUN, NEW = "Programs you run", "new note on a decision of yours"
ASSIGNED = 'id="assigned-title"'


def home(person=None) -> str:
    client = Client()
    if person:
        client.force_login(person)
    return text(client.get("/"))


def test_who_runs_a_program_is_led_there_and_nobody_else_is(dora, lena, sam):
    founded(dora, lena)
    assert [RUN in home(person) for person in (dora, lena, sam, None)] == [True, False, False, False]


def test_a_new_note_is_told_until_it_is_read(dora, lena):
    publish_story()
    program = founded(dora, lena).program
    client = Client()
    client.force_login(lena)
    note = noted(program, Player(client).start().play().attempt, dora)
    assert NEW in home(lena)
    client.post(f"/my-notes/{note.pk}/read/")
    assert NEW not in home(lena)


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


def test_a_member_reads_the_one_next_thing_its_date_its_state_and_how_many_more_wait(cohort, dora, lena):
    later, first = set_to(cohort, dora, title="Later", due=9), set_to(cohort, dora, title="First", due=1)
    page = home(lena)
    block = page[page.index(ASSIGNED) : page.index("</section>", page.index(ASSIGNED))]
    for said in (
        "First",
        "Made made",
        "Due soon",
        "Asia/Singapore",
        "1 more waits",
        f"#assignment-{first.pk}",
    ):
        assert said in block
    assert f"#assignment-{later.pk}" not in block
    assert block.count('class="btn"') == page.count('class="btn"') == 1, "one first act a page"


def test_nobody_else_sees_assignments_at_home(cohort, dora, lena, otto):
    set_to(cohort, dora)
    set_to(founded(dora, name="Elsewhere"), dora)
    assert [ASSIGNED in home(person) for person in (lena, otto, dora, None)] == [True, False, False, False]
    leave(membership=Membership.objects.get(learner=lena), actor=lena, at=timezone.now())
    assert ASSIGNED not in home(lena)


def test_what_takes_no_work_now_asks_for_nothing_at_home(cohort, dora, lena):
    set_to(cohort, dora, opens=1, due=5)
    assert ASSIGNED not in home(lena)
    assert next_assigned(lena.pk, timezone.now()) is None


def test_what_is_under_way_is_gone_on_with_and_the_page_keeps_one_first_act(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    client = Client()
    client.force_login(lena)
    client.post(
        f"/my-assignments/{set_.items.get().pk}/start/", {"key": "6f5b3c1e-0d5e-4f7e-9a53-0c6b8f5f4c11"}
    )
    page = home(lena)
    assert "Go on with it" in page
    assert page.count('class="btn"') == 1


def test_one_or_ten_assignments_cost_the_same_statements_at_home(cohort, dora, lena):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert next_assigned(lena.pk, timezone.now())
        return len(asked)

    set_to(cohort, dora)
    cost()
    one = cost()
    other = publish_story(story(slug="other"))
    for _ in range(9):
        set_to(cohort, dora, documents=(live("case", "made").document_id, other.document_id))
    cost()
    assert cost() == one <= 7
