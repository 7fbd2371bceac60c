"""What enters the recall queue, and when: missed key decisions, in the transaction that ends their attempt."""

from datetime import timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.engine.recall import Rating
from cases.models import Attempt, AttemptEvent, RecallAnswer, RecallItem, Result
from cases.services import attempts as attempts_service
from cases.services.guests import keep_guest_attempts
from cases.services.scheduling import reviewed
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.recalls import UNSURE, days_pass, missing
from tests.cases.stories import story
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db


def queue(**where):
    return {item.key_decision: item for item in RecallItem.objects.filter(dropped_at=None, **where)}


def ratings():
    return [(one.item.key_decision, one.position, Rating(one.rating)) for one in
            RecallAnswer.objects.select_related("item").order_by("pk")]  # fmt: skip


@pytest.fixture
def again(learner):
    """Another attempt of Lena's at the made case."""

    def start(slug="made", **more):
        return Player(learner.client).start(slug, **more)

    return start


def test_nothing_enters_before_the_attempt_is_over(learner):
    learner.decide()
    for picks in (["c"], ["c"], ["c"]):
        learner.decide(*picks)
    assert not RecallItem.objects.exists()
    learner.decide("a")
    assert set(queue()) == {"k-1", "k-2", "k-3"}


def test_what_was_missed_enters_and_what_was_known_does_not(learner, made, lena):
    missing(learner, 2)
    [item] = queue().values()
    assert (item.learner, item.document_id, item.publication_id) == (lena, made.document_id, made.id)
    assert (item.key_decision, item.step, item.attempt_id, item.position) == (
        "k-2",
        "q-2",
        learner.attempt_id,
        3,
    )
    ended_at = learner.attempt.ended_at
    assert item.memory == reviewed(None, Rating.AGAIN, ended_at)
    assert item.due_at == ended_at + timedelta(days=1)
    [answer] = item.answers.all()
    assert (answer.position, answer.source, answer.was_due_at) == (1, "attempt", None)
    assert (answer.at, answer.due_at) == (item.reviewed_at, item.due_at)
    assert (answer.decided().picks, Fraction(answer.credit)) == (("c",), 0)


def test_half_right_and_right_but_unsure_enter_as_hard(learner):
    learner.decide()
    learner.decide("a", certainty="3")  # one of two tests: 2/3
    learner.decide("b", certainty="3")
    learner.decide("a", certainty="1")
    learner.decide("a", certainty="2")
    assert ratings() == [("k-1", 1, Rating.HARD), ("k-2", 1, Rating.HARD), ("k-3", 1, Rating.HARD)]


def test_an_attempt_given_up_brings_in_what_it_reached(learner):
    learner.decide()
    learner.decide("c")
    learner.decide("a")
    learner.give_up()
    assert set(queue()) == {"k-1"}


def test_an_assessed_attempt_brings_in_what_was_missed_when_it_is_over(again, learner):
    learner.give_up()
    player = again(mode="assessed")
    player.decide()
    player.decide("c", certainty="2")
    player.decide("a", certainty="2")
    assert not RecallItem.objects.exists()
    player.give_up()
    assert set(queue()) == {"k-1"}


def test_what_the_terms_left_out_does_not_enter(learner):
    event = learner.attempt.events.get(position=0)
    terms = event.data.replace('"left_out":[]', '"left_out":["k-2"]')
    later = Attempt.objects.create(
        publication_id=learner.attempt.publication_id,
        document_id=learner.attempt.document_id,
        learner=learner.attempt.learner,
        started_at=event.at,
    )
    AttemptEvent.objects.create(
        attempt=later, position=0, key=later.pk, kind="started", data=terms, at=event.at
    )
    missing(Player(learner.client, later.pk), 2, 3)
    assert set(queue()) == {"k-3"}


def test_a_guest_has_no_queue_until_the_attempt_is_kept(guest, lena):
    missing(guest, 3)
    assert not RecallItem.objects.exists()
    ended_at = guest.attempt.ended_at
    assert keep_guest_attempts(token=guest.attempt.guest_token, learner_id=lena.pk) == 1
    [item] = queue(learner=lena).values()
    assert (item.key_decision, item.reviewed_at) == ("k-3", ended_at)
    assert keep_guest_attempts(token="", learner_id=lena.pk) == 0
    assert RecallAnswer.objects.count() == 1


def test_what_a_guest_has_not_finished_enters_after_it_was_kept_and_ended(guest, lena):
    guest.decide()
    guest.decide("c")
    keep_guest_attempts(token=guest.attempt.guest_token, learner_id=lena.pk)
    assert not RecallItem.objects.exists()
    guest.client.force_login(lena)
    guest.give_up()
    assert set(queue(learner=lena)) == {"k-1"}


def test_a_second_miss_is_one_more_answer_and_asks_with_the_newer_attempt(learner, again):
    missing(learner, 2)
    first = queue()["k-2"]
    player = missing(again(), 2, picks=UNSURE)
    [item] = queue().values()
    assert item.pk == first.pk
    assert item.attempt_id == player.attempt_id
    assert item.memory == reviewed(first.memory, Rating.HARD, player.attempt.ended_at)
    assert ratings() == [("k-2", 1, Rating.AGAIN), ("k-2", 2, Rating.HARD)]


