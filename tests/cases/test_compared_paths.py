"""An attempt beside the reference path: the map and the timeline draw what the lists and the result say."""

import re
from itertools import pairwise

import pytest

from cases.models import Attempt
from cases.selectors import playing
from cases.selectors.comparing import compared
from cases.selectors.path_map import merged
from cases.selectors.paths import Stop
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db


def stop(slug):
    return Stop(slug, slug, ("a",), same=True, day=0)


def slugs(own, reference):
    pairs = merged([stop(slug) for slug in own], [stop(slug) for slug in reference])
    return [(mine and mine.slug, theirs and theirs.slug) for mine, theirs in pairs]


@pytest.mark.parametrize(
    ("own", "reference", "rows"),
    [
        ("ab", "ab", [("a", "a"), ("b", "b")]),
        ("axc", "abc", [("a", "a"), ("x", None), (None, "b"), ("c", "c")]),
        ("a", "abc", [("a", "a"), (None, "b"), (None, "c")]),
        ("", "ab", [(None, "a"), (None, "b")]),
        ("xyz", "abz", [("x", None), ("y", None), (None, "a"), (None, "b"), ("z", "z")]),
    ],
)
def test_both_paths_keep_their_order_and_meet_at_common_steps(own, reference, rows):
    assert slugs(own, reference) == rows


def due_story():
    """q-2 is taken on day 9 on the reference path; it is due on day 9, or on day 5."""
    told = story()
    told["key_decisions"][1] |= {"due_day": 9, "grace_days": 14, "floor": "0.25"}
    return told


@pytest.fixture
def player(client):
    publish_story(due_story())
    return Player(client).start()


def shown(player):
    one = playing.load(Attempt.objects.with_rendering().get(pk=player.attempt_id))
    result = one.attempt.results.get()
    return one, result, compared(one, result.parts()["key_decisions"])


def page(player):
    return text(player.client.get(player.url("debrief")))


def test_the_reference_played_through_shows_two_lines_that_never_part(player):
    _one, _result, both = shown(player.play())
    assert {station.kind for station in both.map.stations} == {"both"}
    assert all(station.same for station in both.map.stations)
    assert [station.ending for station in both.map.stations] == [False] * 4 + [True]
    assert [stop.slug for stop in both.own] == [stop.slug for stop in both.reference]


def test_where_the_ways_part_each_has_its_own_side_and_its_own_ending(player):
    player.decide()
    player.decide("a")
    player.decide("d")
    _one, _result, both = shown(player)
    told = [(one.kind, one.same, one.ending) for one in both.map.stations]
    assert told == [
        ("both", False, False),
        ("both", False, False),
        ("own", False, True),
        ("reference", False, False),
        ("reference", False, False),
        ("reference", False, True),
    ]
    for line, kinds in ((both.map.own, ("own", "both")), (both.map.reference, ("reference", "both"))):
        heights = [int(pair.split()[1]) for pair in line.lstrip("M").split("L")]
        assert heights == [one.y for one in both.map.stations if one.kind in kinds]
        assert all(early < late for early, late in pairwise(heights))


def test_own_is_solid_and_the_reference_dashed_and_both_stand_in_lists_too(player):
    html = page(player.play())
    drawn = html[html.index('class="path-map"') : html.index("</figure>", html.index('class="path-map"'))]
    assert drawn.count('class="own"') == drawn.count('class="reference"') == 1
    assert word("end-good", "title")[:20] in drawn
    lists = html[html.index('id="own-path"') : html.index('id="timeline"')]
    assert lists.count(word("q-3", "a", "label")) == 2


def test_the_days_are_those_of_result_reference_and_case(player):
    player.decide()
    player.decide("a", "e")
    player.decide("b")
    player.give_up()
    one, result, both = shown(player)
    keys = result.parts()["key_decisions"]
    for row, key in zip(both.timeline.rows, keys, strict=True):
        assert (row.own and row.own.day) == key["day"]
        assert (row.due and row.due.day) == one.scenario.key_decision(key["slug"]).due_day
    days = {stop.slug: stop.day for stop in both.reference}
    assert [row.reference.day for row in both.timeline.rows] == [days[f"q-{n}"] for n in range(1, 5)]
    assert [row.own is None for row in both.timeline.rows] == [False, False, True, True]


def test_every_mark_lies_at_its_day_on_the_axis(player):
    _one, _result, both = shown(player.play())
    ticks = both.timeline.days
    per_day = (ticks[-1].at - ticks[0].at) / int(ticks[-1].text)
    moments = [m for row in both.timeline.rows for m in (row.own, row.reference, row.due) if m]
    assert len(moments) == 9
    for moment in moments:
        assert moment.x == pytest.approx(ticks[0].at + per_day * moment.day, abs=0.1)


def test_the_table_beside_the_drawing_has_every_day_and_says_what_was_late(client):
    told = due_story()
    told["key_decisions"][1]["due_day"] = 9
    told["steps"][1]["options"][1]["days"] = 30
    publish_story(told)
    player = Player(client).start()
    player.decide()
    player.decide("a", "b")
    player.decide("a")
    player.give_up()
    html = page(player)
    table = html[
        html.index('aria-labelledby="timeline"', html.index("<figcaption", html.index('id="timeline"'))) :
    ]
    table = re.sub(r"<[^>]+>", " ", table[: table.index("</table>")])
    rows = [" ".join(row.split()) for row in table.split(word("key-2"))]
    assert rows[1].startswith("day 37, late day 9 day 9")
    assert table.count("not reached") == 2
    assert table.count("any day") == 3
