"""Texts of every kind, as a reviewer reads them."""

import pytest

from content.editorial.public import kind_of
from content.editorial.selectors.reviewed_text import reviewed_text

KINDS = ["section", "article", "notice", "glossary", "trials", "case"]


def first(kind):
    return next(iter(kind_of(kind).read_library())).payload


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_text_is_shown_whole_and_every_block_can_be_remarked_on_by_itself(kind):
    text = reviewed_text(kind_of(kind), {}, first(kind), {})
    places = [block.place for block in (*text.blocks, *text.fields)]
    assert len(places) == len(set(places))
    assert text.changed_count
    assert all(block.html for block in text.blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_text_again_has_no_change(kind):
    payload = first(kind)
    assert reviewed_text(kind_of(kind), payload, payload, {}).changed_count == 0


def test_what_is_gone_stands_where_it_was_and_what_came_has_its_line():
    kind = kind_of("notice")
    old = {"slug": "n", "title": "N", "summary": "", "body": "One.\n\nGone for good.\n\nThree."}
    new = old | {"body": "One.\n\nThree.\n\n- a list\n\n  of two\n\n::: for student\nFor you.\n:::"}
    told = [(b.place, b.change.value) for b in reviewed_text(kind, old, new, {}).blocks]
    assert told == [
        ("body:1", "same"),
        ("body", "removed"),
        ("body:3", "same"),
        ("body:5", "added"),
        ("body:9", "added"),
    ]


def test_the_boxes_of_a_section_are_drawn_with_its_own_words():
    payload = first("section")
    key = payload["recommendations"][0]["key"]
    html = "".join(block.html for block in reviewed_text(kind_of("section"), {}, payload, {}).blocks)
    assert f'id="rec-{key}"' in html
