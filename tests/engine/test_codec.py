"""Reading and writing plain data: exact both ways, and every fault of form with its place."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import codec
from tests.engine.fixtures import part, small, small_data
from tests.engine.generated import quick, scenarios


def refused(data: object) -> set[tuple[str, str]]:
    with pytest.raises(codec.BadScenario) as bad:
        codec.parse(data)
    return {(fault.code, fault.place) for fault in bad.value.faults}


def test_writing_and_reading_give_the_same_scenario():
    assert codec.parse(codec.dump(small())) == small()


def test_reading_and_writing_give_the_same_bytes():
    data = json.dumps(codec.dump(small()))
    assert json.dumps(codec.dump(codec.parse(json.loads(data)))) == data


@quick
@given(scenarios())
def test_the_two_are_inverse_for_every_scenario(scenario):
    data = json.loads(json.dumps(codec.dump(scenario)))
    assert codec.parse(data) == scenario
    assert codec.dump(codec.parse(data)) == data


def test_fields_that_hold_their_default_are_left_out():
    option = part(codec.dump(small()), "steps/goals/options/tell")
    assert list(option) == ["slug", "label", "class", "rationale", "when_right", "consequence"]


def test_equal_words_have_one_form():
    data = small_data()
    data["vignette"] = "Mr T \r\nis Re\u0301mi.  \n\n"
    assert codec.parse(data).vignette == "Mr T\nis R\u00e9mi."


def test_another_format_is_refused():
    for number in (2, "1", None, True, 1.0):
        assert refused({**small_data(), "format": number}) == {("E006", "format")}


def test_something_that_is_no_mapping_is_refused():
    for data in (None, [], "case", 3):
        assert refused(data) == {("E002", "")}


def test_all_faults_are_told_at_once():
    data = small_data()
    del data["title"]
    part(data, "steps/staging")["kind"] = "quiz"
    part(data, "steps/staging/options/mri")["days"] = -1
    assert refused(data) == {
        ("E001", "title"),
        ("E004", "steps/staging/kind"),
        ("E005", "steps/staging/options/mri/days"),
    }


def test_a_missing_key():
    data = small_data()
    del part(data, "steps/staging/options/mri")["class"]
    del part(data, "variables/pain")["low"]
    assert refused(data) == {("E001", "steps/staging/options/mri/class"), ("E001", "variables/pain/low")}


def test_a_value_of_the_wrong_type():
    data = small_data()
    data["minutes"] = "ten"
    data["topics"] = "staging"
    part(data, "findings/haemoglobin")["value"] = 128
    part(data, "variables/ecog")["initial"] = "1"
    part(data, "variables/clearance")["initial"] = "high"
    part(data, "steps/goals")["fixed"] = 1
    part(data, "key_decisions/staging")["floor"] = 0.25
    part(data, "steps/staging/options/mri")["effects"] = ["pain"]
    part(data, "steps/staging/options/petct")["label"] = None
    assert refused(data) == {
        ("E002", "minutes"),
        ("E002", "topics"),
        ("E002", "findings/haemoglobin/value"),
        ("E002", "variables/ecog/initial"),
        ("E002", "variables/clearance/initial"),
        ("E002", "steps/goals/fixed"),
        ("E002", "key_decisions/staging/floor"),
        ("E002", "steps/staging/options/mri/effects"),
        ("E002", "steps/staging/options/petct/label"),
    }


def test_truth_is_no_number():
    data = small_data()
    data["minutes"] = True
    part(data, "variables/ecog")["initial"] = True
    assert refused(data) == {("E002", "minutes"), ("E002", "variables/ecog/initial")}


def test_an_unknown_key():
    data = small_data()
    data["author"] = "Dr X"
    part(data, "steps/staging/options/mri")["when_rigth"] = "…"
    assert refused(data) == {("E003", "author"), ("E003", "steps/staging/options/mri/when_rigth")}


def test_an_unknown_word():
    data = small_data()
    data["topics"] = ["surgery"]
    part(data, "key_decisions/goals")["domain"] = "talk"
    part(data, "steps/fitness/options/skip")["harm"] = "deadly"
    assert refused(data) == {
        ("E004", "topics/0"),
        ("E004", "key_decisions/goals/domain"),
        ("E004", "steps/fitness/options/skip/harm"),
    }


def test_a_number_out_of_range():
    data = small_data()
    part(data, "key_decisions/goals")["weight"] = 6
    part(data, "steps/goals")["day_advance"] = 99999
    assert refused(data) == {("E005", "key_decisions/goals/weight"), ("E005", "steps/goals/day_advance")}


def test_a_slug_of_the_wrong_form():
    data = small_data()
    for slug in ("Staging", "1st", "a b", "a--b", "a_b", "ä", "", "a" * 65, "a\n"):
        data["steps"][0]["slug"] = slug
        assert [code for code, _ in refused(data)] == ["E007"]


def test_a_bad_expression():
    data = small_data()
    part(data, "steps/goals/transitions/0")["when"] = "pain.real > 3"
    part(data, "steps/treatment/options/gp")["effects"] = {"pain": "pain = 3"}
    assert refused(data) == {
        ("E008", "steps/goals/transitions/0/when"),
        ("E008", "steps/treatment/options/gp/effects/pain"),
    }


def test_characters_that_no_database_takes():
    data = small_data()
    data["title"] = "A\x00lump"
    part(data, "findings/mri")["text"] = "\ud800"
    assert refused(data) == {("E009", "title"), ("E009", "findings/mri/text")}


def test_a_case_without_steps():
    assert refused({**small_data(), "steps": []}) == {("E001", "steps")}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)
places = st.sampled_from(
    [
        "title",
        "steps",
        "variables",
        "steps/0",
        "steps/1/options/0",
        "variables/0",
        "findings/0",
        "reference/0",
        "key_decisions/0",
    ]
)


@quick
@given(
    places, st.sampled_from(["slug", "options", "effects", "initial", "when", "kind", "days", "new"]), junk
)
def test_junk_anywhere_is_a_bad_scenario_and_nothing_worse(place, key, value):
    data = small_data()
    parent, _, last = place.rpartition("/")
    holder = part(data, parent) if parent else data
    target = holder[int(last) if last.isdigit() else last]
    if isinstance(target, dict):
        target[key] = value
    else:
        holder[last] = value
    # Nothing but the codec's own error may come out; that one names its faults.
    with contextlib.suppress(codec.BadScenario):
        codec.parse(data)
