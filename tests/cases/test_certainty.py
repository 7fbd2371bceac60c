"""Certainty is told with the decision, stored in its event, and reported after the end beside the score."""

import re

import pytest
from django.test import Client

from cases.models import Result
from cases.selectors import certainty
from cases.selectors.playing import load
from tests.cases.players import Player, text

pytestmark = pytest.mark.django_db

ANSWERS = ((["a"], "3"), (["c"], "3"), (["b"], "2"), (["a"], "3"))


@pytest.fixture
def played(guest):
    return play(guest, ANSWERS)


def play(player, answers):
    player.decide()
    for picks, one in answers:
        player.decide(*picks, certainty=one)
    return player


def section(player) -> str:
    html = text(player.client.get(player.url("debrief")))
    return html[html.index('id="certainty"') : html.index('id="decisions"')]


def test_the_choice_is_on_the_form_without_scripts_and_is_optional(guest):
    guest.decide()
    html = text(guest.look())
    assert html.count('name="certainty"') == 3
    assert "Optional" in html
    assert guest.decide("a", certainty="").status_code == 303


def test_it_is_stored_with_its_decision(played):
    assert [event.decided().certainty for event in played.attempt.events.all()[1:]] == [None, 3, 3, 2, 3]


def test_it_never_moves_what_is_stored_of_the_result(made, played):
    others = [
        play(Player(Client()).start(), [(picks, one) for picks, _ in ANSWERS]) for one in ("", "1", "3")
    ]
    results = {
        tuple(
            Result.objects.filter(attempt_id=player.attempt_id).values_list(
                "score", "unsafe", "harm", "ending", "day", "breakdown"
            )
        )
        for player in (played, *others)
    }
    assert len(results) == 1


def test_the_debrief_reports_it_with_its_n(played):
    told = section(played)
    assert "You said how certain you were of 4 decisions." in told
    assert "Certain and wrong: 1 of the 3 decisions with certainty 3 (33&nbsp;%)." in told
    assert "Certain and harmful: 1 of the 3 decisions with certainty 3 (33&nbsp;%)." in told
    # One of two tests found: credit 2/3 marks 2; then −6, 0.7 · 2 and 3.
    assert "Mean mark for certainty: 0.1 (n&nbsp;=&nbsp;4)." in told


def test_a_mean_below_nought_has_a_true_minus(guest):
    told = section(play(guest, [(["a", "e"], ""), (["d"], "3")]))
    assert "Mean mark for certainty: −6 (n&nbsp;=&nbsp;1)." in told
    assert "Certain and wrong: 1 of the 1 decision with certainty 3 (100&nbsp;%)." in told


def test_the_table_has_every_certainty_and_none_is_dressed_up_as_nought(played):
    rows = re.findall(r'<tr><th scope="row">(.+?)</th>(.*?)</tr>', section(played))
    cells = [(level, re.findall(r"<td[^>]*>(.*?)</td>", row)) for level, row in rows]
    assert cells == [
        ("1 · below 67 %", ["0", "–", "0", "0", "0"]),
        ("2 · 67–80 %", ["1", "70 %", "0", "0", "0"]),
        ("3 · above 80 %", ["3", "56 %", "1", "1", "1"]),
    ]


def test_the_drawing_has_a_point_where_the_table_has_a_credit(played):
    html = section(played)
    assert html.count('class="point"') == 2
    assert html.count('class="lane"') == 3
    assert [n.strip() for n in re.findall(r">(n = \d)<", html)] == ["n = 0", "n = 1", "n = 3"]
    report = certainty.certainty_report(load(played.attempt))
    empty, middle, _ = report.columns
    assert empty.y is None
    assert middle.y == pytest.approx(certainty.BOTTOM - 0.7 * (certainty.BOTTOM - certainty.TOP), abs=0.05)
    # 70 % lies within what certainty 2 claims.
    assert middle.top < middle.y < middle.top + middle.height
    assert [tick.at for tick in report.ticks] == [certainty.BOTTOM, 58.0, certainty.TOP]


def test_never_certain_is_said_so(guest):
    assert "You gave certainty 3 to no decision" in section(play(guest, [(["d"], "1")]))


def test_without_certainty_there_is_no_report(guest):
    html = text(guest.play().client.get(guest.url("debrief")))
    assert "How certain you were" not in html


def test_a_given_up_attempt_reports_what_was_reached(guest):
    guest.decide()
    guest.decide("a", certainty="2")
    guest.give_up()
    assert "of 1 decision." in section(guest)
