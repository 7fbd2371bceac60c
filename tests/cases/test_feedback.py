"""The page after a decision: the patient first, then the worth in words, the reasons, the evidence, and one way on."""

import pytest
from django.test import Client

from tests.cases.players import Player, lasting, text
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


@pytest.fixture
def single(guest):
    """A guest at the first single question."""
    guest.decide()
    guest.decide("a", "e")
    return guest


def feedback(player, *picks):
    position = player.attempt.events.count()
    player.decide(*picks)
    return text(player.client.get(player.url("feedback", position)))


def in_order(html, *pieces):
    places = [html.index(piece) for piece in pieces]
    return places == sorted(places)


def test_the_patient_comes_first_and_the_way_on_last(single):
    html = feedback(single, "c")
    assert in_order(
        html,
        word("q-2", "c", "consequence"),
        "Not right",
        "Minor harm",
        word("q-2", "c", "rationale"),
        word("q-2", "c", "when_right"),
        "Offer what was made.",
        word("q-2", "a", "label"),
        "Go on",
    )


@pytest.mark.parametrize(
    ("pick", "said"), [("a", "Best"), ("b", "Acceptable"), ("c", "Not right"), ("d", "Not right")]
)
def test_the_credit_is_said_in_words(single, pick, said):
    html = feedback(single, pick)
    main = html[html.index("What your choice was worth") : html.index("Why</h2>")]
    assert said in main


def test_harm_is_said_in_words_with_its_shape(single):
    html = feedback(single, "d")
    main = html[html.index("What your choice was worth") : html.index("Why</h2>")]
    assert "Critical harm" in main
    assert "■" in main


def test_no_harm_is_not_mentioned(single):
    html = feedback(single, "a")
    main = html[html.index("What your choice was worth") : html.index("Why</h2>")]
    assert "harm" not in main


def test_the_points_for_the_key_decision_are_told(single):
    assert "2.1 of 3 points" in feedback(single, "b")


def test_a_menu_names_what_was_left_out_and_what_was_needless(guest):
    guest.decide()
    html = feedback(guest, "a", "c")
    assert "1 of the 2 right ones, and 1 that was not right." in html
    assert in_order(
        html,
        "You left out",
        word("q-1", "e", "rationale"),
        "The other options",
        word("q-1", "b", "rationale"),
    )


def test_the_recommendation_links_to_its_place_and_its_source(single):
    html = feedback(single, "a")
    assert 'href="/recommendations/made-recommendation/"' in html
    assert "ESMO: level I, grade A" in html
    assert "ESMO-EURACAN 2021" in html
    assert "https://doi.org/10.1000/made" in html
    assert 'href="#ref-MADE01"' in html


def test_citation_numbers_start_at_one_and_each_source_is_listed_once(single):
    html = feedback(single, "a")
    assert html.count('id="ref-MADE01"') == 1
    assert ">1</a>" in html
    assert ">2</a>" not in html


def test_the_last_decision_leads_to_the_debrief(single):
    html = feedback(single, "d")
    assert "See how it ended" in html
    assert f'href="{single.url("debrief")}"' in html


def test_earlier_feedback_can_be_read_again_as_it_was(single):
    first = lasting(single.client.get(single.url("feedback", 2)))
    single.decide("a")
    single.decide("a")
    again = lasting(single.client.get(single.url("feedback", 2)))
    assert again == first


def test_a_step_that_only_told_has_no_feedback(single):
    answer = single.client.get(single.url("feedback", 1))
    assert (answer.status_code, answer["Location"]) == (302, single.url())


def test_certainty_does_not_change_what_the_page_says(guest, made):
    guest.decide()
    other = Player(Client()).start()
    other.decide()
    for player, certainty in ((guest, "3"), (other, "")):
        player.decide("a", "e", certainty=certainty)
    pages = [
        lasting(p.client.get(p.url("feedback", 2))).replace(str(p.attempt_id), "") for p in (guest, other)
    ]
    assert pages[0] == pages[1]
