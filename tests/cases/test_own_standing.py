"""How one stands with a case, on its card and its page: what counts, the best of practice, and harm in words."""

import pytest
from django.test import Client

from cases.models import Owner
from cases.selectors.own_standing import own_by_document
from tests.cases.players import Player, text
from tests.cases.stories import best
from tests.cases.timed import MINUTES, timed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lena):
    client = Client()
    client.force_login(lena)
    return client


def play(client, *answers, mode="practice"):
    player = Player(client).start(mode=mode)
    player.decide()
    for picks in answers:
        player.decide(*picks, certainty="2")
    return player


def lines(made, lena):
    own = own_by_document([made], Owner(user_id=lena.pk))[made.document_id]
    return [(line.text, line.unsafe) for line in own.lines]


ALL_BEST = [best(n) for n in range(1, 5)]


def test_practice_and_what_counts_assessed_are_told_apart(made, lena, client):
    play(client, *ALL_BEST)
    play(client, best(1), ["d"], mode="assessed")
    play(client, *ALL_BEST, mode="assessed")
    assert lines(made, lena) == [("Assessed: 0 of 100", True), ("Practice: best 100 of 100", False)]
    html = text(client.get("/cases/"))
    assert "Practice: best 100 of 100" in html
    assert html.count("Unsafe") == 1


def test_the_best_of_practice_says_whether_it_did_critical_harm(made, lena, client):
    play(client, ["d"])
    ((told, unsafe),) = lines(made, lena)
    assert told.startswith("Practice: best")
    assert unsafe
    play(client, *ALL_BEST)
    assert lines(made, lena) == [("Practice: best 100 of 100", False)]


def test_an_assessed_attempt_under_way_is_all_that_is_told(made, lena, client):
    play(client, *ALL_BEST)
    assessed = Player(client).start(mode="assessed")
    assert lines(made, lena) == [("Assessed, in progress", False)]
    assert f'href="{assessed.url()}"' in text(client.get("/cases/"))


def test_practice_under_way_comes_first_and_hides_nothing(made, lena, client):
    play(client, *ALL_BEST)
    Player(client).start()
    assert [told for told, _ in lines(made, lena)] == ["Practice, in progress", "Practice: best 100 of 100"]


def test_given_up_and_out_of_time_are_told_as_such(made, lena, client):
    timed(made, lena, ago=MINUTES + 1).give_up()
    Player(client).start().give_up()
    assert lines(made, lena) == [
        ("Assessed: 0 of 100, out of time", False),
        ("Practice: given up", False),
    ]
    assert "Safe" not in text(client.get("/cases/"))
