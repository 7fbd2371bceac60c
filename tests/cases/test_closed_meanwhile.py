"""While an assessed attempt is under way, nothing played before in its case is told, and each place says so."""

import csv
import io
import json

import pytest
from django.test import Client
from django.utils import timezone

from cases.selectors.assessed import closed_meanwhile
from cases.selectors.my_page import my_page
from tests.accounts.codes import sign_in
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db

FILES = [f"/accounts/data/my-{name}" for name in ("data.json", "results.csv", "decisions.csv")]
SAID = "left out until your assessed attempt at this case is over"


@pytest.fixture
def practised(made, lena):
    """Lena, who practised two cases and did harm in both."""
    publish_story(story(slug="other"))
    client = Client()
    sign_in(client, lena)
    for slug in ("made", "other"):
        player = Player(client).start(slug)
        player.decide()
        player.decide("a", "c")
        player.decide("d")
    return client


def told(client) -> dict[str, str]:
    return {url: text(client.get(url)) for url in ("/me/", *FILES)}


def answers(page: str) -> int:
    """How often the page names the critical option, which the made cases share."""
    return page.count(word("q-2", "d", "label"))


def breakdowns(client) -> list[str]:
    return [row["breakdown"] for row in json.loads(text(client.get(FILES[0])))["cases.Result"]]


def test_my_page_leaves_the_case_out_says_so_and_takes_it_in_again(practised, lena):
    before = my_page(lena.pk, timezone.now())
    assessed = Player(practised).start("made", mode="assessed")
    meanwhile = my_page(lena.pk, timezone.now())
    assert (before.finished_count, meanwhile.finished_count) == (2, 1)
    assert {row.case_title for row in meanwhile.harms} == {"Made other"}
    assert sum(row.n for row in meanwhile.domains) == sum(row.n for row in before.domains) / 2
    html = text(practised.get("/me/"))
    assert "While your assessed attempt at “Made made” is under way" in html
    assert answers(html) == 1
    assessed.give_up()
    html = text(practised.get("/me/"))
    assert "is under way, what you did" not in html
    assert answers(html) == 2


def test_the_files_leave_it_out_and_say_so(practised):
    before = told(practised)
    assert answers(before[FILES[2]]) == 2
    assert SAID not in "".join(before.values())
    assessed = Player(practised).start("made", mode="assessed")
    assessed.decide()
    meanwhile = told(practised)
    assert answers(meanwhile[FILES[2]]) == 1
    rows = list(csv.reader(io.StringIO(meanwhile[FILES[2]].removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {17}
    assert [row[1] for row in rows if SAID in row] == ["Made made"]
    assert breakdowns(practised).count(SAID) == 1
    events = json.loads(meanwhile[FILES[0]])["cases.AttemptEvent"]
    assert [row["data"] == SAID for row in events].count(True) == 5, (
        "a start and three answers, and these terms"
    )
    assessed.give_up()
    assert SAID not in "".join(told(practised).values())


def test_the_assessed_attempt_itself_stays_in_the_files(practised):
    assessed = Player(practised).start("made", mode="assessed")
    assessed.decide()
    assessed.decide("a", certainty="2")
    pages = told(practised)
    assert str(assessed.attempt_id) in pages[FILES[2]]
    own = [
        row["data"]
        for row in json.loads(pages[FILES[0]])["cases.AttemptEvent"]
        if row["attempt_id"] == str(assessed.attempt_id)
    ]
    assert [data == SAID for data in own] == [True, False, False], "the terms name what lies ahead"


def test_other_people_lose_nothing(practised, lena, otto, made):
    theirs = Client()
    theirs.force_login(otto)
    Player(theirs).start(mode="assessed")
    assert closed_meanwhile(lena.pk) == frozenset()
    assert my_page(lena.pk, timezone.now()).finished_count == 2


def test_what_is_recalled_of_the_case_waits_too(practised):
    def rows():
        file = json.loads(text(practised.get(FILES[0])))
        items = [row["key_decision"] for row in file["cases.RecallItem"]]
        return items, [
            row[name] for row in file["cases.RecallAnswer"] for name in ("data", "credit", "rating")
        ]

    before = rows()
    assert SAID not in [*before[0], *before[1]]
    assessed = Player(practised).start("made", mode="assessed")
    items, worth = rows()
    assert (items.count(SAID), worth.count(SAID)) == (len(items) / 2, len(worth) / 2)
    assessed.give_up()
    assert rows()[1][: len(before[1])] == before[1]
