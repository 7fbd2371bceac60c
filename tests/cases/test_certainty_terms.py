"""Whether certainty is asked stands in the terms: where it is not, no page asks for it, takes it or tells of it."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Owner
from cases.selectors.my_page import my_page
from cases.selectors.own_sheets import decisions_sheet
from cases.services.results import recompute_results
from cases.services.starting import Conditions, start_attempt
from tests.cases.players import Player, text
from tests.cases.stories import best

pytestmark = pytest.mark.django_db

FIELD = 'name="certainty"'


def begun(published, learner, *, asked, mode=Mode.ASSESSED) -> Player:
    client = Client()
    client.force_login(learner)
    attempt = start_attempt(
        published=published,
        owner=Owner(user_id=learner.pk),
        key=uuid4(),
        at=timezone.now(),
        conditions=Conditions(mode, certainty_asked=asked),
    )
    return Player(client, attempt.pk)


def played(player, **more) -> Player:
    player.decide()
    for n in range(1, 5):
        assert player.decide(*best(n), **more).status_code == 303
    return player


def test_the_terms_say_whether_it_is_asked(made, lena, otto):
    for learner, asked in ((lena, True), (otto, False)):
        player = begun(made, learner, asked=asked)
        assert player.attempt.events.get(position=0).started().certainty_asked is asked


@pytest.mark.parametrize("mode", Mode)
def test_a_question_has_the_field_where_it_is_asked_and_none_where_it_is_not(made, lena, otto, mode):
    for learner, asked in ((lena, True), (otto, False)):
        player = begun(made, learner, asked=asked, mode=mode)
        player.decide()
        assert (FIELD in text(player.look())) is asked


def test_an_assessed_answer_needs_it_only_where_it_is_asked(made, lena, otto):
    for learner, asked, status in ((lena, True, 422), (otto, False, 303)):
        player = begun(made, learner, asked=asked)
        player.decide()
        assert player.decide(*best(1)).status_code == status


def test_one_that_was_not_asked_for_is_refused_in_words_and_leaves_no_trace(made, lena):
    player = begun(made, lena, asked=False)
    player.decide()
    answer = player.decide(*best(1), certainty="3")
    assert answer.status_code == 422
    assert "Certainty is not asked here." in text(answer)
    assert player.attempt.events.count() == 2
    assert player.decide(*best(1)).status_code == 303


def test_nothing_is_told_of_it_afterwards_and_the_score_is_the_same(made, lena, otto):
    without, given = (
        played(begun(made, lena, asked=False)),
        played(begun(made, otto, asked=True), certainty="3"),
    )
    debriefs = [text(player.client.get(player.url("debrief"))) for player in (without, given)]
    assert ["How certain you were" in html for html in debriefs] == [False, True]
    assert my_page(lena.pk, timezone.now()).certainty is None
    assert my_page(otto.pk, timezone.now()).certainty.report.count == 4
    assert without.attempt.results.get().score == given.attempt.results.get().score
    assert list(recompute_results()) == []


def test_the_sheet_of_decisions_has_empty_cells_for_it(made, lena):
    played(begun(made, lena, asked=False))
    sheet = decisions_sheet(lena.pk)
    column = sheet.head.index("Certainty of 3")
    assert [row[column] for row in sheet.rows] == [None] * 4


def test_what_if_and_retry_open_without_it(made, lena):
    player = begun(made, lena, asked=False)
    player.decide()
    player.decide("c")
    for n in range(2, 5):
        player.decide(*best(n))
    assert player.attempt.is_over
    assert FIELD not in text(player.client.get(player.url("what_if", 2)))
    assert player.client.get(player.url("retry", 2)).status_code == 200
