"""One's results and decisions as CSV: what is stored, of one's own only, and nothing before its time."""

import csv
import io

import pytest
from django.test import Client

from cases.models import RecallItem
from tests.accounts.codes import sign_in
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import days_pass, recaller
from tests.cases.reporting import report
from tests.cases.stories import story, word
from tests.cases.test_statements import cost

pytestmark = pytest.mark.django_db

RESULTS, DECISIONS = "/accounts/data/my-results.csv", "/accounts/data/my-decisions.csv"
RECALL = "/accounts/data/my-recall.csv"
NOTES, REPORTS, PAUSES = (f"/accounts/data/my-{name}.csv" for name in ("notes", "reports", "pauses"))
WAITS = "left out until your assessed attempt at this case is over"


def rows(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="{address.rsplit("/", 1)[1]}"' in answer["Content-Disposition"]
    told = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(told, newline="")))


@pytest.fixture
def client(lena):
    client = Client()
    sign_in(client, lena)
    return client


@pytest.fixture
def played(client):
    """A case with a title that a spreadsheet would compute, played with a minor harm."""
    publish_story(story() | {"title": "=1+1"})
    player = Player(client).start()
    player.decide()
    for picks in (["a"], ["c"], ["a"], ["b"]):
        player.decide(*picks)
    return player


def test_results_are_those_stored_with_the_zone_named(client, played):
    [row] = rows(client, RESULTS)
    result = played.attempt.results.get()
    assert row["Case"] == "'=1+1"
    assert (row["Score of 100"], row["Unsafe"]) == (str(result.score), "no")
    assert row["Points taken off for harm"] == "5"
    assert row["Ended (UTC)"] == f"{played.attempt.ended_at:%Y-%m-%d %H:%M:%S}"


def test_times_are_in_the_sites_zone_and_the_head_names_it(client, played, settings):
    settings.TIME_ZONE = "Asia/Hong_Kong"
    [row] = rows(client, RESULTS)
    assert row["Ended (Asia/Hong_Kong)"] > f"{played.attempt.ended_at:%Y-%m-%d %H:%M:%S}"


def test_decisions_say_what_was_chosen_and_what_it_was_worth(client, played):
    first, second, _third, last = rows(client, DECISIONS)
    assert first["Answer"] == word("q-1", "a", "label")
    assert first["Credit"] == "0.667"
    assert (second["Credit"], second["Harm"]) == ("0.000", "minor")
    assert (last["Credit"], last["Earned"], last["Weight"], last["Harm"]) == ("0.700", "1.400", "2", "")


def test_before_the_end_a_decision_shows_no_worth(client):
    publish_story()
    player = Player(client).start()
    player.decide()
    player.decide("a")
    [row] = rows(client, DECISIONS)
    assert row["Answer"] == word("q-1", "a", "label")
    assert {row[name] for name in ("Credit", "Timing", "Earned", "Weight", "Harm")} == {""}
    assert rows(client, RESULTS)[0]["Score of 100"] == ""


def test_a_file_holds_ones_own_rows_only(played, otto):
    other = Client()
    sign_in(other, otto)
    for address in (RESULTS, DECISIONS, RECALL, NOTES, REPORTS, PAUSES):
        assert rows(other, address) == []


def test_recall_answers_say_what_was_chosen_and_when_it_comes_back(client, played):
    days_pass()
    recaller(client, "k-2").answer("a", certainty="3")
    first, _again, _hard, recalled = rows(client, RECALL)
    assert (first["Answer"], first["Credit"], first["Rating"]) == (word("q-1", "a", "label"), "0.667", "Hard")
    assert (recalled["Asked by"], recalled["Rating"], recalled["Certainty of 3"]) == ("Recall", "Easy", "3")
    item = RecallItem.objects.get(key_decision="k-2")
    assert recalled["Comes back (UTC)"] == f"{item.due_at:%Y-%m-%d %H:%M:%S}"


def test_while_an_assessed_attempt_is_under_way_recall_answers_of_its_case_give_nothing_away(client, played):
    Player(client).start(mode="assessed")
    told = ("Answer", "Certainty of 3", "Credit", "Rating", "Comes back (UTC)")
    found = rows(client, RECALL)
    assert {row[name] for row in found for name in told} == {""}
    assert {row["Step"] for row in found} == {"left out until your assessed attempt at this case is over"}


@pytest.fixture
def beside(client, played):
    """Notes, a flag, a report and a pause at an attempt beside the one that is over."""
    player = Player(client).start()
    seen = hidden(text(client.get(player.url("note", 1))), "seen")
    client.post(player.url("note", 1), {"seen": seen, "text": "=mine", "flag": "on"})
    report(player, "+it is wrong", 1)
    client.post(player.url("pause"))
    client.post(player.url("resume"))
    return player


def test_notes_reports_and_pauses_have_a_file_each(client, beside):
    [note] = rows(client, NOTES)
    assert (note["Case"], note["Note"], note["Flagged"]) == ("'=1+1", "'=mine", "yes")
    [reported] = rows(client, REPORTS)
    assert (reported["Words"], reported["State"], reported["Answer"]) == ("'+it is wrong", "Open", "")
    [pause] = rows(client, PAUSES)
    assert pause["Paused (UTC)"] <= pause["Went on (UTC)"]


def test_they_give_nothing_away_while_their_case_is_assessed(client, beside):
    beside.give_up()
    Player(client).start(mode="assessed")
    [note], [reported] = rows(client, NOTES), rows(client, REPORTS)
    assert (note["Step"], note["Note"]) == (WAITS, "")
    assert (reported["Step"], reported["Words"]) == (WAITS, WAITS)
    assert "it is wrong" not in text(client.get("/reports/"))
    assert "A step of another attempt" in text(client.get("/reports/"))


@pytest.mark.parametrize("address", [RESULTS, DECISIONS, RECALL, NOTES, REPORTS, PAUSES])
def test_the_password_is_asked_for_first(lena, address):
    client = Client()
    client.force_login(lena)
    assert "/accounts/reauthenticate/" in client.get(address)["Location"]


@pytest.mark.parametrize("address", [RESULTS, DECISIONS, RECALL, NOTES, REPORTS, PAUSES])
def test_more_attempts_cost_no_more_statements(client, played, address):
    client.get(address)
    one = cost(lambda: client.get(address))
    for _ in range(3):
        player = Player(client).start()
        player.decide()
        player.decide("d")
    assert cost(lambda: client.get(address)) == one
