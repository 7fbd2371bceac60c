"""What a decision costs the database: counted exactly, and the same however long the case and the log are."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import RecallItem
from content.public import today
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story

pytestmark = pytest.mark.django_db

TRANSACTION = re.compile(r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)", re.IGNORECASE)
WRITE = re.compile(r"^(INSERT|UPDATE|DELETE)", re.IGNORECASE)


def cost(act) -> tuple[int, int]:
    """Statements without the transaction's own, and the writes among them."""
    with CaptureQueriesContext(connection) as seen:
        act()
    statements = [query["sql"] for query in seen.captured_queries]
    counted = [sql for sql in statements if not TRANSACTION.match(sql)]
    return len(counted), sum(bool(WRITE.match(sql)) for sql in counted)


def at_question(client: Client, slug: str, n: int) -> Player:
    """A player who has answered all questions before `n`."""
    player = Player(client).start(slug)
    player.decide()
    for before in range(1, n):
        player.decide(*best(before))
    today()  # the first page after an editorial act reads what is known of the guidance, two statements more
    return player


@pytest.fixture
def client(lena):
    client = Client()
    client.force_login(lena)
    return client


@pytest.mark.parametrize(("htmx", "statements"), [(True, 6), (False, 5)])
def test_a_decision_costs_five_statements_and_with_its_feedback_six_one_of_them_a_write(
    made, client, htmx, statements
):
    player = at_question(client, "made", 2)
    form = player.form()
    assert cost(lambda: player.send(form, ["a"], htmx=htmx)) == (statements, 1)


def test_the_last_decision_adds_the_result_the_attempts_end_and_a_look_at_the_recall_queue(made, client):
    player = at_question(client, "made", 4)
    form = player.form()
    assert cost(lambda: player.send(form, ["a"], htmx=True)) == (9, 3)


def test_what_was_missed_costs_two_more_whether_the_queue_knew_it_or_not(made, client):
    """Missed: 2 and 4, both new; then 2 and 4 again and 3, which is new."""
    costs = []
    for missed in ((2,), (2, 3)):
        player = Player(client).start()
        player.decide()
        for n in range(1, 4):
            player.decide(*(["c"] if n in missed else best(n)))
        today()
        form = player.form()
        costs.append(cost(lambda player=player, form=form: player.send(form, ["c"], htmx=True)))
        assert player.attempt.is_over
    assert costs == [(11, 5), (11, 5)]
    assert sorted(RecallItem.objects.values_list("answer_count", flat=True)) == [1, 2, 2]


def test_ten_times_the_steps_and_events_cost_no_more(made, client):
    publish_story(story(slug="long", asked=40))
    costs = []
    for slug, n in (("made", 2), ("long", 2), ("long", 39)):
        player = at_question(client, slug, n)
        form = player.form()
        costs.append(cost(lambda player=player, form=form: player.send(form, ["a"], htmx=True)))
        costs.append(cost(player.look))
        costs.append(cost(lambda player=player, n=n: player.client.get(player.url("feedback", n + 1))))
    assert costs[:3] == costs[3:6] == costs[6:]


def test_ten_other_attempts_cost_no_more(made, client):
    first = at_question(client, "made", 2)
    form = first.form()
    alone = cost(lambda: first.send(form, ["a"], htmx=True))
    for _ in range(10):
        at_question(client, "made", 3)
    later = at_question(client, "made", 2)
    again = later.form()
    assert cost(lambda: later.send(again, ["a"], htmx=True)) == alone


def test_every_page_of_a_play_stays_within_ten_statements(made, client):
    player = at_question(client, "made", 2)
    pages = [player.look, lambda: client.get(player.url("feedback", 2)), lambda: client.get("/cases/made/")]
    assert max(cost(page)[0] for page in pages) <= 10
    player.decide("d")
    assert cost(lambda: client.get(player.url("debrief")))[0] <= 10


def test_the_library_costs_the_same_for_ten_times_the_cases(made, client):
    at_question(client, "made", 2)
    client.get("/cases/")
    one = cost(lambda: client.get("/cases/"))
    for n in range(9):
        publish_story(story(slug=f"made-{n}"))
        at_question(client, f"made-{n}", 2)
    client.get("/cases/")
    assert cost(lambda: client.get("/cases/")) == one
