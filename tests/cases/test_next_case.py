"""What to play next: what is under way, then unsafe, then weak, then new, then with the lowest score."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from cases.selectors.my_page import my_page
from cases.selectors.next_case import to_start
from cases.selectors.own_cases import CaseRow, Score
from cases.selectors.own_domains import DomainRow
from tests.cases.players import Player
from tests.cases.test_quarantine import flag

AT = datetime(2026, 11, 1, tzinfo=UTC)


def scored(score, *, unsafe=False):
    return Score(
        UUID(int=0), "", score, unsafe, empty=False, cut_short=False, end="finished", assessed=False, at=AT
    )


def row(slug, latest=None, topics=()):
    best = latest.score if latest else None
    return CaseRow(slug, slug, "", topics, None, latest, best, int(latest is not None))


def domain(slug, mean, n=6):
    return DomainRow(slug, slug.title(), n, None if mean is None else Decimal(mean), ())


KNOWN = [row("good", scored(90)), row("poor", scored(40))]


def test_an_unsafe_case_comes_before_everything_that_can_be_started():
    rows = [row("new"), row("unsafe", scored(45, unsafe=True))]
    found = to_start(rows, [])
    assert found.slug == "unsafe"
    assert "critical harm" in found.reason


def test_a_new_case_about_the_weakest_domain_comes_next_with_its_figures():
    rows = [row("new"), row("fit", topics=("fitness",)), row("late", topics=("toxicity",)), *KNOWN]
    found = to_start(rows, [domain("fitness", "0.80"), domain("toxicity", "0.42"), domain("other", None, 2)])
    assert found.slug == "late"
    assert "“Toxicity”" in found.reason
    assert "0.42, n = 6" in found.reason


def test_a_domain_without_enough_data_or_without_a_fault_says_nothing():
    rows = [row("new"), row("fit", topics=("fitness",))]
    assert to_start(rows, [domain("fitness", None, 3)]).slug == "new"
    assert to_start(rows, [domain("fitness", "1.00")]).slug == "new"


def test_who_knows_every_case_is_led_to_the_lowest_score():
    found = to_start(KNOWN, [])
    assert found.slug == "poor"
    assert "40 of 100" in found.reason


def test_who_has_nothing_left_to_gain_is_led_nowhere():
    assert to_start([row("done", scored(100))], []) is None
    assert to_start([], []) is None


@pytest.mark.django_db
def test_what_is_under_way_comes_first_of_all(made, lena):
    client = Client()
    client.force_login(lena)
    player = Player(client).start()
    assert my_page(lena.pk, timezone.now()).next_case.resume == player.attempt_id


@pytest.mark.django_db
def test_a_case_that_takes_no_new_attempt_is_not_offered(made, lena):
    assert my_page(lena.pk, timezone.now()).next_case.slug == "made"
    flag("retired")
    assert my_page(lena.pk, timezone.now()).next_case is None
