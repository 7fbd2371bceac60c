"""The home page tells what is due for recall; with an attempt under way, going on comes first."""

from datetime import timedelta

import pytest
from django.test import Client

from cases.models import RecallItem
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import days_pass, missing, recaller
from tests.cases.stories import story, word
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db

PRIMARY = 'class="btn"'


@pytest.fixture
def missed(db, lena):
    publish_story()
    client = Client()
    client.force_login(lena)
    return missing(Player(client).start(), 2, 3)


def main(client):
    return text(client.get("/")).split("<main")[1].split("</main")[0]


def test_nothing_is_said_before_something_is_due(missed):
    assert "due" not in main(missed.client)


def test_what_is_due_is_listed_the_longest_waiting_first(missed):
    days_pass()
    RecallItem.objects.filter(key_decision="k-3").update(
        due_at=RecallItem.objects.first().due_at - timedelta(hours=1)
    )
    html = main(missed.client)
    assert "2 decisions you missed are due" in html
    assert word("q-3", "title") in html
    links = [html.index(f'href="{recaller(missed.client, key).url}"') for key in ("k-3", "k-2")]
    assert links == sorted(links)
    assert html.count("since ") == 2
    assert html.count(PRIMARY) == 1
    assert "Your recall queue" in html


def test_of_more_than_four_the_first_four_are_named_and_the_queue_has_all(missed):
    publish_story(story(slug="more", asked=6))
    missing(Player(missed.client).start("more"), 2, 3, 4, 5, asked=6)
    days_pass()
    html = main(missed.client)
    assert "6 decisions you missed are due" in html
    assert html.count("since ") == 4
    assert "All 6 that are due" in html


def test_an_attempt_under_way_has_the_first_button(missed):
    days_pass()
    Player(missed.client).start()
    html = main(missed.client)
    assert "2 decisions you missed are due" in html
    assert html.count(PRIMARY) == 1


def test_what_waits_is_not_counted(missed):
    days_pass()
    Player(missed.client).start(mode="assessed")
    assert "decisions you missed" not in main(missed.client)


def test_guests_are_not_told_of_anything(missed):
    days_pass()
    assert "decisions you missed" not in main(Client())


def test_ten_or_two_hundred_items_cost_the_same_statements_at_home_and_in_the_queue(missed):
    costs = []
    for cases in (2, 5):
        for n in range(cases):
            slug = f"long-{cases}-{n}"
            publish_story(story(slug=slug, asked=41))
            missing(Player(missed.client).start(slug), *range(1, 42), asked=41)
        days_pass()
        for path in ("/", "/recall/"):
            missed.client.get(path)
        costs.append([cost(lambda path=path: missed.client.get(path)) for path in ("/", "/recall/")])
    assert RecallItem.objects.count() > 200
    assert costs[0] == costs[1]
    assert [writes for _statements, writes in costs[0]] == [0, 0]
