"""A stored result equals its recomputation, and the command that says so finds a difference when there is one."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Attempt, AttemptEvent, AttemptState, Result
from cases.models.result import fields_of
from cases.selectors import playing
from cases.services.results import recompute_results
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import AT, publish_story
from tests.cases.stories import best, story

pytestmark = pytest.mark.django_db

PATHS = (
    [best(1), ["a"], ["a"], ["a"]],
    [["a"], ["b"], ["c"], ["b"]],
    [["b"], ["c"], ["c"], ["c"]],
    [["d"]],
    [["a", "c"], ["a"], ["d"]],
)


@pytest.fixture
def played(made):
    """Five ways through, and one given up."""
    for path in PATHS:
        player = Player(Client()).start()
        player.decide()
        for picks in path:
            player.decide(*picks)
    left = Player(Client()).start()
    html = text(left.look())
    form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": "1"}
    left.client.post(left.url("abandon"), form)
    return list(Attempt.objects.all())


def test_every_stored_result_equals_its_recomputation(played):
    assert Result.objects.count() == len(played) == 6
    assert list(recompute_results()) == []
    told = StringIO()
    call_command("recompute_results", stdout=told)
    assert "equals its recomputation" in told.getvalue()


def test_the_result_is_a_function_of_publication_and_events(played):
    for attempt in played:
        again = playing.load(attempt)
        computed = fields_of(again.scenario, again.state)
        stored = attempt.results.get()
        assert {name: getattr(stored, name) for name in computed} == computed


def test_a_difference_is_named_and_ends_the_command_with_an_error(made):
    attempt = Attempt.objects.create(
        publication_id=made.id,
        document_id=made.document_id,
        started_at=AT,
        ended_at=AT,
        state=AttemptState.ABANDONED,
        guest_token="t",
    )
    terms = '{"certainty_asked":true,"left_out":[],"mode":"practice","seed":1,"time_limit_seconds":null}'
    key = "00000000-0000-4000-8000-000000000001"
    AttemptEvent.objects.create(attempt=attempt, position=0, key=key, kind="started", data=terms, at=AT)
    assert [found.stored for found in recompute_results()] == ["missing"]
    wrong = {
        "score": Decimal("12.5"),
        "unsafe": False,
        "harm": 0,
        "ending": "",
        "day": 0,
        "decision_count": 2,
    }
    Result.objects.create(attempt=attempt, publication_id=made.id, at=AT, breakdown="{}", **wrong)
    told = StringIO()
    with pytest.raises(CommandError, match="3 differences"):
        call_command("recompute_results", stdout=told)
    assert f"{attempt.pk} score: stored 12.500, computed 0.000" in told.getvalue()
    assert f"{attempt.pk} decision_count: stored 2, computed 0" in told.getvalue()


def test_an_attempt_keeps_the_publication_it_was_played_on(guest, made):
    guest.decide()
    changed = story()
    changed["steps"][1]["options"][0]["rationale"] = "Rewritten."
    publish_story(changed)
    guest.decide("a", "e")
    assert guest.attempt.publication_id == made.id
    assert "Rewritten" not in text(guest.client.get(guest.url("feedback", 2)))
    assert Player(Client()).start().attempt.publication_id != made.id
