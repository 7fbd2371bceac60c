"""Practice of an assigned case is closed until it is due, to who has not finished it, and the page says why."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Attempt
from cases.programs.models import AssignedAttempt
from cases.programs.services.assigning import Grant, cancel_assignment, extend
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.programs.founding import founded
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db

SAID = "Practice of this case is closed until"
COVER = "/cases/made/"


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


def start(client, mode="practice"):
    path = reverse("cases:case", args=["made"])
    told = {"key": hidden(text(client.get(path)), "key"), "mode": mode}
    return client.post(reverse("cases:start", args=["made"]), told)


def closed(client, person):
    client.force_login(person)
    page = text(client.get(reverse("cases:case", args=["made"])))
    answer = start(client)
    assert (SAID in page) == (answer.status_code == 409) == (SAID in text(answer)), answer.status_code
    return SAID in page


@pytest.mark.parametrize("opens", [-1, 1])
def test_a_member_finds_practice_closed_and_why_before_and_while_it_is_open(
    client, cohort, dora, lena, opens
):
    set_to(cohort, dora, opens=opens, practice_closed=True)
    assert closed(client, lena)
    assert start(client, "assessed").status_code == 303


def test_others_and_guests_practise(client, cohort, dora, otto):
    set_to(cohort, dora, practice_closed=True)
    assert not closed(client, otto)
    assert start(Client()).status_code == 303


def test_without_the_switch_after_the_due_date_and_once_cancelled_it_is_open(client, cohort, dora, lena):
    set_to(cohort, dora)
    set_to(cohort, dora, opens=-5, due=-1, practice_closed=True)
    cancelled = set_to(cohort, dora, practice_closed=True)
    cancel_assignment(assignment=cancelled, actor=dora, at=timezone.now())
    assert not closed(client, lena)


def test_an_extension_keeps_it_closed_longer(client, cohort, dora, lena):
    set_ = set_to(cohort, dora, opens=-5, due=-1, practice_closed=True)
    extend(assignment=set_, grant=Grant(lena, timezone.now() + DAY, "ill"), actor=dora, at=timezone.now())
    assert closed(client, lena)


def test_whoever_has_finished_it_practises(client, cohort, dora, lena):
    set_ = set_to(cohort, dora, practice_closed=True)
    client.force_login(lena)
    Player(client).start(mode="assessed")
    AssignedAttempt.objects.create(item=set_.items.get(), attempt=Attempt.objects.get())
    Attempt.objects.update(state="abandoned", ended_at=timezone.now())
    assert not closed(client, lena)
