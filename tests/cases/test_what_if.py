"""What if I had chosen otherwise: side by side with what happened, only after the end, and nothing is ever written."""

import pytest
from django.apps import apps
from django.test import Client

from cases.engine import play, score
from cases.engine.what_if import what_if
from cases.models import Attempt
from cases.selectors import playing
from cases.selectors.what_if import what_if_page
from cases.selectors.wording import whole
from tests.cases.players import hidden, text
from tests.cases.stories import word
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db


def loaded(player):
    return playing.load(Attempt.objects.with_rendering().get(pk=player.attempt_id))


def look(player, position, **answer):
    return player.client.get(player.url("what_if", position), answer)


def parts_of(answer):
    """The two columns of the page."""
    html = text(answer)
    happened = html[html.index('id="happened"') :]
    return happened.split('id="other"')


def every_row():
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }


@pytest.fixture
def over(learner):
    """Both tests, a minor harm, the best, the second best."""
    learner.decide()
    for picks in (["a", "e"], ["c"], ["a"], ["b"]):
        learner.decide(*picks)
    return learner


def test_the_debrief_leads_to_it_from_every_decision(over):
    html = text(over.client.get(over.url("debrief")))
    for position in (2, 3, 4, 5):
        assert f'href="{over.url("what_if", position)}"' in html
        assert look(over, position).status_code == 200


def test_another_answer_stands_beside_what_happened(over):
    happened, other = parts_of(look(over, 3, pick="a"))
    for piece in (word("q-2", "c", "label"), "Minor harm", word("q-2", "c", "consequence"), "0 of 3 points"):
        assert piece in happened
        assert piece not in other
    for piece in (word("q-2", "a", "label"), "Best", word("q-2", "a", "consequence"), "3 of 3 points"):
        assert piece in other
        assert piece not in happened
    assert "Pain</th><td>3</td>" in happened, "one good test took a point of pain"
    assert "no critical harm; −5 for lesser harm" in happened
    assert "Pain</th><td>2</td>" in other


def test_later_answers_stay_what_they_were_and_the_score_is_the_engines(over):
    one = loaded(over)
    page = what_if_page(one, 3, play.Decided("", ("a",)))
    assert [stop.labels for stop in page.other.later] == [stop.labels for stop in page.happened.later]
    assert page.happened.score == whole(over.attempt.results.get().score)
    assert page.other.score == whole(
        score.result(
            one.scenario,
            play.replay(
                one.scenario,
                (
                    one.state.started,
                    play.Decided("arrival"),
                    play.Decided("q-1", ("a", "e")),
                    play.Decided("q-2", ("a",)),
                    play.Decided("q-3", ("a",)),
                    play.Decided("q-4", ("b",)),
                ),
            ),
        ).score
    )
    assert page.other.score > page.happened.score


def test_an_answer_that_ends_the_case_early_has_its_ending_and_its_score(over):
    _happened, other = parts_of(look(over, 2, pick="d"))
    assert word("end-bad", "title") in other
    assert "Unsafe" in other
    assert "−30 for harm" in other


def test_where_the_way_leads_to_a_question_never_answered_it_stops_and_has_no_score(learner):
    learner.decide()
    learner.decide("d")
    _happened, other = parts_of(look(learner, 2, pick="a"))
    assert f"at “{word('q-2', 'title')}”, which you have not answered" in other
    assert "of 100" not in other


def test_the_record_its_events_and_every_table_stay_byte_for_byte(over):
    over.client.get(over.url("debrief"))
    before = every_row()
    for position, pick in ((2, "d"), (3, "a"), (4, "d"), (5, "a"), (3, "no-such")):
        statements, writes = cost(lambda position=position, pick=pick: look(over, position, pick=pick))
        assert writes == 0
        assert statements <= 10
    over.client.head(over.url("what_if", 3), {"pick": "a"})
    assert over.client.post(over.url("what_if", 3), {"pick": "a"}).status_code == 405
    assert every_row() == before
    assert score.result(loaded(over).scenario, loaded(over).state).score == over.attempt.results.get().score


def test_the_engine_leaves_the_state_it_was_given_alone(over):
    one = loaded(over)
    before = repr(one.state)
    what_if(one.scenario, one.state, 2, play.Decided("q-2", ("d",)))
    assert repr(one.state) == before


@pytest.mark.parametrize("position", [1, 2, 3])
def test_an_attempt_that_is_not_over_never_opens_it(learner, position):
    learner.decide()
    learner.decide("a", "e")
    answer = look(learner, position, pick="b")
    assert answer.status_code == 302
    assert answer["Location"] == learner.url()
    assert "canary" not in text(answer)


@pytest.mark.parametrize("position", [0, 1, 6, 99])
def test_what_was_no_question_has_no_what_if(over, position):
    assert look(over, position, pick="a").status_code == 404


def test_a_given_up_attempt_opens_what_it_decided(learner):
    learner.decide()
    learner.decide("a", "e")
    html = text(learner.look())
    form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": hidden(html, "position")}
    learner.client.post(learner.url("abandon"), form)
    happened, other = parts_of(look(learner, 2, pick="d"))
    assert "which you have not answered" in happened
    assert word("end-bad", "title") in other
    assert look(learner, 3).status_code == 404


def test_nobody_else_sees_it(over, otto):
    other = Client()
    other.force_login(otto)
    for client in (other, Client()):
        assert client.get(over.url("what_if", 3), {"pick": "a"}).status_code == 404


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"pick": "no-such"}, "not on offer"),
        ({"pick": ["a", "b"]}, "Choose one answer only."),
        ({"number": "5"}, "answered in another way"),
        ({"place-a": "x"}, "A place is a number from the list."),
    ],
)
def test_an_answer_that_is_not_allowed_is_refused_with_what_to_do(over, answer, said):
    got = look(over, 3, **answer)
    assert got.status_code == 422
    assert said in text(got)
    assert 'id="other"' not in text(got)
