"""Recall answers that arrive at the same moment count once; attempts that end together leave one item."""

from collections import Counter
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.engine.recall import rated
from cases.models import RecallAnswer, RecallItem, RecallSource
from cases.selectors import playing
from cases.services.attempts import Intent, record_decision
from cases.services.guests import keep_guest_attempts
from cases.services.queueing import Given, _log
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.recalls import QUEUE, Recaller, days_pass, missing, recaller
from tests.cases.test_parallel import AT_ONCE, at_once, twin

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def player(lena) -> Player:
    publish_story()
    client = Client()
    client.force_login(lena)
    return Player(client).start()


@pytest.fixture
def due(player) -> Recaller:
    missing(player, 3)
    days_pass()
    return recaller(player.client, "k-3")


def same_browser(due: Recaller) -> Recaller:
    client = Client()
    client.cookies = due.client.cookies
    return Recaller(client, due.item_id)


def test_twenty_identical_answers_make_one(due):
    form = due.form()
    answers = at_once(lambda _n: same_browser(due).send(form, "a"))
    assert Counter((a.status_code, a["Location"]) for a in answers) == {
        (303, f"{due.url}answers/2/"): AT_ONCE
    }
    assert due.item.answer_count == due.item.answers.count() == 2


def test_twenty_tabs_with_keys_of_their_own_make_one_answer(due):
    form = due.form()
    answers = at_once(lambda n: same_browser(due).send({**form, "key": str(uuid4())}, "abc"[n % 3]))
    assert Counter(a["Location"] for a in answers) == {f"{due.url}answers/2/": 1, QUEUE: AT_ONCE - 1}
    assert due.item.answers.count() == 2


def test_two_attempts_that_end_together_leave_one_item(player):
    """Both results are stored, whichever brings the item in."""
    players = [player, Player(player.client).start()]
    for one in players:
        one.decide()
        for picks in (["c"], ["a"], ["a"]):
            one.decide(*picks)
    forms = [one.form() for one in players]
    answers = at_once(lambda n: twin(players[n % 2]).send(forms[n % 2], ["a"]))
    assert {a.status_code for a in answers} == {303}
    assert [one.attempt.results.count() for one in players] == [1, 1]
    assert RecallItem.objects.count() == 1
    assert RecallAnswer.objects.count() in (1, 2)


def test_of_two_attempts_that_end_together_each_brings_in_what_the_other_did_not_miss(player):
    """The one that comes second meets an item of the first and still enters what is new."""
    players = [player, Player(player.client).start()]
    for one, missed in zip(players, ((2, 3), (3, 4)), strict=True):
        one.decide()
        one.decide("a", "e")
        for n in (2, 3):
            one.decide("c" if n in missed else "a")
    forms = [one.form() for one in players]
    last = (["a"], ["c"])
    at_once(lambda n: twin(players[n % 2]).send(forms[n % 2], last[n % 2]))
    assert {item.key_decision for item in RecallItem.objects.all()} == {"k-2", "k-3", "k-4"}


def test_what_the_database_refuses_for_another_reason_is_raised_and_not_tried_for_ever(player):
    """A key decision without a name collides with nothing, so what is left to enter never grows smaller."""
    missing(player, 2)
    played = playing.load(player.attempt)
    nameless = replace(next(iter(rated(played.scenario, played.state))), key_decision="")
    given = Given(uuid4(), RecallSource.ATTEMPT, played, nameless, timezone.now())
    with pytest.raises(IntegrityError, match="what_is_recalled_is_a_key_decision"), transaction.atomic():
        _log([given], {})


def test_what_the_queue_knew_is_answered_once_when_something_new_was_brought_in_meanwhile(player):
    """The first try is undone and the second begins with the item as it is stored, not as the first try left it."""
    missing(player, 2, 3)
    played = playing.load(player.attempt)
    answers = [
        Given(uuid4(), RecallSource.ATTEMPT, played, found, timezone.now())
        for found in rated(played.scenario, played.state)
        if found.key_decision in {"k-2", "k-3"}
    ]
    with transaction.atomic():
        _log(answers, {"k-2": RecallItem.objects.get(key_decision="k-2")})
    items = {item.key_decision: item for item in RecallItem.objects.all()}
    assert {name: item.answer_count for name, item in items.items()} == {"k-2": 2, "k-3": 1}
    assert [answer.position for answer in items["k-2"].answers.all()] == [1, 2]


def test_what_was_missed_in_an_attempt_that_is_kept_while_it_ends_comes_back(lena):
    """The last decision was read as a guest's, and somebody keeps the attempt before it is written."""
    publish_story()
    guest = Player(Client()).start()
    guest.decide()
    guest.decide("a", "e")
    for picks in ("c", "a"):
        guest.decide(picks)
    stale = playing.load(guest.attempt)
    keep_guest_attempts(token=guest.attempt.guest_token, learner_id=lena.pk)
    intent = Intent(uuid4(), stale.position, ("a",))
    record_decision(playing=stale, intent=intent, at=timezone.now())
    assert [item.key_decision for item in RecallItem.objects.filter(learner=lena)] == ["k-2"]
