"""Lint of rankings and numbers: each code by breaking one thing in the small case with both kinds."""

from cases.engine import codec, lint
from tests.engine.fixtures import part
from tests.engine.kinds import kinds_data


def faults(data: dict) -> set[tuple[str, str]]:
    return {(fault.code, fault.place) for fault in lint.check(codec.parse(data))}


def test_a_case_with_both_kinds_is_clean():
    assert faults(kinds_data()) == set()


def test_fewer_than_three_options_to_rank():
    data = kinds_data()
    part(data, "steps/acts").update(
        options=[part(data, "steps/acts/options/steroid"), part(data, "steps/acts/options/mri")],
        order=["steroid", "mri"],
        transitions=[{"goto": "dose"}],
    )
    data["reference"][2]["options"] = ["steroid", "mri"]
    assert faults(data) == {("E208", "steps/acts/options")}


def test_an_order_that_is_not_each_option_once():
    for order in (
        [],
        ["steroid", "mri", "call"],
        ["steroid", "mri", "call", "call"],
        ["steroid", "mri", "call", "x"],
    ):
        data = kinds_data()
        part(data, "steps/acts")["order"] = order
        assert ("E209", "steps/acts/order") in faults(data)


def test_an_option_that_waits_for_what_does_not_come_before_it():
    for slug, other in (("plan", "elsewhere"), ("mri", "call"), ("steroid", "steroid")):
        data = kinds_data()
        part(data, f"steps/acts/options/{slug}")["not_before"] = other
        assert ("E211", f"steps/acts/options/{slug}/not_before") in faults(data)
    data = kinds_data()
    part(data, "steps/goals/options/tell")["not_before"] = "ask"
    assert faults(data) == {("E211", "steps/goals/options/tell/not_before")}


def test_a_number_question_without_number_or_with_other_options():
    data = kinds_data()
    del part(data, "steps/dose")["number"]
    assert ("E210", "steps/dose/number") in faults(data)
    data = kinds_data()
    part(data, "steps/dose/options").pop()
    assert faults(data) == {("E210", "steps/dose/options")}
    data = kinds_data()
    del part(data, "steps/dose/number")["overdose_above"]
    assert faults(data) == {("E210", "steps/dose/options")}


def test_an_order_and_a_number_belong_to_their_kinds():
    data = kinds_data()
    part(data, "steps/fitness")["order"] = ["measure", "creatinine", "skip"]
    part(data, "steps/goals")["number"] = part(data, "steps/dose/number")
    part(data, "steps/acts")["fixed"] = True
    part(data, "steps/dose")["max_select"] = 2
    assert {fault for fault in faults(data) if fault[0] == "E206"} == {
        ("E206", "steps/fitness/order"),
        ("E206", "steps/goals/number"),
        ("E206", "steps/acts/fixed"),
        ("E206", "steps/dose/max_select"),
    }


def test_a_number_that_contradicts_itself():
    broken = {
        "value": "0",
        "tolerance": "335",
        "overdose_above": "352",
        "unit": " ",
        "other_units": ["g", "g"],
    }
    for key, value in (*broken.items(), ("other_units", ["m" * 41])):
        data = kinds_data()
        part(data, "steps/dose/number")[key] = value
        assert ("E309", f"steps/dose/number/{key}") in faults(data)


def test_a_working_without_the_result():
    data = kinds_data()
    part(data, "steps/dose/number")["working"] = "AUC × (GFR + 25)"
    assert faults(data) == {("E409", "steps/dose/number/working")}
    part(data, "steps/dose/number").update(
        value="1280", overdose_above="2000", working="1,000 × 1.28 = 1,280 mg"
    )
    assert ("E409", "steps/dose/number/working") not in faults(data)


def test_a_ranking_whose_first_is_not_its_one_best():
    for change in ({"mri": "best"}, {"steroid": "acceptable"}):
        data = kinds_data()
        for slug, credit in change.items():
            part(data, f"steps/acts/options/{slug}").update({"class": credit, "citations": ["@MSCC23"]})
        assert ("E510", "steps/acts/options") in faults(data)


def test_a_class_of_answers_that_earns_or_harms_what_it_cannot():
    broken = {
        "within": ("class", "acceptable"),
        "below": ("class", "partial"),
        "overdose": ("harm", "major"),
    }
    for slug, (key, value) in broken.items():
        data = kinds_data()
        part(data, f"steps/dose/options/{slug}")[key] = value
        assert ("E511", f"steps/dose/options/{slug}/{key}") in faults(data)
    data = kinds_data()
    part(data, "steps/dose/options/within")["harm"] = "minor"
    assert ("E511", "steps/dose/options/within/harm") in faults(data)


def test_a_reference_that_ranks_or_reckons_wrongly():
    data = kinds_data()
    data["reference"][3]["number"] = "300"
    assert ("E602", "steps/dose/options") in faults(data)
    data = kinds_data()
    data["reference"][2]["options"] = ["mri", "steroid", "call", "plan"]
    assert ("E602", "steps/acts/options") in faults(data)
    data = kinds_data()
    del data["reference"][3]["number"]
    assert ("E601", "reference/3/options") in faults(data)
