"""The page of a cohort's table: small, the same cost for any cohort, read by ear, forgiving of nonsense."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Post
from cases.programs.selectors import roster as table_of
from cases.programs.selectors.members import PAGE
from cases.programs.services.assigning import set_assignment
from cases.programs.services.founding import appoint
from content.editorial.public import live_of_kind
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.programs.founding import THEN, founded
from tests.programs.scored import people, played, scored
from tests.programs.setting import DAY, wanted

pytestmark = pytest.mark.django_db

CASES = 3


@pytest.fixture
def cases(db):
    for number in range(CASES):
        publish_story(story(slug=f"made-{number}", asked=5))
    return sorted(live_of_kind("case"), key=lambda one: one.slug)


@pytest.fixture
def cohort(dora, cases):
    return founded(dora)


def page(person, cohort, query=""):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:cohort", args=[cohort.program_id, cohort.pk]) + query)


NONSENSE = [
    "?page=0&sort=hair&columns=-1",
    "?page=1e9&assignment=x&standing=asleep&by=moon",
    "?assignment=999999999999999999999",
    "?name=%00%01&case=%00",
    "?name=" + "x" * 500,
    "?turned=maybe&former=perhaps&attention=",
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_shows_the_plain_table(cohort, dora, query):
    people(cohort, 2)
    answer = page(dora, cohort, query)
    assert answer.status_code == 200
    assert text(answer).count('<th scope="row">') == 2


def test_the_table_says_its_order_to_a_screen_reader_and_turns_it_round(cohort, dora, cases):
    people(cohort, 2)
    html = text(page(dora, cohort, "?sort=mean&name=learner"))
    assert html.count("aria-sort=") == 1
    assert 'aria-sort="ascending"><a href="?sort=mean&amp;name=learner&amp;turned=on">Mean' in html
    assert "<caption>" in html
    assert html.count('<th scope="col"') == 5 + CASES
    turned = text(page(dora, cohort, "?sort=mean&turned=on"))
    assert 'aria-sort="descending"><a href="?sort=mean">Mean' in turned


def test_every_cell_with_work_opens_it_and_says_unsafe_in_a_word(cohort, dora, cases):
    [person] = people(cohort, 1)
    one = scored(person, 30, of=cases[0], unsafe=True)
    for ago in (3, 2):
        scored(person, 60, of=cases[1], mode="practice", ago=ago)
    html = text(page(dora, cohort))
    assert reverse("programs:trail", args=[cohort.program_id, person.pk, one.pk]) in html
    assert reverse("programs:learner_case", args=[cohort.program_id, person.pk, "made-1"]) in html
    assert "■ unsafe" in html


def test_a_figure_without_enough_decisions_says_so(cohort, dora, cases):
    [person] = people(cohort, 1)
    scored(person, 62, of=cases[0], decisions=4)
    assert "not enough data" in text(page(dora, cohort))


def test_the_pages_of_a_cohort_lead_to_each_other(cohort, dora):
    addresses = [
        reverse(f"programs:{name}", args=[cohort.program_id, cohort.pk])
        for name in ("cohort", "attention", "items", "assignments", "members")
    ]
    client = Client()
    client.force_login(dora)
    for here in addresses:
        html = text(client.get(here))
        assert all(f'href="{address}"' in html for address in addresses)
        assert f'href="{here}" aria-current="page"' in html


def test_a_coordinator_is_not_led_to_results(cohort, dora, otto):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    client = Client()
    client.force_login(otto)
    for name in ("assignments", "members"):
        html = text(client.get(reverse(f"programs:{name}", args=[cohort.program_id, cohort.pk])))
        for hidden in ("cohort", "attention", "items"):
            assert f'href="{reverse(f"programs:{hidden}", args=[cohort.program_id, cohort.pk])}"' not in html


def test_nobody_fits_says_so_and_leads_back(cohort, dora):
    people(cohort, 2)
    html = text(page(dora, cohort, "?name=nobody"))
    assert "Nobody fits all of these" in html
    assert "2 learners are in this table" in html


def test_one_learner_and_no_case_at_all_are_a_table_too(dora):
    cohort = founded(dora)
    people(cohort, 1)
    html = text(page(dora, cohort))
    assert "1 learner, no case is published yet" in html
    assert html.count('<th scope="row">') == 1


def cost(person, cohort, query):
    client = Client()
    client.force_login(person)
    address = reverse("programs:cohort", args=[cohort.program_id, cohort.pk]) + query
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]])


EVERYTHING = "?sort=mean&standing=overdue&attention=on&former=on"


@pytest.mark.parametrize("query", ["", "?sort=unsafe", "?by=domain&sort=mean", EVERYTHING])
def test_the_page_costs_the_same_for_twenty_and_for_two_hundred_learners(cohort, cases, dora, query):
    terms = wanted(cases[0].document_id)
    set_ = set_assignment(cohort=cohort, wanted=terms, actor=dora, at=timezone.now())
    set_.opens_at, set_.due_at = (timezone.now() - days * DAY for days in (20, 9))
    set_.save()
    played(people(cohort, 20), cases)
    few = cost(dora, cohort, query)
    played(people(cohort, 180, word="Further"), cases)
    assert cost(dora, cohort, query) == few <= 12


def test_the_fullest_page_weighs_less_than_two_hundred_kilobytes(dora, cases):
    for number in range(CASES, table_of.COLUMNS + 1):
        publish_story(story(slug=f"a-case-with-a-longer-address-{number}"))
    cohort, every = founded(dora), live_of_kind("case")
    folk = people(cohort, PAGE + 1)
    for case in every:
        played(folk, [case])
    answer = page(dora, cohort, "?sort=unsafe")
    assert text(answer).count("practice ") == PAGE * table_of.COLUMNS
    assert len(answer.content) < 200_000
