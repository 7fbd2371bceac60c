"""A decision that comes back: the chart as it was, feedback, the next date, and no trace anywhere else."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.engine.recall import Rating
from cases.models import RecallAnswer, RecallItem
from cases.services.scheduling import reviewed
from content.public import today
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import QUEUE, Recaller, days_pass, every_row_but, led_to_the_queue, missing, recaller
from tests.cases.stories import story, word
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db

OWN = ("cases_recallitem", "cases_recallanswer")


def options(html):
    return re.findall(r'name="pick" id="pick-\d" value="(\w)"', html)


def test_the_question_comes_with_the_chart_as_it_was_before_the_decision(due):
    html = text(due.look())
    assert word("q-3", "question") in html
    for seen in (word("finding-0"), word("finding-1"), word("finding-2")):
        assert seen in html
    for ahead in (word("finding-3"), word("finding-4"), word("end-good", "title")):
        assert ahead not in html
    assert "Recall" in html
    assert sorted(options(html)) == ["a", "b", "c", "d"]


def test_nothing_of_the_answer_is_told_before_it(due):
    html = text(due.look())
    for letter in "abcd":
        for part in ("rationale", "when_right", "consequence"):
            assert word("q-3", letter, part) not in html
    assert "Best" not in html


def test_the_order_is_new_each_time_and_stays_when_the_form_comes_back(due):
    orders = set()
    for _ in range(6):
        html = text(due.look())
        assert options(html) == options(text(due.answer()))
        orders.add(tuple(options(html)))
        due.answer("a")
        days_pass()
    assert len(orders) > 1


def test_the_answer_is_told_like_in_practice_with_its_next_date(due):
    answer = due.answer("a", certainty="2")
    html = text(due.client.get(answer["Location"]))
    for letter in "abcd":
        assert word("q-3", letter, "rationale") in html
    assert word("q-3", "a", "consequence") in html
    assert "Made recommendation" in html
    assert "A paper" not in html
    assert "A recall counts for no score." in html
    assert f"{timezone.localtime(due.item.due_at):%H:%M}" in html
    assert "This decision comes back on" in html
    assert "points" not in html.split("Keyboard shortcuts")[0]


@pytest.mark.parametrize(
    ("pick", "certainty", "rating"),
    [
        ("d", "3", Rating.AGAIN),
        ("c", "", Rating.AGAIN),
        ("b", "3", Rating.HARD),
        ("a", "1", Rating.HARD),
        ("a", "", Rating.GOOD),
        ("a", "2", Rating.GOOD),
        ("a", "3", Rating.EASY),
    ],
)
def test_the_next_date_is_the_librarys_for_the_rating(due, pick, certainty, rating):
    before = due.item
    due.answer(pick, certainty=certainty)
    given = due.item.answers.last()
    assert (given.rating, given.source, given.was_due_at) == (rating, "queue", before.due_at)
    assert due.item.memory == reviewed(before.memory, rating, given.at)


def test_an_answer_changes_the_queue_and_nothing_else_anywhere(due):
    """No attempt, no result, no figure."""
    before = every_row_but(*OWN)
    figures = [text(due.client.get(page)) for page in ("/me/", "/cases/")]
    due.answer("d", certainty="3")
    due.client.get(f"{due.url}answers/2/")
    assert every_row_but(*OWN) == before
    assert [text(due.client.get(page)) for page in ("/me/", "/cases/")] == figures


def test_looking_changes_nothing(due):
    before = every_row_but()
    for path in (due.url, QUEUE, f"{due.url}answers/1/"):
        assert due.client.get(path).status_code == 200
        assert due.client.head(path).status_code == 200
    assert every_row_but() == before


def test_the_same_form_sent_twice_counts_once(due):
    form = due.form()
    first, second = due.send(form, "a"), due.send(form, "c")
    assert first["Location"] == second["Location"]
    assert due.item.answer_count == due.item.answers.count() == 2


def test_a_second_tab_with_a_form_of_its_own_is_told_and_counts_nothing(due):
    one, other = due.form(), due.form()
    due.send(one, "a")
    assert led_to_the_queue(due.send(other, "c"), "You have answered this decision. It comes back on")
    assert due.item.answers.count() == 2


def test_an_old_form_counts_nothing_when_the_decision_is_due_again(due):
    form = due.form()
    due.send({**form, "key": str(uuid4())}, "a")
    days_pass()
    assert led_to_the_queue(due.send(form, "c"), "It was answered meanwhile")
    assert due.item.answers.count() == 2


@pytest.mark.parametrize("picks", [(), ("no-such",), ("a", "b")])
def test_a_refused_answer_leaves_no_trace_and_says_what_to_do(due, picks):
    before = every_row_but()
    answer = due.answer(*picks)
    assert answer.status_code == 422
    assert "Nothing is stored yet" in text(answer)
    assert every_row_but() == before


def test_what_is_not_due_is_not_asked(learner):
    missing(learner, 3)
    early = recaller(learner.client, "k-3")
    assert led_to_the_queue(early.look(), "It comes back on")
    form = {"key": str(uuid4()), "position": 2}
    assert led_to_the_queue(early.send(form, "a"), "It comes back on")
    assert early.item.answers.count() == 1


def test_nobody_else_sees_or_changes_it(due, otto):
    other = Client()
    other.force_login(otto)
    form, before = due.form(), every_row_but()
    for client in (other, Client()):
        stranger = Recaller(client, due.item_id)
        assert stranger.look().status_code == stranger.send(form, "a").status_code == 404
        assert client.get(f"{due.url}answers/1/").status_code == 404
        client.post("/recall/drop/", {"item": due.item_id})
        client.post("/recall/clear/")
        assert word("q-3", "title") not in text(client.get(QUEUE))
    assert every_row_but() == before
    assert due.client.get(f"{due.url}answers/9/").status_code == 404


def test_a_dropped_decision_is_gone_and_the_queue_can_be_cleared(due):
    answer = due.client.post("/recall/drop/", {"item": due.item_id}, follow=True)
    assert "This decision is not asked any more." in text(answer)
    assert due.look().status_code == 404
    assert due.client.post("/recall/drop/", {"item": due.item_id}).status_code == 404
    assert due.client.post("/recall/drop/", {"item": "x"}).status_code == 404
    missing(Player(due.client).start(), 2, 3)
    assert "2 decisions are not asked any more." in text(due.client.post("/recall/clear/", follow=True))
    assert "Nothing to recall" in text(due.client.get(QUEUE))
    assert RecallAnswer.objects.count() == 3


def test_the_last_answer_leads_on_to_the_next_one_due(learner):
    missing(learner, 2, 3)
    days_pass()
    first = recaller(learner.client, "k-2")
    html = text(learner.client.get(first.answer("a")["Location"]))
    assert f'href="{recaller(learner.client, "k-3").url}"' in html
    second = recaller(learner.client, "k-3")
    html = text(learner.client.get(second.answer("a")["Location"]))
    assert "Nothing else is due" in html


def test_an_answer_and_its_pages_cost_the_same_whatever_the_queue(learner):
    publish_story(story(slug="long", asked=40))
    today()  # the first page after an editorial act reads what is known of the guidance
    costs = []
    for slug, missed, asked in (("made", (2, 3), 4), ("long", range(2, 41), 40)):
        missing(Player(learner.client).start(slug), *missed, asked=asked)
        days_pass()
        one = Recaller(learner.client, RecallItem.objects.filter(document__slug=slug).first().pk)
        one.look()
        form = one.form()
        costs.append(
            [
                cost(one.look),
                cost(lambda one=one, form=form: one.send(form, "a")),
                cost(lambda one=one: one.client.get(f"{one.url}answers/2/")),
                cost(lambda one=one: one.client.get(QUEUE)),
            ]
        )
    assert costs[0] == costs[1]
    assert max(statements for statements, _writes in costs[0]) <= 12
    assert costs[0][1][1] == 2