def test_a_good_answer_before_the_date_changes_nothing_and_when_due_it_counts(learner, again):
    missing(learner, 2)
    first = queue()["k-2"]
    missing(again())
    assert queue()["k-2"].memory == first.memory
    days_pass(2)
    before = queue()["k-2"]
    player = missing(again(), certainty="3")
    item = queue()["k-2"]
    assert item.memory == reviewed(before.memory, Rating.EASY, player.attempt.ended_at)
    assert item.attempt_id == learner.attempt_id, "it goes on asking with the chart of the miss"
    assert ratings()[1:] == [("k-2", 2, Rating.EASY)]


def test_what_was_dropped_comes_back_only_when_it_is_missed_again(learner, again):
    missing(learner, 2)
    RecallItem.objects.update(dropped_at=timezone.now())
    days_pass(2)
    missing(again())
    assert queue() == {}
    missing(again(), 2)
    assert [item.answer_count for item in queue().values()] == [2]


def test_queues_of_two_people_and_of_two_cases_are_apart(learner, otto, lena):
    missing(learner, 2)
    publish_story(story(slug="other"))
    missing(Player(learner.client).start("other"), 2)
    theirs = Client()
    theirs.force_login(otto)
    missing(Player(theirs).start(), 2)
    assert RecallItem.objects.filter(learner=lena).count() == 2
    assert RecallItem.objects.filter(learner=otto).count() == 1


def test_an_end_that_fails_leaves_nothing_in_the_queue_and_the_attempt_under_way(learner, monkeypatch):
    learner.decide()
    for picks in (["c"], ["a"], ["a"]):
        learner.decide(*picks)
    form = learner.form()
    queued = attempts_service.queue_missed

    def fail(**given):
        queued(**given)
        raise DatabaseError

    monkeypatch.setattr(attempts_service, "queue_missed", fail)
    with pytest.raises(DatabaseError):
        learner.send(form, ["a"])
    assert not RecallItem.objects.exists()
    assert not RecallAnswer.objects.exists()
    assert not Result.objects.exists()
    assert not learner.attempt.is_over
    monkeypatch.undo()
    assert learner.send(form, ["a"]).status_code == 303
    assert set(queue()) == {"k-1"}


def test_a_last_decision_sent_twice_is_queued_once(learner):
    learner.decide()
    for picks in (["c"], ["a"], ["a"]):
        learner.decide(*picks)
    form = learner.form()
    for _ in range(2):
        learner.send(form, ["a"])
    assert RecallAnswer.objects.count() == 1


def test_what_an_item_knows_is_the_fold_of_its_answers(learner, again):
    missing(learner, 2)
    for missed in ((2,), (), (2, 3)):
        missing(again(), *missed)
    for item in RecallItem.objects.all():
        memory = None
        for answer in item.answers.all():
            assert answer.was_due_at == (memory.due_at if memory else None)
            memory = reviewed(memory, Rating(answer.rating), answer.at)
            assert answer.due_at == memory.due_at
        assert memory == item.memory
        assert item.answer_count == item.answers.count()


def test_the_end_costs_one_statement_more_and_a_miss_two_writes(learner, again):
    costs = []
    for missed in ((), (1,), (1, 2, 3)):
        player = again(mode="practice") if costs else learner
        RecallItem.objects.update(learner=None)
        player.decide()
        for n in (1, 2, 3):
            player.decide("c" if n in missed else "a", *(["e"] if n == 1 and n not in missed else []))
        form = player.form()
        costs.append(cost(lambda player=player, form=form: player.send(form, ["a"])))
    none, one, three = costs
    assert (one[0] - none[0], one[1] - none[1]) == (2, 2)
    assert one == three
    assert none[1] == 3


@pytest.mark.parametrize(
    "broken",
    [
        {"stability": 0},
        {"difficulty": 0.5},
        {"difficulty": 10.5},
        {"position": 0},
        {"key_decision": ""},
        {"due_at": timezone.now() - timedelta(days=9)},
    ],
)
def test_the_database_refuses_an_item_that_cannot_be(learner, broken):
    missing(learner, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecallItem.objects.update(**broken)


def test_the_database_holds_a_key_decision_once_a_queue(learner):
    missing(learner, 2, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecallItem.objects.update(key_decision="k-2")


def second_answer(**more):
    first = RecallAnswer.objects.get()
    at = first.due_at
    fields = {
        "item": first.item,
        "attempt": first.attempt,
        "publication": first.publication,
        "data": first.data,
    }
    fields |= {"position": 2, "key": uuid4(), "source": "queue", "attempt_position": 3, "credit": "1"}
    fields |= {"rating": 3, "at": at, "was_due_at": at, "due_at": at + timedelta(days=2)}
    return RecallAnswer(**fields | more)


@pytest.mark.parametrize(
    "broken",
    [
        {"rating": 5},
        {"rating": 0},
        {"source": "exam"},
        {"position": 1, "was_due_at": None, "source": "attempt"},
        {"was_due_at": None},
        {"at": timezone.now() + timedelta(days=99)},
    ],
)
def test_the_database_refuses_an_answer_that_cannot_be(learner, broken):
    missing(learner, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        second_answer(**broken).save(force_insert=True)
    second_answer().save(force_insert=True)
