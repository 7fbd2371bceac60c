"""Running a program: directors appoint and keep cohorts, both posts move members; others find nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Appointment, Cohort, Invitation, JoinCode, Membership, Post
from cases.programs.selectors.members import PAGE
from cases.programs.services.belonging import join, move
from cases.programs.services.founding import appoint, archive_cohort
from cases.programs.services.refusing import Refused
from content.editorial.models import AuditEvent
from content.editorial.services.auditing import first_broken
from tests.cases.players import text
from tests.factories import UserFactory
from tests.programs.founding import THEN, filled, founded

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cohort(dora, lena):
    return founded(dora, lena)


@pytest.fixture
def director(cohort, dora):
    return browser(dora)


@pytest.fixture
def coordinator(cohort, rita):
    appoint(program=cohort.program, person=rita, post=Post.COORDINATOR, actor=None, at=THEN)
    return browser(rita)


def url(name, cohort, *more):
    return reverse(f"programs:{name}", args=[cohort.program_id, *more])


def member_url(name, membership):
    return reverse(f"programs:{name}", args=[membership.cohort.program_id, membership.pk])


def test_a_director_appoints_a_coordinator_and_a_second_director(director, cohort, otto, ravi):
    for person, post in ((otto, "coordinator"), (ravi, "director")):
        sent = {"email": person.email.upper(), "post": post}
        assert director.post(url("appoint", cohort), sent).status_code == 303
    assert "Ravi is appointed." in text(director.get(url("program", cohort)))
    posts = Appointment.objects.current().values_list("person__name", "post")
    assert set(posts) == {("Dora", "director"), ("Otto", "coordinator"), ("Ravi", "director")}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": "nobody@example.org", "post": "coordinator"}, "Ask them to sign up with it first"),
        ({"email": "dora@example.org", "post": "coordinator"}, "end that first"),
        ({"email": "otto@example.org", "post": "emperor"}, "not one of the available choices"),
    ],
)
def test_who_cannot_be_appointed_is_told_and_nothing_is_written(director, cohort, otto, typed, says):
    answer = director.post(url("appoint", cohort), typed)
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert Appointment.objects.count() == 1


def test_trying_addresses_one_after_the_other_is_slowed_down(director, cohort, settings):
    settings.ACCOUNT_RATE_LIMITS = {"appoint": "2/h/user"}
    sent = {"email": "nobody@example.org", "post": "coordinator"}
    assert [director.post(url("appoint", cohort), sent).status_code for _ in range(3)] == [422, 422, 429]


def test_the_last_director_stays_and_one_of_two_may_go(director, cohort, dora, ravi):
    own = Appointment.objects.get(person=dora)
    answer = director.post(url("end_appointment", cohort, own.pk))
    assert (answer.status_code, "Appoint another one first" in text(answer)) == (422, True)
    appoint(program=cohort.program, person=ravi, post=Post.DIRECTOR, actor=dora, at=timezone.now())
    assert "your own post" in text(director.get(url("end_appointment", cohort, own.pk)))
    assert director.post(url("end_appointment", cohort, own.pk)).status_code == 303
    assert director.get(url("program", cohort)).status_code == 404
    again = browser(ravi).post(url("end_appointment", cohort, own.pk))
    assert (again.status_code, "has ended already" in text(again)) == (422, True)


def test_a_cohort_is_added_renamed_and_never_named_twice(director, cohort):
    assert director.post(url("new_cohort", cohort), {"name": "2027"}).status_code == 303
    assert director.post(url("edit_cohort", cohort, cohort.pk), {"name": "2027"}).status_code == 422
    assert director.post(url("edit_cohort", cohort, cohort.pk), {"name": "2026"}).status_code == 303
    assert director.post(url("edit_cohort", cohort, cohort.pk), {"name": "Intake"}).status_code == 303
    assert director.post(url("new_cohort", cohort), {"name": "a\0b"}).status_code == 422
    assert set(Cohort.objects.values_list("name", flat=True)) == {"Intake", "2027"}


def test_archiving_ends_memberships_and_ways_in_and_using_it_again_brings_nobody_back(director, cohort, otto):
    now, later = timezone.now(), timezone.now() + timedelta(days=7)
    Invitation.objects.create(
        cohort=cohort, email="x@example.org", digest="1", created_at=now, expires_at=later
    )
    JoinCode.objects.create(cohort=cohort, code="AAAA", created_at=now, expires_at=later)
    assert director.post(url("archive_cohort", cohort, cohort.pk)).status_code == 303
    assert not Membership.objects.current().exists()
    assert Invitation.objects.get().revoked_at
    assert JoinCode.objects.get().revoked_at
    with pytest.raises(Refused):
        join(cohort=cohort, learner=otto, at=timezone.now())
    director.post(url("archive_cohort", cohort, cohort.pk), {"unarchive": "yes"})
    assert Cohort.objects.get().archived_at is None
    assert not Membership.objects.current().exists()
    join(cohort=cohort, learner=otto, at=timezone.now())


def test_nobody_joins_or_moves_into_a_cohort_archived_since_it_was_read(cohort, otto, dora, lena):
    """Both hold a cohort that was read before it was archived."""
    other = filled(cohort.program, name="2027")
    archive_cohort(cohort=Cohort.objects.get(pk=other.pk), actor=dora, at=timezone.now())
    assert other.archived_at is None
    with pytest.raises(Refused):
        join(cohort=other, learner=otto, at=timezone.now())
    with pytest.raises(Refused):
        move(membership=Membership.objects.get(), cohort=other, actor=dora, at=timezone.now())
    assert Membership.objects.get().ended_at is None


def test_a_move_happens_at_one_moment_on_the_first_agreement(coordinator, cohort):
    other, old = filled(cohort.program, name="2027"), Membership.objects.get()
    answer = coordinator.post(member_url("move_member", old), {"cohort": other.pk})
    assert answer.status_code == 303
    old.refresh_from_db()
    new = Membership.objects.current().get()
    assert (new.cohort, new.started_at, new.agreed_at) == (other, old.ended_at, old.agreed_at)
    twice = coordinator.post(member_url("move_member", old), {"cohort": other.pk})
    assert (twice.status_code, Membership.objects.count()) == (422, 2)


def test_nobody_is_moved_into_an_archived_cohort_or_another_program(director, cohort, rita):
    archived, strange = filled(cohort.program, name="old"), founded(rita, name="Program B")
    archive_cohort(cohort=archived, actor=None, at=timezone.now())
    membership = Membership.objects.get()
    for target in (archived, strange, cohort):
        answer = director.post(member_url("move_member", membership), {"cohort": target.pk})
        assert answer.status_code == 422
    assert Membership.objects.get().ended_at is None


def test_a_director_ends_a_membership_once(director, cohort):
    membership = Membership.objects.get()
    for _ in range(2):
        assert director.post(member_url("end_membership", membership)).status_code == 303
    assert AuditEvent.objects.filter(verb="left").count() == 1
    membership.refresh_from_db()
    assert membership.ended_at
    assert "Lena" not in text(director.get(url("members", cohort, cohort.pk))).split("</h1>")[1]
    assert "Lena" in text(director.get(url("members", cohort, cohort.pk) + "?former=on"))
    assert first_broken() == ""


def test_a_coordinator_moves_members_and_finds_no_other_act_and_no_way_to_a_record(coordinator, cohort):
    membership, own = Membership.objects.get(), Appointment.objects.get(post="coordinator")
    shown = text(coordinator.get(url("members", cohort, cohort.pk)))
    assert "Lena" in shown
    assert url("learner", cohort, membership.learner_id) not in shown
    assert "End the membership" not in text(coordinator.get(member_url("member", membership)))
    for closed in ("appoint", "new_cohort"):
        assert coordinator.get(url(closed, cohort)).status_code == 404
        assert coordinator.post(url(closed, cohort), {"name": "x"}).status_code == 404
    assert coordinator.post(url("end_appointment", cohort, own.pk)).status_code == 404
    assert coordinator.post(url("edit_cohort", cohort, cohort.pk), {"name": "x"}).status_code == 404
    assert coordinator.post(url("archive_cohort", cohort, cohort.pk)).status_code == 404
    assert coordinator.post(member_url("end_membership", membership)).status_code == 404
    assert Membership.objects.current().count() == 1


def test_the_director_of_another_program_finds_nothing_and_neither_do_mixed_ids(director, cohort, rita, dora):
    theirs = founded(rita, UserFactory(), name="Program B")
    other = browser(rita)
    membership, own = Membership.objects.get(cohort=cohort), Appointment.objects.get(person=dora)
    for program_id in (cohort.program_id, theirs.program_id):
        for name, pk in (
            ("members", cohort.pk),
            ("member", membership.pk),
            ("edit_cohort", cohort.pk),
            ("end_appointment", own.pk),
        ):
            address = reverse(f"programs:{name}", args=[program_id, pk])
            assert other.get(address).status_code == 404, address
        for name, pk in (
            ("move_member", membership.pk),
            ("end_membership", membership.pk),
            ("archive_cohort", cohort.pk),
            ("end_appointment", own.pk),
        ):
            address = reverse(f"programs:{name}", args=[program_id, pk])
            assert other.post(address, {"cohort": theirs.pk}).status_code == 404, address
    assert Membership.objects.current().count() == 2


def test_members_cost_as_many_statements_for_two_as_for_many(
    director, cohort, django_assert_num_queries, django_assert_max_num_queries
):
    address = url("members", cohort, cohort.pk)
    with django_assert_max_num_queries(9) as two:
        director.get(address)
    for _ in range(PAGE):
        join(cohort=cohort, learner=UserFactory(), at=timezone.now())
    with django_assert_num_queries(len(two)):
        shown = text(director.get(address))
    assert "51 learners in all" in shown
