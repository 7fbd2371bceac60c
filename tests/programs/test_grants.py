"""Whoever runs a program reads the later due dates of an assignment: for whom, until when, why, by whom; which hold."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Assignment, Extension, Post
from cases.programs.selectors import grants
from cases.programs.selectors.grants import Hold, extensions_to, grants_of
from cases.programs.services.assigning import Grant, extend
from cases.programs.services.founding import appoint
from tests.accounts.codes import sign_in
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.programs.founding import THEN, founded
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db

HEAD = "Later due dates granted"


@pytest.fixture
def cohort(dora, lena, sam):
    publish_story()
    return founded(dora, lena, sam, time_zone="Europe/Berlin")


def granted(set_, learner, by, *, days=3, reason="Was ill", after=0):
    at = timezone.now() + timedelta(minutes=after)
    return extend(assignment=set_, grant=Grant(learner, set_.due_at + days * DAY, reason), actor=by, at=at)


def read(set_, person) -> str:
    client = Client()
    sign_in(client, person)
    return text(client.get(reverse("programs:assignment", args=[set_.cohort.program_id, set_.pk])))


def test_each_grant_is_told_with_date_reason_and_who_granted_it_in_the_programs_zone(
    cohort, dora, otto, lena
):
    set_ = set_to(cohort, dora)
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    one = granted(set_, lena, otto, reason="Night shifts")
    with timezone.override(cohort.program.zone):
        due = timezone.localtime(one.due_at)
    for page in (read(set_, dora), read(set_, otto)):
        told = page[page.index(HEAD) :]
        assert all(said in told for said in ("Lena", "Night shifts", "Otto", f"{due:%H:%M}", "Holds"))


def test_without_any_there_is_no_word_of_them(cohort, dora):
    assert HEAD not in read(set_to(cohort, dora), dora)


def test_of_one_learner_the_latest_granted_holds_whatever_its_date(cohort, dora, lena, sam):
    set_ = set_to(cohort, dora)
    granted(set_, lena, dora, days=9)
    granted(set_, sam, dora, days=2, after=1)
    granted(set_, lena, dora, days=4, after=2)
    found = [(one.learner, one.hold) for one in grants_of(set_, extensions_to(set_)).rows]
    assert found == [
        (str(lena), Hold.HOLDS),
        (str(sam), Hold.HOLDS),
        (str(lena), Hold.REPLACED),
    ]


def test_one_that_everybodys_date_has_reached_holds_no_more(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    one = granted(set_, lena, dora)
    Assignment.objects.update(due_at=one.due_at)
    set_.refresh_from_db()
    assert [row.hold for row in grants_of(set_, extensions_to(set_)).rows] == [Hold.OVERTAKEN]


def test_who_granted_it_and_has_left_the_site_has_no_name(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    granted(set_, lena, dora)
    Extension.objects.update(granted_by=None)
    assert "somebody who has left" in read(set_, dora)


def test_of_very_many_the_newest_are_told_and_how_many_there_are(cohort, dora, lena, monkeypatch):
    monkeypatch.setattr(grants, "SHOWN", 2)
    set_ = set_to(cohort, dora)
    for turn in range(3):
        granted(set_, lena, dora, days=2 + turn, after=turn)
    assert "The newest 2 of 3." in read(set_, dora)
    assert [row.hold for row in grants_of(set_, extensions_to(set_)).rows] == [Hold.HOLDS, Hold.REPLACED]
