"""What holds a decision back: an assessed attempt, quarantine, a retired or changed case; each with its reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import RecallAnswer, RecallItem
from content.editorial.models import Document, ImpactItem
from content.editorial.public import retire
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import QUEUE, days_pass, led_to_the_queue, recaller
from tests.cases.stories import RECOMMENDATION, best, story, word

pytestmark = pytest.mark.django_db


def test_while_an_assessed_attempt_at_the_case_is_under_way_it_is_neither_asked_nor_told(due):
    due.answer("a")
    days_pass()
    form = due.form()
    assessed = Player(due.client).start(mode="assessed")
    for answer in (due.look(), due.send(form, "a"), due.client.get(f"{due.url}answers/2/")):
        assert (answer.status_code, answer["Location"]) == (303, assessed.url())
    html = text(due.client.get(QUEUE))
    assert "It waits until your assessed attempt at this case is over." in html
    assert word("q-3", "title") not in html
    assessed.give_up()
    assert due.look().status_code == 200


def test_an_assessed_attempt_at_another_case_holds_nothing_up(due):
    publish_story(story(slug="other"))
    Player(due.client).start("other", mode="assessed")
    assert due.look().status_code == 200


def flag(change_class):
    """As publishing a changed claim does it."""
    at = timezone.now()
    ImpactItem.objects.create(
        dependent=Document.objects.get(kind="case"),
        target=RECOMMENDATION,
        change_class=change_class,
        due_on=at.date() + timedelta(days=7),
        opened_at=at,
    )


@pytest.mark.parametrize("change_class", ["substantive", "retired"])
def test_what_is_quarantined_waits_as_long_as_that_lasts(due, change_class):
    form = due.form()
    flag(change_class)
    said = "It waits: the guidance behind it is being reviewed."
    assert led_to_the_queue(due.look(), said)
    assert led_to_the_queue(due.send(form, "a"), said)
    ImpactItem.objects.all().delete()
    assert due.send(form, "a").status_code == 303
    assert due.item.answers.count() == 2


def test_a_changed_grade_holds_nothing_up(due):
    flag("grade")
    assert due.look().status_code == 200


def test_of_a_retired_case_nothing_is_asked_and_the_reason_is_told(due, chloe):
    retire(document=Document.objects.get(kind="case"), user=chloe, reason="Old.", at=timezone.now())
    assert led_to_the_queue(due.look(), "The case was retired, so this decision is not asked any more.")
    assert word("q-3", "title") in text(due.client.get(QUEUE))


def told(html):
    """The feedback itself; the strip above it says meanwhile that there is a newer version."""
    return html[html.index('<section class="feedback"') : html.index("comes back on")]


def changed(**more):
    """The made case with another text at the third question."""
    data = story()
    data["steps"][3] |= {"body": "canary-new-body", **more}
    return data


def test_a_changed_case_asks_as_it_is_now_and_old_feedback_stays_as_it_was(due):
    old = text(due.client.get(due.answer("a")["Location"]))
    days_pass()
    now = publish_story(changed())
    html = text(due.look())
    assert "canary-new-body" in html
    assert word("q-3", "body") not in html
    answer = due.answer("c")
    assert due.item.answers.last().publication_id == now.id
    assert RecallAnswer.objects.get(position=2).publication_id != now.id
    assert due.client.get(answer["Location"]).status_code == 200
    again = text(due.client.get(f"{due.url}answers/2/"))
    assert told(again) == told(old)


def without_the_step():
    data = story()
    data["steps"] = [step for step in data["steps"] if step["slug"] != "q-3"]
    data["steps"][2]["transitions"][-1]["goto"] = "q-4"
    data["key_decisions"] = [key for key in data["key_decisions"] if key["slug"] != "k-3"]
    data["treatments"] = [one for one in data["treatments"] if one["slug"] != "treatment-3"]
    data["reference"] = [move for move in data["reference"] if move["step"] != "q-3"]
    return data


def without_an_option_taken_before():
    data = story()
    data["steps"][2]["options"] = [option for option in data["steps"][2]["options"] if option["slug"] != "a"]
    data["steps"][2]["options"][0] |= {"class": "best"}
    data["treatments"] = [one for one in data["treatments"] if one["slug"] != "treatment-2"]
    data["reference"][1]["options"] = ["b"]
    return data


def with_another_key_decision_there():
    data = story()
    data["steps"][3]["key_decision"], data["steps"][4]["key_decision"] = "k-4", "k-3"
    return data


def with_another_way():
    data = story()
    data["steps"][2]["transitions"][-1]["goto"] = "q-4"
    return data


@pytest.mark.parametrize(
    "scenario",
    [without_the_step, without_an_option_taken_before, with_another_key_decision_there, with_another_way],
)
def test_what_no_longer_follows_is_not_asked_with_the_reason_and_its_old_name(due, scenario):
    publish_story(scenario())
    assert led_to_the_queue(due.look(), "this decision no longer comes up the way you played it")
    html = text(due.client.get(QUEUE))
    assert "Not asked any more" in html
    assert word("q-3", "title") in html
    assert "decision is due" not in html


def test_missed_again_in_the_changed_case_it_is_asked_there(due):
    now = publish_story(with_another_way() | {"summary": "Made again."})
    player = Player(due.client).start()
    player.decide()
    for picks in (best(1), ["c"], ["a"]):
        player.decide(*picks)
    days_pass()
    item = RecallItem.objects.get(key_decision="k-2")
    assert item.publication_id == now.id
    assert recaller(due.client, "k-2").look().status_code == 200
