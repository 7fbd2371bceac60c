"""The library: what is live, filtered by what one looks for, with the visitor's own status."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(made):
    """Three cases of two levels, lengths and topics."""
    publish_story(
        {
            **story(slug="short"),
            "title": "The short one",
            "minutes": 8,
            "topics": ["monitoring-and-follow-up"],
        }
    )
    publish_story({**story(slug="hard"), "title": "The hard one", "level": "specialist", "minutes": 25})
    return made


def titles(query=""):
    html = text(Client().get(f"/cases/{query}"))
    return [title for title in ("Made made", "The short one", "The hard one") if f">{title}</a>" in html]


def test_all_cases_are_listed_without_a_filter(shelf):
    assert titles() == ["Made made", "The short one", "The hard one"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?level=specialist", ["The hard one"]),
        ("?minutes=10", ["The short one"]),
        ("?topic=monitoring-and-follow-up", ["The short one"]),
        ("?level=student&minutes=15", ["Made made", "The short one"]),
        ("?level=nonsense&minutes=many&topic=x%00", ["Made made", "The short one", "The hard one"]),
    ],
)
def test_a_filter_keeps_what_fits_and_nonsense_filters_nothing(shelf, query, found):
    assert titles(query) == found


def test_the_easier_level_comes_first(shelf):
    html = text(Client().get("/cases/"))
    assert html.index("Made made") < html.index("The hard one")


def test_filters_that_leave_nothing_offer_a_way_back(shelf):
    html = text(Client().get("/cases/?level=specialist&minutes=10"))
    assert "No case fits all of these" in html
    assert 'href="/cases/"' in html


def test_an_empty_library_says_what_will_be_here(db):
    assert "No case is published yet" in text(Client().get("/cases/"))


def test_a_card_says_who_reviewed_it_and_how_one_stands(guest):
    html = text(guest.client.get("/cases/"))
    assert "Not yet reviewed by a named clinician." in html
    assert "Practice, in progress" in html
    assert f'href="{guest.url()}"' in html
    guest.play()
    assert "Practice: best 100 of 100" in text(guest.client.get("/cases/"))
    assert "best 100" not in text(Client().get("/cases/"))


def test_the_cover_tells_the_patient_and_not_what_will_be_asked(made):
    html = text(Client().get("/cases/made/"))
    assert "Mr M is 50, ECOG 1." in strip_tags(html)
    assert "at most 4 key decisions" in html
    for place in (("objective",), ("q-1", "question"), ("key-1",)):
        assert word(*place) not in html


def test_the_cover_offers_to_continue(guest):
    assert f'href="{guest.url()}"' in text(guest.client.get("/cases/made/"))


def test_a_case_played_before_can_be_played_again(guest):
    guest.play()
    again = Player(guest.client).start()
    assert again.attempt_id != guest.attempt_id
    assert "Play it again" not in text(guest.client.get("/cases/made/"))
