"""A comparison misses no change, invents none, says each by a word and a shape, and knows when to stop."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.editorial.compare import (
    Change,
    Words,
    compare_cited,
    compare_payloads,
    compare_texts,
    compare_words,
)

TEXT = st.lists(
    st.sampled_from(
        ["gemcitabine", "cisplatin", "1000", "mg/m²", "[@GEM21; @JUP23].", "the", "\n\n", "- ", "\n"]
    ),
    max_size=40,
).map(" ".join)


def side(runs, *, without):
    return "".join(run.text for run in runs if run.change is not without).rstrip(" ")


def words(runs):
    return [(run.change.value, run.text.strip()) for run in runs]


def told(blocks):
    return [(block.place, block.change.value) for block in blocks]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_back_from_their_comparison(old, new):
    old, new = old.rstrip(), new.rstrip()
    runs = compare_words(old, new)
    assert side(runs, without=Change.REMOVED) == new
    assert side(runs, without=Change.ADDED) == old


@given(TEXT, TEXT)
def test_no_block_of_either_text_is_lost(old, new):
    fields = [block.fields[0] for block in compare_texts("body", "Text", old, new)]
    for text, gone in ((new, Change.REMOVED), (old, Change.ADDED)):
        found = " ".join(side(field.runs, without=gone) for field in fields).split()
        assert sorted(found) == sorted(text.split())


def test_the_words_that_differ_are_named_and_no_others():
    runs = compare_words("Give 80 mg/m² on day 1 [@A].", "Give 100 mg/m² on day 1 [@A; @B].")
    assert words(runs) == [
        ("same", "Give"),
        ("removed", "80"),
        ("added", "100"),
        ("same", "mg/m² on day 1"),
        ("removed", "[@A]."),
        ("added", "[@A; @B]."),
    ]


def test_what_is_put_at_the_end_leaves_the_word_before_it_alone():
    assert words(compare_words("Stop.", "Stop. Then ask.")) == [("same", "Stop."), ("added", "Then ask.")]


def test_blocks_are_added_removed_changed_and_moved_in_reading_order():
    old = "## Dose\n\nGive it every three weeks.\n\nAsk about hearing first.\n\nNever alone."
    new = "Never alone.\n\n## Dose\n\nGive it every two weeks.\n\nCheck the platelets on day eight."
    assert told(compare_texts("body", "Text", old, new)) == [
        ("body:1", "moved"),
        ("body:3", "same"),
        ("body:5", "changed"),
        ("body", "removed"),
        ("body:7", "added"),
    ]


def test_a_block_says_under_which_heading_it_stands():
    (_heading, changed) = compare_texts("body", "Text", "## Dose\n\nSix cycles.", "## Dose\n\nFour cycles.")
    assert changed.heading == "Text: Dose"


def test_lines_broken_elsewhere_are_no_change():
    assert told(compare_texts("body", "Text", "One two\nthree.", "One\ntwo three.")) == [("body:1", "same")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- a\n- b", "- a - b"),
        ("```\na\nb\n```", "```\na b\n```"),
        ("a | b\n--|--\nc | d", "a | b\n--|-- c | d"),
    ],
    ids=["list", "code", "table"],
)
def test_lines_that_mean_something_are_a_change(old, new):
    assert [block.change for block in compare_texts("body", "Text", old, new)] == [Change.CHANGED]


def test_a_fenced_block_is_one_block_whatever_it_holds():
    assert told(compare_texts("body", "Text", "", "```\na\n\nb\n```\n\nAfter.")) == [
        ("body:1", "added"),
        ("body:7", "added"),
    ]


def test_rows_without_a_key_are_told_apart_by_where_they_stand():
    old, new = {"arms": [{"n": "1"}, {"n": "2"}]}, {"arms": [{"n": "1"}, {"n": "3"}]}
    assert told(compare_payloads(old, new, Words())) == [("arms/1", "same"), ("arms/2", "changed")]


def test_references_are_added_removed_and_corrected_wherever_they_were_taken_from():
    old = {"@A": {"title": "A", "doi": ""}, "@B": {"title": "B"}, "@C": {"title": "C", "publication": "1"}}
    new = {
        "@A": {"title": "A", "doi": "10.1/x"},
        "@C": {"title": "C", "publication": "2"},
        "@D": {"title": "D"},
    }
    found = [(c.target, c.change.value, c.differing) for c in compare_cited(old, new, prefix="@")]
    assert found == [("@A", "changed", ("doi",)), ("@B", "removed", ()), ("@D", "added", ())]


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_a_word_and_a_shape(change):
    assert change.word
    assert change.shape
    assert len({other.shape for other in Change}) == len(Change)


@pytest.mark.parametrize(
    ("old", "new"),
    [("a b " * 15_000, "b c " * 15_000), ("[" * 30_000 + " x" * 30, "[ " * 30_000)],
    ids=["words", "brackets"],
)
def test_a_paragraph_too_long_to_match_is_taken_out_and_put_in_as_a_whole(old, new):
    assert [run.change for run in compare_words(old, new)] == [Change.REMOVED, Change.ADDED]


def test_more_blocks_than_anybody_could_follow_are_not_paired():
    old, new = (" x\n\n".join(map(str, numbers)) for numbers in (range(900), range(900, 1800)))
    found = Counter(block.change for block in compare_texts("body", "Text", old, new))
    assert found == {Change.REMOVED: 900, Change.ADDED: 900}
