"""Nothing that lies ahead is in any answer before its step is decided: every word of a made case is looked for."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import HIDDEN_VALUE, best, story, word

pytestmark = pytest.mark.django_db

ASKED = 4
OPTION_WORDS = ("rationale", "when_right", "consequence")
# What only a feedback or a debrief may say of an option.
JUDGEMENTS = (
    "harm-minor",
    "harm-critical",
    "Critical harm",
    "Minor harm",
    'class="verdict',
    "Not right",
    "Acceptable",
)


def whole(answer: HttpResponse) -> str:
    """All that was sent: status line, headers, cookies, body."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{head}\n{answer.cookies.output()}\n{text(answer)}"


def every_word() -> dict[str, int]:
    """Each made word with the number of decisions (the go-on is the first) that must be taken before it is shown."""
    words = {word("objective"): 99, word("planned"): 99}
    for n in range(1, ASKED + 1):
        step = f"q-{n}"
        words |= {word(step, part): n for part in ("title", "body", "question")}
        words[word(f"finding-{n}")] = words[word(f"finding-{n}", "label")] = n + 1
        words[word(f"key-{n}")] = words[word(f"treatment-{n}")] = n + 1
        for letter in "abcde" if n == 1 else "abcd":
            words[word(step, letter, "label")] = n
            words |= {word(step, letter, part): n + 1 for part in OPTION_WORDS}
    for name in ("good", "fair", "bad"):
        words |= {word(f"end-{name}", part): ASKED + 1 for part in ("title", "body")}
    return words


def ahead(answer: HttpResponse, taken: int) -> list[str]:
    """The words in the answer that may be shown only later."""
    sent = whole(answer)
    return sorted(
        made for made, needed in every_word().items() if needed > taken and f"{made}" in words_of(sent)
    )


def words_of(sent: str) -> set[str]:
    return set(re.findall(r"canary(?:-\w+)+", sent))


@pytest.mark.parametrize("htmx", [False, True])
def test_no_answer_of_a_whole_play_holds_a_word_that_lies_ahead(guest, htmx):
    taken = 0
    for picks in ([], *(best(n) for n in range(1, ASKED + 1))):
        assert_nothing_ahead(guest, taken)
        guest.seen.clear()
        guest.decide(*picks, htmx=htmx)
        taken += 1
    assert_nothing_ahead(guest, taken)
    assert word("end-good", "title") in text(guest.client.get(guest.url("debrief")))


def assert_nothing_ahead(player: Player, taken: int) -> None:
    """Also in refusals, stale answers, fragments, the library, and pages asked for too early."""
    form = player.form() if taken <= ASKED else {"key": "x", "position": "1"}
    player.send(form, ["nowhere"])
    player.send({**form, "position": "9"}, ["a"])
    player.send(form, ["nowhere"], htmx=True)
    for url in (player.url(), player.url("feedback", taken + 1), "/cases/", "/cases/made/", "/"):
        player.keep(player.client.get(url))
    if taken <= ASKED:
        player.keep(player.client.get(player.url("debrief"), follow=True))
    for answer in player.seen:
        assert ahead(answer, taken) == []


def test_the_words_are_found_where_they_belong(guest):
    """The control: the search above does see a word when it is there."""
    guest.decide()
    assert ahead(guest.decide("a", "e", htmx=True), 0)
    told = words_of(whole(guest.client.get(guest.url("feedback", 2))))
    assert {word("q-1", "a", "rationale"), word("treatment-1")} <= told


def test_a_question_says_nothing_of_class_or_harm(guest):
    guest.decide()
    for picks in (["a", "e"], ["a"]):
        sent = whole(guest.look())
        assert [judgement for judgement in JUDGEMENTS if judgement in sent] == []
        guest.decide(*picks)


def test_an_unrevealed_value_is_in_no_answer(guest):
    """The virus is first measured on entering the second question."""
    spellings = (
        str(HIDDEN_VALUE),
        f"{HIDDEN_VALUE:,}",
        f"{HIDDEN_VALUE - 20000}",
        f"{HIDDEN_VALUE - 20000:,}",
    )
    guest.look()
    guest.decide()
    guest.look()
    guest.decide("a", "e", htmx=True)
    guest.keep(guest.client.get(guest.url("feedback", 2)))
    assert [answer for answer in guest.seen if any(value in whole(answer) for value in spellings)] == []
    assert f"{HIDDEN_VALUE - 20000:,}" in text(guest.look())


def test_the_feedback_shows_the_chart_as_it_was_before_going_on(guest):
    guest.decide()
    guest.decide("a", "e")
    then = text(guest.client.get(guest.url("feedback", 2)))
    assert word("finding-1") in then
    assert "Viral load" not in then
    assert "Day 2" in then
    now = text(guest.look())
    assert "Viral load" in now
    assert "Day 9" in now


def test_options_do_not_stand_in_the_order_they_were_written_in(db):
    publish_story(story(slug="long", asked=8))
    orders = set()
    for _ in range(6):
        player = Player(Client()).start("long")
        player.decide()
        html = text(player.look())
        orders.add(tuple(sorted("abcde", key=lambda letter: html.index(f'value="{letter}"'))))
    assert len(orders) > 1
