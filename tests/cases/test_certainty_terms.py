"""Whether certainty is asked stands in the terms: where it is not, no page asks for it, takes it or tells of it."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Owner
from cases.selectors.my_page import my_page
from cases.selectors.own_sheets import decisions_sheet, results_sheet
from cases.services.results import recompute_results
from cases.services.starting import Conditions, start_attempt
from npcsite.pages.selectors.personal import personal_data
from tests.cases.players import Player, text
from tests.cases.stories import best

pytestmark = pytest.mark.django_db

FIELD, NOT_ASKED = 'name="certainty"', "Certainty was not asked."


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


def mixed(published, learner, asked: int, unasked: int) -> list[Player]:
    """So many finished attempts with certainty 3 throughout, then so many in which it was not asked."""
    with_it = [
        played(begun(published, learner, asked=True, mode=Mode.PRACTICE), certainty="3") for _ in range(asked)
    ]
    return with_it + [
        played(begun(published, learner, asked=False, mode=Mode.PRACTICE)) for _ in range(unasked)
    ]


def test_debrief_and_certificate_say_that_it_was_not_asked_and_only_there(made, lena):
    given, without = mixed(made, lena, 1, 1)
    for page, said in (("debrief", "Certainty was not asked in this attempt"), ("certificate", NOT_ASKED)):
        assert said in text(without.client.get(without.url(page)))
        assert NOT_ASKED[:-1] not in text(given.client.get(given.url(page)))


def test_where_it_was_asked_and_not_given_nothing_says_that_it_was_not_asked(made, lena):
    player = played(begun(made, lena, asked=True, mode=Mode.PRACTICE))
    for address in (player.url("debrief"), player.url("certificate"), "/me/"):
        assert NOT_ASKED[:-1] not in text(player.client.get(address))


@pytest.mark.parametrize(("asked", "unasked", "said"), [
    (2, 0, None),
    (0, 1, "Certainty was not asked in the 1 finished attempt."),
    (0, 2, "Certainty was not asked in any of the 2 finished attempts."),
    (1, 2, "Certainty was not asked in 2 of 3 finished attempts; no figure here counts them."),
])  # fmt: skip
def test_my_page_says_in_how_many_attempts_it_was_not_asked(made, lena, asked, unasked, said):
    client = mixed(made, lena, asked, unasked)[0].client
    page = my_page(lena.pk, timezone.now())
    assert (page.unasked, page.finished_count) == (unasked, asked + unasked)
    assert (page.certainty.report.count if page.certainty else 0) == 4 * asked
    html = text(client.get("/me/"))
    assert said in html if said else NOT_ASKED[:-1] not in html
    assert ("once you finish an attempt in which you said" in html) is not asked


def test_the_sheets_tell_not_asked_from_not_given(made, lena):
    given, without = mixed(made, lena, 1, 1)
    not_given = played(begun(made, lena, asked=True, mode=Mode.PRACTICE))
    asked = {row[0]: row[-1] for row in results_sheet(lena.pk).rows}
    assert results_sheet(lena.pk).head[-1] == "Certainty asked"
    assert asked == {
        str(given.attempt.pk): "yes",
        str(without.attempt.pk): "no",
        str(not_given.attempt.pk): "yes",
    }
    sheet = decisions_sheet(lena.pk)
    column = sheet.head.index("Certainty of 3")
    assert [row[column] for row in sheet.rows] == [3] * 4 + ["not asked"] * 4 + [None] * 4


def test_the_file_of_all_data_holds_the_terms_and_with_them_that_it_was_not_asked(made, lena):
    mixed(made, lena, 1, 1)
    events = dict(personal_data(lena))["cases.AttemptEvent"]
    terms = [json.loads(row["data"]) for row in events if row["position"] == 0]
    assert [one["certainty_asked"] for one in terms] == [True, False]


def test_what_if_and_retry_open_without_it(made, lena):
    player = begun(made, lena, asked=False)
    player.decide()
    player.decide("c")
    for n in range(2, 5):
        player.decide(*best(n))
    assert player.attempt.is_over
    assert FIELD not in text(player.client.get(player.url("what_if", 2)))
    assert player.client.get(player.url("retry", 2)).status_code == 200
