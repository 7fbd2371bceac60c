"""The programs a learner is in: what was agreed, and leaving, which ends what the program sees from that moment."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Membership
from cases.programs.selectors.my_programs import my_programs
from cases.programs.selectors.work import known_to
from content.editorial.models import AuditEvent
from content.editorial.services.auditing import first_broken
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.factories import UserFactory
from tests.programs.founding import filled, founded

pytestmark = pytest.mark.django_db

MINE = "/my-programs/"


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def leaving(cohort):
    return reverse("programs:leave", args=[cohort.program_id])


def test_the_page_says_which_cohort_since_when_and_who_directs(lena, dora):
    founded(dora, lena)
    shown = text(browser(lena).get(MINE))
    for said in ("Program A", "2026", "5 January 2026, 16:00 (Asia/Singapore)", "Dora", "/my-record/looks/"):
        assert said in shown


def test_what_directors_see_of_work_under_way_is_among_what_is_agreed_to(lena, dora):
    founded(dora, lena)
    said = "Of a case you are in the middle of they see that you are, and when you were last active."
    assert said in text(browser(lena).get(MINE))


def test_who_is_in_none_is_told_how_to_get_into_one(otto, lena, dora):
    founded(dora, lena)
    shown = text(browser(otto).get(MINE))
    assert "You are in no program" in shown
    assert 'href="/join/"' in shown
    assert "Program A" not in shown


def test_leaving_ends_every_membership_there_and_hides_what_comes_after(lena, dora):
    publish_story()
    cohort = founded(dora, lena)
    filled(cohort.program, lena, name="2027")
    elsewhere = founded(dora, lena, name="Program B")
    learner = browser(lena)
    Player(learner).start().give_up()
    before = set(known_to(cohort.program_id).values_list("pk", flat=True))
    assert "What stays" in text(learner.get(leaving(cohort)))
    assert Membership.objects.current().count() == 3, "reading ends nothing"
    assert learner.post(leaving(cohort)).status_code == 303
    assert Membership.objects.current().get().cohort == elsewhere
    Player(learner).start().give_up()
    assert set(known_to(cohort.program_id).values_list("pk", flat=True)) == before
    assert len(before) == 1
    assert known_to(elsewhere.program_id).count() == 2
    assert "You have left." in text(learner.get(MINE))


def test_leaving_twice_is_leaving_once_and_says_so(lena, dora):
    cohort = founded(dora, lena)
    learner = browser(lena)
    for _ in range(2):
        assert learner.post(leaving(cohort)).status_code == 303
    assert "You have left this program already." in text(learner.get(MINE))
    event = AuditEvent.objects.get(verb="left")
    assert event.actor is None
    assert first_broken() == ""


def test_who_was_never_in_it_finds_no_way_to_leave(otto, lena, dora):
    cohort = founded(dora, lena)
    for person in (otto, dora):
        assert browser(person).get(leaving(cohort)).status_code == 404
        assert browser(person).post(leaving(cohort)).status_code == 404
    assert Membership.objects.current().count() == 1


def test_many_programs_cost_no_more_statements(lena, dora, django_assert_num_queries):
    founded(dora, lena)
    with django_assert_num_queries(2):
        my_programs(lena.pk)
    for n in range(5):
        founded(UserFactory(), lena, name=f"Program {n}")
    with django_assert_num_queries(2):
        assert len(my_programs(lena.pk)) == 6
    assert timezone.now() > my_programs(lena.pk)[0].stays[0].agreed_at
