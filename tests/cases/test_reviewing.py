"""Reviewers of a case see it step by step and option by option, its map with the changes marked, its changed routes."""

import copy

import pytest

from cases.engine import codec
from cases.selectors.reviewing import map_part, routes_part
from content.editorial.public import kind_of
from tests.cases.stories import story


def payload(**more) -> dict:
    return codec.dump(codec.parse(story() | more))


def changed(new: dict) -> dict[str, list[str]]:
    blocks = kind_of("case").compare(payload(), codec.dump(codec.parse(new)))
    return {
        block.place: [field.name for field in block.changed_fields] for block in blocks if block.is_changed
    }


def option(made: dict, step: str, slug: str) -> dict:
    found = next(each for each in made["steps"] if each["slug"] == step)
    return next(each for each in found["options"] if each["slug"] == slug)


@pytest.fixture
def new() -> dict:
    return copy.deepcopy(story())


def test_the_same_case_has_no_change(new):
    assert changed(new) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [("label", "Another"), ("class", "partial"), ("harm", "minor"), ("days", 9), ("citations", ["@MADE01"])],
)
def test_a_change_is_told_at_its_option(new, field, value):
    option(new, "q-3", "b")[field] = value
    assert changed(new) == {"steps/q-3/options/b": [field]}


def test_another_order_does_not_go_unseen(new):
    new["steps"][2], new["steps"][3] = new["steps"][3], new["steps"][2]
    assert "order" in changed(new)
    again = copy.deepcopy(story())
    again["steps"][2]["options"].reverse()
    assert changed(again) == {"order/q-2": ["order/q-2"]}


def test_the_map_marks_steps_that_changed_came_and_went(new):
    option(new, "q-3", "b")["label"] = "Another"
    new["steps"][0]["transitions"] = [{"goto": "talk"}]
    new["steps"].insert(
        1, {"slug": "talk", "kind": "info", "title": "Talk", "transitions": [{"goto": "q-1"}]}
    )
    part = map_part(payload(), codec.dump(codec.parse(new)))
    assert {box.slug: box.change for box in part.map.boxes if box.change} == {
        "arrival": "± changed",
        "talk": "+ added",
        "q-3": "± changed",
    }
    assert map_part(codec.dump(codec.parse(new)), payload()).gone == ("Talk",)


def test_routes_whose_score_changed_are_listed_and_no_others(new):
    assert routes_part(payload(), payload()).count == 0
    option(new, "q-4", "b")["class"] = "partial"
    part = routes_part(payload(), codec.dump(codec.parse(new)))
    assert part.count > 0
    assert all(("q-4", "b") in change.after.answers for change in part.changed)
    assert all(change.after.score <= change.before.score for change in part.changed)
    assert (part.new, part.gone) == (0, 0)


def test_a_first_text_has_a_map_and_no_routes_to_compare(new):
    parts = kind_of("case").review_parts({}, payload())
    assert [part.template for part in parts] == ["admin/cases/_review_map.html"]
    assert routes_part({}, payload()) is None
    assert map_part({}, {"format": 9}) is None
