"""Posts that arrive at the same moment: one gets the position, the others are shown what is stored."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt, AttemptEvent, Owner, StepNote
from cases.services.guests import keep_guest_attempts
from cases.services.starting import AssessedUnderWay, Conditions, start_attempt
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.factories import UserFactory

AT_ONCE = 20

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def player():
    publish_story()
    player = Player(Client()).start()
    player.decide()
    return player


def at_once(act):
    """`act(n)` in twenty threads that start together; each closes its own connection."""
    barrier = Barrier(AT_ONCE)

    def run(n):
        barrier.wait()
        try:
            return act(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def twin(player):
    """The same browser once more: a client of its own with the same cookies, as clients are not made for threads."""
    client = Client()
    client.cookies = player.client.cookies
    return Player(client, player.attempt_id)


def test_twenty_identical_posts_make_one_event(player):
    form = player.form()
    answers = at_once(lambda _n: twin(player).send(form, ["a", "e"]))
    assert Counter((a.status_code, a["Location"]) for a in answers) == {
        (303, player.url("feedback", 2)): AT_ONCE
    }
    assert AttemptEvent.objects.filter(position=2).count() == 1


def test_twenty_identical_posts_by_htmx_all_get_the_feedback(player):
    form = player.form()
    answers = at_once(lambda _n: twin(player).send(form, ["a", "e"], htmx=True))
    assert {(a.status_code, a["HX-Push-Url"]) for a in answers} == {(200, player.url("feedback", 2))}
    assert player.attempt.events.count() == 3


def test_twenty_tabs_with_keys_of_their_own_make_one_event(player):
    form = player.form()
    answers = at_once(lambda n: twin(player).send({**form, "key": str(uuid4())}, ["abe"[n % 3]]))
    assert Counter(a.status_code for a in answers) == {303: 1, 409: AT_ONCE - 1}
    assert player.attempt.events.filter(position=2).count() == 1


def test_the_last_decision_twenty_times_makes_one_result(player):
    for picks in (["a", "e"], ["a"], ["a"]):
        player.decide(*picks)
    form = player.form()
    answers = at_once(lambda n: twin(player).send(form if n % 2 else {**form, "key": str(uuid4())}, ["a"]))
    assert {a.status_code for a in answers} <= {303, 409}
    assert player.attempt.results.count() == 1


def test_giving_up_and_deciding_at_once_leave_one_of_the_two(player):
    html = text(player.look())
    leave = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": hidden(html, "position")}
    decision = {"key": hidden(html, "key"), "position": hidden(html, "position")}

    def act(n):
        one = twin(player)
        return one.client.post(one.url("abandon"), leave) if n % 2 else one.send(decision, ["a", "e"])

    answers = at_once(act)
    assert {a.status_code for a in answers} <= {303, 409}
    assert player.attempt.events.count() == 3
    assert player.attempt.is_over == (player.attempt.events.last().kind == "abandoned")


def test_twenty_starts_of_one_form_make_one_attempt(player):
    key = str(uuid4())
    client = Client()
    answers = at_once(lambda _n: client.post("/cases/made/start/", {"key": key}))
    assert len({a["Location"] for a in answers}) == 1
    assert Attempt.objects.count() == 2


def test_of_twenty_people_who_keep_a_guests_attempt_at_once_one_gets_it(player):
    people = UserFactory.create_batch(AT_ONCE)
    token, events = player.attempt.guest_token, list(player.attempt.events.values())
    kept = at_once(lambda n: keep_guest_attempts(token=token, learner_id=people[n].pk))
    assert sorted(kept) == [0] * (AT_ONCE - 1) + [1]
    assert player.attempt.learner == people[kept.index(1)]
    assert list(player.attempt.events.values()) == events


def test_an_attempt_kept_while_its_guest_decides_loses_nothing(player, lena):
    form = player.form()

    def act(n):
        if n % 2:
            return keep_guest_attempts(token=token, learner_id=lena.pk)
        return twin(player).send(form, ["a", "e"]).status_code

    token = player.attempt.guest_token
    answers = at_once(act)
    assert sum(answer for answer in answers if answer in (0, 1)) == 1
    # Who posts as the guest after it was kept has no such attempt any more; nobody gets an error.
    assert {answer for answer in answers if answer not in (0, 1)} <= {303, 404}
    assert player.attempt.learner == lena
    assert player.attempt.events.filter(position=2).count() == (303 in answers)


def test_of_twenty_starts_in_both_modes_none_comes_beside_an_assessed_one(lena):
    published = publish_story()
    started = timezone.now()

    def act(n):
        conditions = Conditions(Mode.ASSESSED if n % 2 else Mode.PRACTICE)
        owner = Owner(user_id=lena.pk)
        try:
            return start_attempt(
                published=published, owner=owner, key=uuid4(), at=started, conditions=conditions
            )
        except AssessedUnderWay:
            return None

    at_once(act)
    *before, last = Attempt.objects.order_by("started_at").values_list("mode", flat=True)
    assert last == "assessed"
    assert "assessed" not in before


def test_twenty_identical_notes_are_one_and_of_twenty_others_one_is_stored(player):
    seen = hidden(text(player.look()), "seen")
    address = player.url("note", 2)

    def noted(said):
        return twin(player).client.post(address, {"seen": seen, "text": said}).status_code

    assert at_once(lambda n: noted(f"note {n}")).count(409) == AT_ONCE - 1
    (stored,) = StepNote.objects.all()
    assert set(at_once(lambda _n: noted(stored.text))) == {303}
    assert StepNote.objects.get() == stored
