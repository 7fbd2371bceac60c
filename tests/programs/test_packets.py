"""Pages to be printed for a committee: the figures of the screen at one moment, for directors, with a line for each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Membership, Post, Program, Viewing
from cases.programs.selectors.attention import attention
from cases.programs.selectors.due import Standing
from cases.programs.selectors.learner import learner_page
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.packet import cohort_packet, learner_packet
from cases.programs.selectors.roster import roster
from cases.programs.services.assigning import Grant, extend, set_assignment
from cases.programs.services.belonging import leave
from cases.programs.services.coaching import Words, reply
from cases.programs.services.founding import appoint
from content.editorial.public import live_of_kind
from npcsite.accounts.models import User
from tests.cases.players import text
from tests.cases.test_statements import cost
from tests.factories import UserFactory
from tests.programs.exporting import ZONE, cohort_of, known, own
from tests.programs.founding import founded, noted
from tests.programs.setting import wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora):
    return cohort_of(dora)


@pytest.fixture
def learner(cohort):
    return User.objects.get(name="Learner 01")


@pytest.fixture
def client(dora):
    client = Client()
    client.force_login(dora)
    return client


def of_learner(cohort, learner):
    return reverse("programs:packet", args=[cohort.program_id, learner.pk])


def of_cohort(cohort):
    return reverse("programs:cohort_packet", args=[cohort.program_id, cohort.pk])


def set_a_case(cohort, actor):
    asked = wanted(live_of_kind("case")[0].document_id)
    return set_assignment(cohort=cohort, wanted=asked, actor=actor, at=timezone.now())


def packet_of(cohort, learner):
    return learner_packet(cohort.program, learner, timezone.now())


def test_a_learners_packet_has_every_attempt_once_the_counting_ones_apart(cohort, learner):
    packet, mine = packet_of(cohort, learner), known(cohort, learner)
    assessed = [one for one in mine if one.mode == "assessed"]
    firsts = {one.document_id: one for one in reversed(assessed)}
    assert {one.attempt_id for one in packet.firsts} == {one.pk for one in firsts.values()}
    assert {one.attempt_id for one in packet.later} == {one.pk for one in assessed} - {
        one.pk for one in firsts.values()
    }
    assert {one.attempt_id for one in packet.practice} == {one.pk for one in mine if one.mode == "practice"}
    assert {one.attempt_id: one.score for one in packet.firsts} == {
        one.pk: round(own(one).score) for one in firsts.values()
    }
    harms = sum(len(own(one).parts()["harms"]) for one in mine)
    assert len(packet.learner.harms) == harms


def test_the_page_says_what_the_screen_says_with_zone_moment_and_what_it_is_not(
    client, cohort, learner, dora
):
    note = noted(cohort.program, known(cohort, learner)[0], dora, text="Why not ask first?")
    reply(note=note, author=learner, words=Words(uuid4(), "I did.", timezone.now()))
    html = text(client.get(of_learner(cohort, learner)))
    screen = learner_page(cohort.program, learner, timezone.now())
    for row in screen.domains:
        assert row.label in html
    assert f"in the time zone {ZONE}" in html
    assert "Made on" in html
    assert "Education only" in html
    assert "judgement of competence" in html
    assert "Why not ask first?" in html
    assert "I did." in html
    assert "Simulated." not in html


def test_assignments_stand_with_their_dates_and_the_reason_of_a_later_one(client, cohort, learner, dora):
    set_ = set_a_case(cohort, dora)
    later = set_.due_at + timedelta(days=4)
    grant = Grant(learner, later, "On call all week")
    extend(assignment=set_, grant=grant, actor=dora, at=timezone.now())
    [line] = packet_of(cohort, learner).assignments
    assert (line.dates.due_at, line.standing) == (later, Standing.OPEN)
    assert [one.reason for one in line.moved] == ["On call all week"]
    assert "On call all week" in text(client.get(of_learner(cohort, learner)))
    other = User.objects.get(name="Learner 02")
    assert "On call all week" not in text(client.get(of_learner(cohort, other)))


def test_who_left_has_nothing_that_came_later(cohort, dora):
    gone = Membership.objects.get(cohort=cohort, learner__name="Learner 04")
    set_a_case(cohort, dora)
    packet = packet_of(cohort, gone.learner)
    assert packet.assignments == ()
    assert {one.attempt_id for one in packet.learner.attempts} == {
        one.pk for one in known(cohort, gone.learner)
    }
    staying = Membership.objects.get(cohort=cohort, learner__name="Learner 03")
    leave(membership=staying, actor=None, at=timezone.now())
    assert len(packet_of(cohort, staying.learner).assignments) == 1


def test_a_cohorts_packet_has_the_rows_of_the_table_the_rules_and_the_alerts(client, cohort):
    at = timezone.now()
    packet, html = cohort_packet(cohort, at), text(client.get(of_cohort(cohort)))
    assert packet.rows == roster(cohort, Wanted(), at).rows
    assert packet.attention == attention(cohort, at)
    means = [row.exact for row in packet.rows if row.exact is not None]
    assert packet.n == len(means)
    assert packet.mean == (round(sum(means) / len(means)) if means else None)
    assert "quiet for 21 days or more" in html
    assert f"in the time zone {ZONE}" in html
    for row in packet.rows:
        assert row.name in html or "cmd" in row.name


def test_an_empty_cohort_and_a_learner_who_did_nothing_say_so(client, dora):
    empty = founded(dora, name="Nobody")
    assert "Nobody is in this cohort now." in text(client.get(of_cohort(empty)))
    newcomer = UserFactory(name="Newcomer")
    started = founded(dora, newcomer, name="New")
    html = text(client.get(of_learner(started, newcomer)))
    assert "None." in html
    assert "Nothing was set to them." in html


def test_opening_one_is_told_to_each_learner_in_it_and_its_head_to_nobody(client, cohort, learner):
    client.head(of_learner(cohort, learner))
    client.head(of_cohort(cohort))
    assert not Viewing.objects.exists()
    client.get(of_learner(cohort, learner))
    assert [(one.what, one.learner_id) for one in Viewing.objects.all()] == [("packet", learner.pk)]
    client.get(of_cohort(cohort))
    assert Viewing.objects.filter(what="cohort-packet").count() == 4
    reader = Client()
    reader.force_login(learner)
    html = text(reader.get(reverse("programs:looks")))
    assert "opened your record, as a page to be printed" in html
    assert "to be printed, with your row" in html


def test_coordinators_learners_and_other_directors_get_404(cohort, learner, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, UserFactory(), name="Program B")
    for person in (otto, lena, learner):
        other = Client()
        other.force_login(person)
        assert other.get(of_learner(cohort, learner)).status_code == 404
        assert other.get(of_cohort(cohort)).status_code == 404
    mine = Client()
    mine.force_login(dora)
    stranger = theirs.memberships.get().learner
    assert mine.get(reverse("programs:packet", args=[cohort.program_id, stranger.pk])).status_code == 404
    assert mine.get(reverse("programs:cohort_packet", args=[cohort.program_id, theirs.pk])).status_code == 404


def test_a_demo_says_simulated(client, cohort):
    User.objects.filter(memberships__cohort=cohort).update(is_simulated=True)
    Program.objects.update(is_demo=True)
    someone = User.objects.get(name="Learner 01")
    assert "Simulated." in text(client.get(of_learner(cohort, someone)))
    assert "Simulated." in text(client.get(of_cohort(cohort)))


def test_more_notes_and_attempts_cost_no_more_statements(client, cohort, learner, dora):
    noted(cohort.program, known(cohort, learner)[0], dora)
    client.get(of_learner(cohort, learner))
    one = cost(lambda: client.get(of_learner(cohort, learner)))
    for attempt in known(cohort, learner)[:2]:
        noted(cohort.program, attempt, dora, text="Once more")
    assert cost(lambda: client.get(of_learner(cohort, learner))) <= one
