"""The map, the routes and the preview of a working copy: made from the same data, and leaving nothing behind."""

import re

import pytest

from cases.engine import codec, paths
from cases.engine.arriving import arrival
from cases.engine.diagram import BOX_HEIGHT, BOX_WIDTH, diagram
from cases.engine.state import Started
from cases.models import Attempt, AttemptEvent, Case
from content.editorial.models import AuditEvent
from npcsite.lib import canonical
from tests.cases.building import signed_in, url
from tests.cases.kinds import kinds_story
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db


def write(case: Case, data: dict) -> None:
    Case.objects.filter(pk=case.pk).update(scenario=canonical.encode(data))


@pytest.mark.parametrize("made_of", [story, kinds_story])
def test_no_two_boxes_overlap_and_every_way_goes_down(made_of):
    drawn = diagram(codec.parse(made_of()))
    assert len(drawn.nodes) == len(made_of()["steps"])
    places = [(node.x, node.y) for node in drawn.nodes]
    for at, (x, y) in enumerate(places):
        for other_x, other_y in places[:at]:
            assert abs(x - other_x) >= BOX_WIDTH or abs(y - other_y) >= BOX_HEIGHT
    assert all(way.target.y > way.source.y for way in drawn.ways)
    assert sum(len(step["transitions"]) for step in made_of()["steps"] if "transitions" in step) == len(
        drawn.ways
    )


def test_a_circle_is_drawn_and_does_not_go_round_for_ever():
    made = story()
    made["steps"][1]["transitions"].insert(0, {"when": "day > 1", "goto": "arrival"})
    assert len(diagram(codec.parse(made)).nodes) == len(made["steps"])


def test_the_map_names_what_cannot_be_reached(case, editor):
    data = story()
    data["steps"].insert(
        1, {"slug": "island", "kind": "info", "title": "Island", "transitions": [{"goto": "q-1"}]}
    )
    write(case, data)
    page = editor.get(url(case, "map")).content.decode()
    assert 'class="box told unreached"' in page
    assert "cannot be reached" in page
    assert f'href="{url(case, "step", "island")}"' in page


def test_the_table_of_routes_agrees_with_the_engine(case, editor):
    found = paths.routes(codec.parse(story()))
    page = editor.get(url(case, "paths")).content.decode()
    assert f"{found.count} routes were followed" in page
    harmful = max(route.score for route in found.routes if route.harm)
    table = page[page.index("highest score that contains harm") :]
    assert f">{round(harmful)}</td>" in table[: table.index("All routes")]


def test_a_case_that_cannot_be_played_says_what_to_mend(case, editor):
    data = story()
    data["steps"][1]["transitions"] = []
    write(case, data)
    for page in ("paths", "preview"):
        response = editor.get(url(case, page))
        assert response.status_code == 200
        assert "E202" in response.content.decode()


def test_any_step_is_come_to_by_the_shortest_way():
    scenario = codec.parse(story())
    for step in scenario.steps:
        assert arrival(scenario, step.slug, Started()).step == step.slug
    assert len(arrival(scenario, "end-bad", Started()).decisions) == 2


def test_the_preview_shows_the_step_with_the_patient_that_was_chosen(case, editor):
    address = url(case, "preview_step", "q-2")
    page = editor.get(address).content.decode()
    assert word("q-2", "title") in page
    assert word("q-2", "a", "label") in page
    assert word("q-2", "a", "rationale") in page
    assert word("q-3", "title") not in page[page.index('<div class="case">') :]
    changed = editor.get(
        address, {"day": "33", "v-ecog": "3", "v-pain": "9", "v-virus": "5"}
    ).content.decode()
    assert "Day 33" in changed
    assert "ECOG 3" in changed


def test_the_preview_says_what_each_choice_is_worth_in_the_players_words(case, editor):
    page = editor.get(url(case, "preview_step", "q-2")).content.decode()
    told = page[page.index("What each choice is told") :]
    words = re.findall(
        r'<span class="(?:verdict|harm)[^"]*"><span aria-hidden="true">.</span> ([^<]+)</span>', told
    )
    assert words == ["Best", "Acceptable", "Not right", "Minor harm", "Not right", "Critical harm"]
    assert told.count("When it would have been wrong") == 1
    assert told.count("When it would have been right") == 3


def test_every_source_that_the_preview_names_by_a_number_stands_below_it_with_that_number(case, editor):
    page = editor.get(url(case, "preview_step", "q-2")).content.decode()
    named = set(re.findall(r'href="#ref-([^"]+)"[^>]*>\D*(\d+)', page))
    listed = set(re.findall(r'<li id="ref-([^"]+)" value="(\d+)"', page))
    assert named
    assert named == listed


def test_a_patient_that_cannot_be_is_said_at_the_field(case, editor):
    response = editor.get(url(case, "preview_step", "q-2"), {"day": "x", "v-ecog": "99"})
    assert response.status_code == 200
    assert "id_v-ecog_error" in response.content.decode()


def test_looking_leaves_no_attempt_no_event_and_no_audit_line(case, editor, rita):
    before = (Attempt.objects.count(), AttemptEvent.objects.count(), AuditEvent.objects.count())
    for client in (editor, signed_in(rita)):
        for page in ("map", "paths", "preview", "figures"):
            assert client.get(url(case, page)).status_code == 200
            assert client.post(url(case, page)).status_code == 405
    assert before == (Attempt.objects.count(), AttemptEvent.objects.count(), AuditEvent.objects.count())


def test_every_kind_of_step_is_previewed(case, editor):
    write(case, {key: value for key, value in kinds_story().items() if key != "slug"} | {"slug": "made"})
    pages = {
        slug: editor.get(url(case, "preview_step", slug)).content.decode()
        for slug in ("arrival", "q-1", "q-3", "q-4", "end-good")
    }
    assert [slug for slug, page in pages.items() if word("q-4", "working") in page] == ["q-4"]
    assert all("What each choice is told" in pages[slug] for slug in ("q-1", "q-3", "q-4"))
    assert editor.get(url(case, "preview_step", "nowhere")).status_code == 404


def test_learners_see_none_of_it(case, lena):
    for page in ("map", "paths", "preview", "figures"):
        assert signed_in(lena).get(url(case, page)).status_code == 302
