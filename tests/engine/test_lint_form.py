"""Lint of names, graph, patient and expressions: each code by breaking one thing in the small valid case."""

from cases.engine import codec, lint
from tests.engine.fixtures import faults, part, small, small_data


def test_the_small_case_is_clean_but_for_its_size():
    assert [(fault.code, fault.place) for fault in lint.check(small())] == [("W703", "steps")]


def test_every_fault_says_what_to_do():
    data = small_data()
    part(data, "steps/fitness")["transitions"] = [{"goto": "nowhere"}]
    fault = lint.check(codec.parse(data))[0]
    assert str(fault) == (
        "E102 steps/fitness/transitions/0/goto: There is no step 'nowhere'; mend the name or add the step."
    )


# Names


def test_a_slug_used_twice():
    data = small_data()
    data["findings"].append({"slug": "lump", "kind": "history", "label": "Again", "text": "Again."})
    part(data, "steps/goals")["options"].append(dict(part(data, "steps/goals/options/ask")))
    assert faults(data) == {("E101", "findings/7"), ("E101", "steps/goals/options/2")}


def test_an_unknown_step():
    data = small_data()
    part(data, "steps/goals/transitions/0")["when"] = 'response == "partial" and chose("nowhere", "mri")'
    data["reference"][0]["step"] = "elsewhere"
    assert faults(data) == {("E102", "steps/goals/transitions/0/when"), ("E102", "reference/0/step")}


def test_an_unknown_finding():
    data = small_data()
    part(data, "steps/goals")["reveals"] = ["ebv", "ct"]
    part(data, "steps/staging/options/mri")["reveals"] = ["mri", "xray"]
    assert faults(data) == {("E103", "steps/goals/reveals"), ("E103", "steps/staging/options/mri/reveals")}


def test_an_unknown_variable():
    data = small_data()
    part(data, "findings/ebv")["value_from"] = "ebv"
    part(data, "steps/treatment/options/gp")["effects"] = {"mood": "3", "pain": "pain - mood"}
    assert faults(data) >= {
        ("E104", "findings/ebv/value_from"),
        ("E104", "steps/treatment/options/gp/effects/mood"),
        ("E104", "steps/treatment/options/gp/effects/pain"),
    }


def test_an_unknown_key_decision():
    data = small_data()
    part(data, "key_decisions/treatment")["after"] = ["stage"]
    part(data, "steps/arrival")["transitions"] = [{"goto": "staging"}]
    assert faults(data) == {("E105", "key_decisions/treatment/after")}


def test_an_unknown_option():
    data = small_data()
    part(data, "steps/staging/transitions/0")["when"] = 'not chose("staging", "ct")'
    data["reference"][1]["options"] = ["measured"]
    assert faults(data) == {("E106", "steps/staging/transitions/0/when"), ("E106", "reference/1/options")}


def test_a_variable_named_like_a_word_of_the_language():
    data = small_data()
    data["variables"].append(
        {"slug": "day", "label": "Day", "type": "int", "initial": 0, "low": 0, "high": 9, "shown": True}
    )
    assert faults(data) == {("E107", "variables/day")}


def test_a_note_at_no_place():
    data = small_data()
    places = [
        "steps/staging/options/xray",
        "steps/none",
        "step",
        "variables/pain",
        "vignette",
        "findings/mri/text",
    ]
    data["notes"] = [{"place": place, "text": "Check."} for place in places]
    assert faults(data) == {("W108", "notes/0/place"), ("W108", "notes/1/place"), ("W108", "notes/2/place")}


# Graph


def test_a_step_nobody_reaches():
    data = small_data()
    data["steps"].append({"slug": "limbo", "kind": "ending", "title": "Limbo", "body": "Nobody."})
    assert faults(data) == {("E201", "steps/limbo")}


def test_a_dead_end():
    data = small_data()
    del part(data, "steps/goals")["transitions"]
    assert ("E202", "steps/goals") in faults(data)


def test_a_circle():
    data = small_data()
    part(data, "steps/treatment")["transitions"].insert(0, {"when": "pain > 9", "goto": "staging"})
    assert faults(data) == {("E203", "steps/staging/transitions")}


def test_a_step_that_leads_to_itself():
    data = small_data()
    part(data, "steps/goals")["transitions"].insert(0, {"when": "pain > 9", "goto": "goals"})
    assert faults(data) == {("E203", "steps/goals/transitions")}


def test_no_default_transition():
    data = small_data()
    part(data, "steps/goals")["transitions"].reverse()
    assert faults(data) == {("E204", "steps/goals/transitions/1"), ("E205", "steps/goals/transitions/0")}


