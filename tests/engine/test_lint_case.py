"""Lint of the reference path, the house's demands and unused parts: each code by breaking one thing."""

from pathlib import Path

from cases.engine import codec, lint
from cases.engine.lint import CODES
from tests.engine.fixtures import faults, part, small_data

# The reference path


def test_a_reference_path_that_cannot_be_played():
    def place(change) -> set:
        data = small_data()
        change(data["reference"])
        return faults(data)

    assert place(lambda moves: moves.pop()) == {("E601", "reference")}
    assert place(lambda moves: moves.append(dict(moves[-1]))) == {("E601", "reference/4")}
    assert place(lambda moves: moves.reverse()) == {("E601", "reference/0/step")}
    assert place(lambda moves: moves[1].update(options=["measure", "skip"])) == {
        ("E601", "reference/1/options")
    }


def test_a_reference_path_below_100():
    data = small_data()
    data["reference"][0]["options"] = ["mri"]
    assert faults(data) == {("E602", "reference"), ("E602", "steps/staging/options")}


def test_a_reference_path_that_does_harm():
    data = small_data()
    data["reference"][0]["options"] = ["mri", "petct", "open-biopsy"]
    assert ("E603", "steps/staging/options/open-biopsy/harm") in faults(data)


def test_a_reference_path_that_misses_a_key_decision():
    data = small_data()
    part(data, "steps/staging")["transitions"] = [
        {"when": "day > 90", "goto": "fitness"},
        {"goto": "treatment"},
    ]
    data["reference"].pop(1)
    assert faults(data) == {("E604", "key_decisions/fitness"), ("E602", "reference")}


def test_a_reference_path_that_is_late_or_out_of_order():
    data = small_data()
    part(data, "steps/fitness")["day_advance"] = 30
    assert faults(data) == {("E605", "key_decisions/treatment"), ("E602", "reference")}
    data = small_data()
    part(data, "key_decisions/fitness").update(after=["goals"], floor="0.5")
    assert faults(data) == {("E605", "key_decisions/fitness"), ("E602", "reference")}


# The house


def test_too_few_key_decisions_and_domains():
    data = small_data()
    data["key_decisions"].pop()
    del part(data, "steps/goals")["key_decision"]
    assert faults(data) == {("E701", "key_decisions")}
    part(data, "key_decisions/fitness")["domain"] = "diagnosis-and-staging"
    assert faults(data) == {("E701", "key_decisions"), ("E702", "key_decisions")}


def test_too_many_key_decisions():
    data = small_data()
    for count in range(5):
        step = {**part(data, "steps/goals"), "slug": f"more-{count}", "key_decision": f"more-{count}"}
        data["key_decisions"].append({**part(data, "key_decisions/goals"), "slug": f"more-{count}"})
        data["steps"].append(step)
    assert ("E701", "key_decisions") in faults(data)


def with_talks(count: int) -> dict:
    """The small case with that many further info steps, one after another."""
    data = small_data()
    names = [f"talk-{at}" for at in range(count)]
    for name, after in zip(names, [*names[1:], "staging"], strict=True):
        talk = {"slug": name, "kind": "info", "title": "Talk", "body": "…", "transitions": [{"goto": after}]}
        data["steps"].append(talk)
    part(data, "steps/arrival")["transitions"] = [{"goto": "talk-0"}]
    return data


def test_too_few_or_too_many_steps():
    def found(data: dict) -> set[str]:
        return {fault.code for fault in lint.check(codec.parse(data))}

    assert found(small_data()) == {"W703"}
    assert found(with_talks(1)) == set()
    assert found(with_talks(7)) == set()
    assert found(with_talks(8)) == {"W703"}


def test_questions_of_one_kind_only():
    data = small_data()
    step = part(data, "steps/staging")
    step["kind"] = "single"
    del step["max_select"]
    data["reference"][0]["options"] = ["mri"]
    assert faults(data) == {("E704", "steps")}


def test_a_patient_who_never_changes():
    data = small_data()
    for step in data["steps"]:
        for option in step.get("options", ()):
            option.pop("effects", None)
    assert faults(data) == {("E705", "steps")}


def test_a_case_without_a_trend():
    data = small_data()
    for variable in data["variables"]:
        for key in ("trend", "scale"):
            variable.pop(key, None)
    for finding in data["findings"]:
        finding.pop("series", None)
    assert faults(data) == {("E706", "variables")}


def test_a_story_of_a_few_days():
    data = small_data()
    part(data, "steps/goals")["day_advance"] = 1
    assert faults(data) == {("W707", "reference")}


def test_a_case_too_long_to_sit_through():
    data = small_data()
    data["minutes"] = 40
    assert faults(data) == {("W708", "minutes")}


def test_a_case_without_topics_or_objectives():
    data = small_data()
    del data["topics"], data["objectives"]
    assert faults(data) == {("W709", "topics"), ("W709", "objectives")}


# What comes to nothing


def test_a_finding_nobody_reveals():
    data = small_data()
    del part(data, "steps/staging/options/petct")["reveals"]
    assert faults(data) == {("W801", "findings/petct")}


def test_a_variable_nobody_sees_or_reads():
    data = small_data()
    data["variables"].append({"slug": "luck", "label": "Luck", "type": "bool", "initial": True})
    assert faults(data) == {("W802", "variables/luck")}
    part(data, "variables/luck").update(type="int", initial=1, low=0, high=9)
    part(data, "steps/treatment/options/gp")["effects"]["luck"] = "luck + 1"
    assert faults(data) == {("W802", "variables/luck")}


def test_a_hidden_trend_nobody_sees():
    data = small_data()
    part(data, "variables/pain")["shown"] = False
    part(data, "steps/goals")["transitions"].insert(0, {"when": "pain > 9", "goto": "end-blind"})
    assert faults(data) == {("W803", "variables/pain/trend")}


def test_every_code_has_a_failing_fixture():
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_lint_*.py"))
    assert [code for code in CODES if f'"{code}"' not in tests] == []
