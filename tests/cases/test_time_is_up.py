"""What the pages say of a time limit: the time left, the end, and an answer that came too late."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.selectors.assessed import assessed_of
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story
from tests.cases.timed import MINUTES, timed

pytestmark = pytest.mark.django_db


def log(player):
    return list(player.attempt.events.values_list("position", "kind", "data", "at"))


def test_the_time_left_is_told_without_scripts(made, lena):
    player = timed(made, lena, ago=8.5)
    ends = player.attempt.deadline_at
    html = text(player.look())
    assert f'<time datetime="{ends.isoformat()}">' in html
    assert "12 minutes left" in html
    assert "js/clock.js" in html
    # The page after a decision as well.
    assert "minutes left" in text(player.decide(htmx=True))


def test_an_end_on_another_day_is_told_with_its_day(made, lena):
    html = text(timed(made, lena, minutes=3 * 24 * 60).look())
    assert f"ends on {timezone.localtime(timezone.now() + timedelta(days=3)):%-d %b %Y}" in html


def test_the_last_minute_is_told_as_one(made, lena):
    assert "1 minute left" in text(timed(made, lena, ago=MINUTES - 0.5).look())


def test_an_attempt_out_of_time_is_closed_by_its_one_button(made, lena):
    player = timed(made, lena, ago=MINUTES + 1)
    before = log(player)
    html = text(player.look())
    assert "The time is up" in html
    assert "earns nothing" in html
    assert 'name="pick"' not in html
    assert log(player) == before, "looking changes no row"
    answer = player.give_up()
    assert answer["Location"] == player.url("debrief")
    assert player.attempt.state == "expired"
    debrief = text(player.client.get(player.url("debrief")))
    assert "The time of this attempt ran out." in debrief
    assert "it counts" in debrief


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_that_comes_too_late_is_refused_kindly(made, lena, htmx):
    player = timed(made, lena, ago=MINUTES + 1)
    form = {"key": uuid4(), "position": 1}
    answer = player.send(form, (), htmx=htmx)
    assert answer.status_code == 409
    told = text(answer)
    assert "What you sent came after that, so it was not stored." in told
    assert player.url("debrief") in told
    assert player.attempt.state == "expired"
    assert player.send(form, (), htmx=htmx).status_code == 409


def test_a_broken_answer_that_comes_too_late_leads_to_the_end_too(made, lena):
    player = timed(made, lena, ago=MINUTES + 1)
    assert "The time is up" in text(player.client.post(player.url("decide"), {}))
    assert player.attempt.state == "in-progress"


def test_a_second_assessed_attempt_after_an_expired_one_never_replaces_it(made, lena):
    first = timed(made, lena, ago=MINUTES + 1)
    first.give_up()
    second = Player(first.client).start(mode="assessed")
    second.decide()
    for n in range(1, 5):
        second.decide(*best(n), certainty="3")
    counting = assessed_of(made.document_id, lena.pk).counting
    assert (counting.attempt_id, counting.score, counting.end) == (first.attempt_id, 0, "out of time")
    html = text(second.client.get(second.url("debrief")))
    assert "this one does not replace it" in html
    assert "ran out of time with 0 of 100" in text(second.client.get("/cases/made/"))


def test_every_page_calls_it_out_of_time(made, lena):
    player = timed(made, lena, ago=MINUTES + 1)
    player.give_up()
    html = text(player.client.get("/me/"))
    assert "Assessed, out of time" in html
    assert "No key decision taken" in html
    assert "Safe</span>" not in html


def test_home_and_my_page_say_what_is_left_and_when_it_is_up(made, lena, otto):
    running, late = timed(made, lena, ago=5.5), timed(made, otto, ago=MINUTES + 1)
    for url in ("/", "/me/"):
        html = text(running.client.get(url))
        assert "15 minutes left" in html
        assert "UTC" in html
        assert "the time is up" in text(late.client.get(url))
    assert "its time runs on" in text(running.client.get("/me/"))
    assert "close it to read its debrief" in text(late.client.get("/me/"))


def test_whose_time_runs_stands_first_at_home(made, lena):
    publish_story(story(slug="other"))
    running = timed(made, lena)
    other = Player(running.client).start("other")
    other.decide()
    html = text(running.client.get("/"))
    assert html.index(running.url()) < html.index(other.url())


def test_an_attempt_that_decided_nothing_is_not_called_safe(learner):
    learner.give_up()
    debrief = text(learner.client.get(learner.url("debrief")))
    assert "no key decision was taken" in debrief
    for html in (debrief, text(learner.client.get("/me/"))):
        assert "Safe</span>" not in html
        assert "Unsafe" not in html
