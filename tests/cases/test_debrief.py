"""The page after the ending: result and arithmetic, ledger, both paths, every reason; and not a moment earlier."""

import re

import pytest

from tests.cases.players import hidden, text
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


def debrief(player):
    return text(player.client.get(player.url("debrief")))


@pytest.fixture
def harmed(guest):
    """One of two tests found, then a minor and at the end a critical harm."""
    guest.decide()
    for picks in (["a"], ["c"], ["a"], ["d"]):
        guest.decide(*picks)
    return guest


def test_it_is_shut_until_the_case_is_over(guest):
    answer = guest.client.get(guest.url("debrief"), follow=True)
    assert answer.redirect_chain == [(guest.url(), 302)]
    assert "The debrief opens when the case is over." in text(answer)


def test_an_attempt_that_is_over_leads_to_its_debrief(guest):
    guest.play()
    assert guest.look()["Location"] == guest.url("debrief")


def test_a_perfect_case_reads_100_and_safe(guest):
    html = debrief(guest.play())
    assert re.search(r'class="score">100 <small>of 100', html)
    assert "nothing you chose harmed the patient" in html
    assert "8 of 8 points earned" in html
    assert "Nothing you chose harmed the patient." in html
    assert word("end-good", "body") in html
    assert "fate" not in html.lower(), "a word for machines"


def test_a_critical_harm_reads_unsafe_with_the_arithmetic(harmed):
    html = debrief(harmed)
    assert "Unsafe" in html
    assert "a critical harm caps the score at 49" in html
    assert "2.33 of 8 points earned" in html
    assert "−35" in html
    assert word("end-bad", "body") in html


def test_the_ledger_names_each_harm_its_points_and_what_it_did(harmed):
    html = debrief(harmed)
    ledger = html[html.index("Safety ledger") : html.index("Your path")]
    for piece in (
        "Minor harm",
        "−5",
        word("q-2", "c", "consequence"),
        "Critical harm",
        "−30",
        word("q-4", "d", "label"),
    ):
        assert piece in ledger


def test_own_path_stands_beside_the_reference_path(harmed):
    html = debrief(harmed)
    paths = html[html.index("Your path") : html.index('id="decisions"')]
    own, reference = paths.split('id="reference-path"')
    assert own.count("as the reference") == 1
    assert own.count("differs from the reference") == 3
    assert reference.count("as you chose") == 1
    assert word("q-2", "c", "label") in own
    assert word("q-2", "a", "label") in reference


def test_every_option_of_every_visited_step_has_its_reasons(harmed):
    html = debrief(harmed)
    for n in range(1, 5):
        for letter in "abcd":
            for part in ("label", "rationale", "when_right"):
                assert word(f"q-{n}", letter, part) in html


def test_steps_never_visited_keep_their_reasons(guest):
    guest.decide()
    guest.decide("d")
    html = debrief(guest)
    assert word("q-1", "a", "rationale") in html
    assert word("q-2", "a", "rationale") not in html


def test_key_decisions_stand_in_a_strip_and_a_table(harmed):
    html = debrief(harmed)
    assert html.count('class="slot"') == 4
    assert "0 of 3" in html
    assert word("key-3") in html


def test_what_was_not_reached_says_so(guest):
    guest.decide()
    guest.decide("d")
    html = debrief(guest)
    assert html.count('class="unreached"') == 3
    assert html.count("<td>not reached</td>") == 3


def test_a_given_up_attempt_has_a_debrief_too(guest):
    html = text(guest.look())
    form = {"key": hidden(html[html.index("/abandon/") :], "key"), "position": "1"}
    guest.client.post(guest.url("abandon"), form)
    html = debrief(guest)
    assert "You gave this attempt up." in html
    assert re.search(r'class="score">0 <small>', html)


def test_references_are_listed_once_and_ids_are_unique(harmed):
    html = debrief(harmed)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert html.count("doi:10.1000/made") == 1


def test_it_says_what_to_do_next(harmed):
    html = debrief(harmed)
    assert 'action="/cases/made/start/"' in html
    assert 'href="/cases/"' in html
    assert 'href="/recommendations/made-recommendation/"' in html


def test_objectives_are_told_afterwards(harmed):
    assert word("objective") in debrief(harmed)
