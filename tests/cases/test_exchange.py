"""Case files: what is read, and that every fault names file, line and place and nothing worse happens."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cases.engine import codec, shapes
from cases.engine.lint import CODES
from cases.services import exchange
from tests.engine.fixtures import SMALL, part, small, small_data


def text() -> str:
    return SMALL.read_text(encoding="utf-8")


def refused(source: str) -> list[str]:
    with pytest.raises(exchange.BadCaseFile) as bad:
        exchange.read(source, "bad.yaml")
    return [str(fault) for fault in bad.value.faults]


def line_of(source: str, words: str) -> int:
    return next(number for number, line in enumerate(source.split("\n"), 1) if words in line)


def test_a_good_file_becomes_its_scenario():
    case = exchange.read_file(SMALL)
    assert case.scenario == small()
    assert codec.parse(case.data) == small()


def test_a_fault_of_form_names_the_line_of_its_key():
    source = text().replace("    max_select: 3\n", "    max_select: three\n")
    line = line_of(source, "max_select: three")
    assert refused(source) == [
        f"bad.yaml:{line}: E002 steps/staging/max_select: This must be a whole number, but is a text."
    ]


def test_a_missing_key_names_the_line_of_its_part():
    source = text().replace("        label: PET-CT\n", "")
    (fault,) = refused(source)
    assert fault.startswith(
        f"bad.yaml:{line_of(source, '- slug: petct')}: E001 steps/staging/options/petct/label: "
    )


def test_a_fault_of_lint_names_its_line_too():
    source = text().replace("    transitions: [{goto: treatment}]\n", "    transitions: [{goto: cure}]\n")
    fault = exchange.read(source, "bad.yaml").lint()[1]
    assert str(fault).startswith(
        f"bad.yaml:{line_of(source, 'goto: cure')}: E102 steps/fitness/transitions/0/goto: "
    )


def test_faults_come_in_the_order_of_their_lines():
    source = (
        text()
        .replace("minutes: 10", "minutes: 0")
        .replace("  - slug: fitness\n    kind: single", "  - slug: fitness\n    kind: quiz")
    )
    lines = [int(fault.split(":")[1]) for fault in refused(source)]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_what_is_not_yaml_names_the_line():
    (fault,) = refused("format: 1\ntitle: [unclosed\nslug: x\n")
    assert "E013" in fault
    # Which of the two lines is named differs between PyYAML with and without libyaml.
    assert fault.startswith(("bad.yaml:2:", "bad.yaml:3:"))
    assert refused("\tformat: 1")[0].startswith("bad.yaml:1: E013")


def test_an_empty_file_and_a_list_are_refused():
    assert "E013" in refused("")[0]
    assert "E002" in refused("- a\n- b\n")[0]
    assert "E002" in refused("just words")[0]


def test_a_key_that_stands_twice_is_refused_with_its_second_line():
    source = text().replace("title: A lump in the neck\n", "title: A lump in the neck\ntitle: Another\n", 1)
    assert refused(source)[0].startswith(f"bad.yaml:{line_of(source, 'title: Another')}: E014")


def test_anchors_and_aliases_are_refused_before_they_can_grow():
    bomb = 'a: &a ["x", "x"]\nb: &b [*a, *a]\nc: &c [*b, *b]\n'
    assert refused(bomb)[0].startswith("bad.yaml:1: E015")


def test_deep_nesting_is_refused():
    assert "E016" in refused("a: " + "[" * 200 + "]" * 200)[0]
    assert "E016" in refused("a: " + "[" * 100_000)[0]


def test_tags_that_would_make_objects_are_refused():
    assert "E013" in refused('a: !!python/object/apply:os.system ["id"]')[0]


def test_a_date_stays_a_text_and_yes_is_no_text():
    assert (
        exchange.read(text().replace("staging: TNM-8", "staging: 2024-99-99"), "x").scenario.staging
        == "2024-99-99"
    )
    (fault,) = refused(text().replace("staging: TNM-8", "staging: yes"))
    assert "E002 staging: This must be a text, but is true or false; put it in quotes." in fault


def test_a_missing_file_a_folder_and_a_picture_are_refused_in_a_sentence(tmp_path):
    picture = tmp_path / "case.yaml"
    picture.write_bytes(b"\x89PNG\xff\xfe\x00")
    large = tmp_path / "large.yaml"
    large.write_text("#" * (exchange.LARGEST_BYTES + 1))
    for path, code in (
        (tmp_path / "none.yaml", "E011"),
        (tmp_path, "E011"),
        (picture, "E011"),
        (large, "E012"),
    ):
        with pytest.raises(exchange.BadCaseFile) as bad:
            exchange.read_file(path, "the-file")
        (fault,) = bad.value.faults
        assert str(fault).startswith(f"the-file:1: {code}: ")


def test_control_characters_are_refused():
    assert "E009 title" in refused(text().replace("title: A lump in the neck", 'title: "A\\0lump"', 1))[0]
    assert "E013" in refused("title: \x07")[0]


@settings(max_examples=60)
@given(st.data())
def test_a_mangled_file_is_refused_or_read_and_never_breaks(data):
    source = text()
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start, min(start + 40, len(source))))
    mangled = (
        source[:start]
        + data.draw(st.sampled_from(["", "\n", ": ", "- ", "'", "{", "]", "&a ", "*a", "null", "\0"]))
        + source[end:]
    )
    with contextlib.suppress(exchange.BadCaseFile):
        exchange.read(mangled, "bad.yaml").lint()


# The JSON Schema and the codec read the same form.


def schema() -> Draft202012Validator:
    loaded = json.loads(exchange.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def broken(place: str, **change: object) -> dict:
    data = small_data()
    part(data, place).update(change)
    return data


def both_refuse(data: dict) -> bool:
    with pytest.raises(codec.BadScenario):
        codec.parse(data)
    return not schema().is_valid(data)


def test_the_schema_takes_what_the_codec_takes():
    assert schema().is_valid(small_data())


def test_the_schema_refuses_what_the_codec_refuses():
    assert both_refuse({**small_data(), "format": 2})
    assert both_refuse({**small_data(), "author": "X"})
    assert both_refuse({**small_data(), "steps": []})
    assert both_refuse({key: value for key, value in small_data().items() if key != "vignette"})
    assert both_refuse({**small_data(), "language": "english please"})
    assert both_refuse({**small_data(), "topics": ["surgery"]})
    assert both_refuse(broken("steps/staging", kind="quiz"))
    assert both_refuse(broken("steps/staging", slug="Two Words"))
    assert both_refuse(broken("steps/staging/options/mri", **{"class": "good"}))
    assert both_refuse(broken("steps/staging/options/mri", days=-1))
    assert both_refuse(broken("steps/staging/options/mri", effects={"Pain": "1"}))
    assert both_refuse(broken("key_decisions/staging", floor=0.5))
    assert both_refuse(broken("key_decisions/staging", weight=6))
    assert both_refuse(broken("findings/lump", value=3))
    part_without_bounds = small_data()
    del part(part_without_bounds, "variables/pain")["high"]
    assert both_refuse(part_without_bounds)


def test_the_schema_lists_the_same_keys_as_the_codec():
    definitions = schema().schema["$defs"]
    tables = {
        "variable": "VARIABLE",
        "finding": "FINDING",
        "key_decision": "KEY_DECISION",
        "step": "STEP",
        "option": "OPTION",
        "transition": "TRANSITION",
        "move": "MOVE",
        "note": "NOTE",
    }
    for name, table in tables.items():
        assert list(definitions[name]["properties"]) == [
            each.key for each in getattr(shapes, table).fields
        ], name


def test_the_readme_of_the_engine_explains_every_code():
    readme = (SMALL.parents[2] / "cases" / "engine" / "README.md").read_text(encoding="utf-8")
    assert [code for code, meaning in CODES.items() if f"| {code} | {meaning} |" not in readme] == []