def test_a_step_with_what_its_kind_cannot_have():
    data = small_data()
    part(data, "steps/arrival").update(question="Well?", key_decision="goals", fixed=True, fate="lost")
    part(data, "steps/fitness")["max_select"] = 2
    part(data, "steps/end-blind")["transitions"] = [{"goto": "end-response"}]
    assert faults(data) == {
        ("E206", "steps/arrival/question"),
        ("E206", "steps/arrival/key_decision"),
        ("E206", "steps/arrival/fixed"),
        ("E206", "steps/arrival/fate"),
        ("E206", "steps/fitness/max_select"),
        ("E206", "steps/end-blind/transitions"),
    }


def test_too_few_endings():
    data = small_data()
    part(data, "steps/treatment")["transitions"] = [{"goto": "goals"}]
    data["steps"].remove(part(data, "steps/end-toxicity"))
    assert faults(data) == {("E207", "steps")}


def test_a_question_without_a_choice():
    data = small_data()
    part(data, "steps/goals")["options"].pop()
    assert faults(data) == {("E208", "steps/goals/options")}


# Expressions and the patient


def test_an_expression_that_mixes_types():
    data = small_data()
    part(data, "steps/goals/transitions/0")["when"] = "response > 3"
    assert faults(data) == {("E301", "steps/goals/transitions/0/when")}


def test_a_transition_on_something_that_is_no_condition():
    data = small_data()
    part(data, "steps/goals")["transitions"].insert(0, {"when": "pain + 1", "goto": "end-blind"})
    assert faults(data) == {("E302", "steps/goals/transitions/0/when")}


def test_an_effect_that_does_not_fit_its_variable():
    data = small_data()
    effects = {"response": '"cured"', "pain": "pain * 0.5", "ecog": "fit"}
    part(data, "steps/treatment/options/gp")["effects"] = effects
    place = "steps/treatment/options/gp/effects"
    found = faults(data)
    assert {("E303", f"{place}/response"), ("E303", f"{place}/pain"), ("E104", f"{place}/ecog")} == found


def test_a_variable_that_contradicts_itself():
    data = small_data()
    part(data, "variables/pain")["initial"] = 11
    part(data, "variables/ecog").update(low=5, high=0)
    part(data, "variables/response")["initial"] = "cured"
    part(data, "variables/clearance")["choices"] = ["low"]
    assert faults(data) == {
        ("E304", "variables/pain/initial"),
        ("E304", "variables/ecog/low"),
        ("E304", "variables/response/initial"),
        ("E304", "variables/clearance/choices"),
    }


def test_a_trend_that_cannot_be_drawn():
    data = small_data()
    part(data, "variables/response").update(trend=True, shown=True)
    del part(data, "variables/ebv_dna")["detection_limit"]
    assert faults(data) == {("E305", "variables/response/trend"), ("E305", "variables/ebv_dna/scale")}
    part(data, "variables/ecog")["scale"] = "log"
    assert ("E305", "variables/ecog/scale") in faults(data)


def test_a_finding_that_says_nothing_or_two_things():
    data = small_data()
    del part(data, "findings/lump")["text"]
    part(data, "findings/mri")["value"] = "3"
    assert faults(data) == {("E306", "findings/lump"), ("E306", "findings/mri")}


def test_a_finding_of_a_series_without_a_number():
    data = small_data()
    part(data, "findings/crcl-old")["value"] = "normal"
    assert faults(data) == {("E307", "findings/crcl-old")}


def test_a_treatment_that_cannot_be_followed_or_drawn():
    data = small_data()
    data["treatments"] += [
        {"slug": "gp", "label": "Again", "when": "day > 3"},
        {"slug": "long", "label": "x" * 41, "when": 'chose("treatment", "pills")'},
        {"slug": "unasked", "label": "Unasked", "when": "pain + 1"},
        {"slug": "unknown", "label": "", "when": "fever"},
    ]
    data["notes"] = [{"place": "treatments/long/when", "text": "Check."}]
    assert faults(data) == {
        ("E101", "treatments/3"),
        ("E106", "treatments/long/when"),
        ("E308", "treatments/long/label"),
        ("E302", "treatments/unasked/when"),
        ("E104", "treatments/unknown/when"),
        ("E408", "treatments/unknown/label"),
    }


def test_one_mistake_in_the_graph_hides_what_only_a_play_would_find():
    data = small_data()
    data["reference"] = []
    assert faults(data) == {("E601", "reference")}
    part(data, "steps/goals/transitions/1")["goto"] = "nowhere"
    assert faults(data) == {("E102", "steps/goals/transitions/1/goto")}
