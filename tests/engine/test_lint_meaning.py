"""Lint of texts and scoring: each code by breaking one thing in the small valid case."""

from tests.engine.fixtures import faults, part, small_data

# Texts


def test_an_option_that_does_not_explain_itself():
    data = small_data()
    option = part(data, "steps/fitness/options/creatinine")
    option["rationale"] = " "
    del option["when_right"], option["consequence"]
    place = "steps/fitness/options/creatinine"
    assert faults(data) == {
        ("E401", f"{place}/rationale"),
        ("E402", f"{place}/when_right"),
        ("E403", f"{place}/consequence"),
    }


def test_a_best_or_harmful_option_without_citation():
    data = small_data()
    del part(data, "steps/fitness/options/measure")["citations"]
    del part(data, "steps/staging/options/open-biopsy")["citations"]
    assert faults(data) == {
        ("E404", "steps/fitness/options/measure/citations"),
        ("E404", "steps/staging/options/open-biopsy/citations"),
    }


def test_a_citation_of_the_wrong_form():
    data = small_data()
    part(data, "steps/fitness/options/measure")["citations"] = [
        "rec:cisplatin-fitness",
        "ESMO21",
        "@",
        "rec:",
        "[@GEM21]",
    ]
    assert faults(data) == {("E405", "steps/fitness/options/measure/citations")}


def test_a_text_that_is_too_long():
    data = small_data()
    data["summary"] = "long " * 100
    part(data, "steps/fitness/options/measure")["rationale"] = "long " * 1000
    assert faults(data) == {("E406", "summary"), ("E406", "steps/fitness/options/measure/rationale")}


def test_a_question_that_asks_nothing():
    data = small_data()
    del part(data, "steps/fitness")["question"]
    assert faults(data) == {("E407", "steps/fitness/question")}


def test_a_text_that_readers_need_is_empty():
    data = small_data()
    data["title"] = ""
    part(data, "findings/mri")["label"] = " "
    del part(data, "steps/end-response")["body"]
    assert faults(data) == {
        ("E408", "title"),
        ("E408", "findings/mri/label"),
        ("E408", "steps/end-response/body"),
    }


# Scoring


def test_a_gravely_harmful_option_that_earns_credit():
    data = small_data()
    part(data, "steps/fitness/options/skip")["class"] = "partial"
    assert faults(data) == {("E501", "steps/fitness/options/skip/class")}


def test_a_best_option_that_does_harm():
    data = small_data()
    part(data, "steps/fitness/options/measure")["harm"] = "minor"
    assert ("E502", "steps/fitness/options/measure/harm") in faults(data)


def test_a_partial_option_in_a_menu():
    data = small_data()
    part(data, "steps/staging/options/chest-xray")["class"] = "partial"
    assert faults(data) == {("E503", "steps/staging/options/chest-xray/class")}


def test_max_select_out_of_range():
    data = small_data()
    for most in (1, 6):
        part(data, "steps/staging")["max_select"] = most
        assert ("E504", "steps/staging/max_select") in faults(data)
    del part(data, "steps/staging")["max_select"]
    assert faults(data) == {("E504", "steps/staging")}


def test_a_question_without_a_best_option():
    data = small_data()
    part(data, "steps/goals/options/ask")["class"] = "acceptable"
    assert ("E505", "steps/goals/options") in faults(data)
    data = small_data()
    for slug in ("mri", "petct"):
        part(data, f"steps/staging/options/{slug}")["class"] = "acceptable"
    assert ("E505", "steps/staging/options") in faults(data)


def test_incomplete_timing():
    for missing in ("grace_days", "floor", "due_day"):
        data = small_data()
        del part(data, "key_decisions/staging")[missing]
        assert faults(data) == {("E506", "key_decisions/staging")}
    data = small_data()
    part(data, "key_decisions/staging")["floor"] = "1.5"
    assert ("E506", "key_decisions/staging/floor") in faults(data)


def test_a_floor_alone_is_enough_for_an_order():
    data = small_data()
    part(data, "key_decisions/goals").update(after=["staging"], floor="0.5")
    assert faults(data) == set()
    del part(data, "key_decisions/goals")["floor"]
    assert faults(data) == {("E506", "key_decisions/goals")}


def test_key_decisions_that_come_after_each_other():
    data = small_data()
    part(data, "key_decisions/staging")["after"] = ["treatment"]
    assert ("E507", "key_decisions/staging/after") in faults(data)


def test_a_key_decision_that_no_step_carries():
    data = small_data()
    data["key_decisions"].append(
        {"slug": "extra", "label": "Extra", "domain": "toxicity-and-emergencies", "weight": 1}
    )
    assert ("E508", "key_decisions/extra") in faults(data)


def test_a_case_without_danger():
    data = small_data()
    part(data, "steps/treatment/options/double")["harm"] = "major"
    assert faults(data) == {("E509", "steps")}
