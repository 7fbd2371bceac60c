"""The library's cases, played along recorded paths: each result stays, to the last field, what it was.

A change of a golden file is a change of what a case teaches; make it knowingly, by `manage.py case play … --json`.
"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = sorted((ROOT / "tests" / "scenarios" / "golden").glob("*.json"))
PATHS = [(file.stem, name) for file in GOLDEN for name in json.loads(file.read_text(encoding="utf-8"))]


def recorded(slug: str, name: str) -> dict[str, Any]:
    file = ROOT / "tests" / "scenarios" / "golden" / f"{slug}.json"
    return json.loads(file.read_text(encoding="utf-8"))[name]


@pytest.mark.parametrize(("slug", "name"), PATHS)
def test_a_recorded_path_gives_its_recorded_result(slug, name):
    golden = recorded(slug, name)
    how = ["--choose", *golden["choose"]] if golden["choose"] else ["--reference"]
    out = StringIO()
    call_command("case", "play", str(ROOT / "cases" / "library" / f"{slug}.yaml"), "--json", *how, stdout=out)
    assert json.loads(out.getvalue()) == golden["result"]


def test_every_case_of_the_library_has_a_reference_a_wrong_and_a_dangerous_path():
    cases = {path.stem for path in (ROOT / "cases" / "library").glob("*.yaml")}
    assert {file.stem for file in GOLDEN} == cases
    assert all(
        {"reference", "wrong", "dangerous"} <= json.loads(file.read_text(encoding="utf-8")).keys()
        for file in GOLDEN
    )


@pytest.mark.parametrize("slug", [file.stem for file in GOLDEN])
def test_the_reference_path_scores_exactly_100_and_harms_nobody(slug):
    result = recorded(slug, "reference")["result"]
    assert (float(result["score"]), result["unsafe"], result["harm"]) == (100.0, False, 0)


@pytest.mark.parametrize("slug", [file.stem for file in GOLDEN])
def test_the_dangerous_path_is_unsafe_and_scores_49_at_most(slug):
    result = recorded(slug, "dangerous")["result"]
    assert result["unsafe"] is True
    assert float(result["score"]) <= 49


@pytest.mark.parametrize("slug", [file.stem for file in GOLDEN])
def test_a_wrong_early_end_scores_only_what_was_earned_over_the_full_denominator(slug):
    result = recorded(slug, "early-exit")["result"]
    decisions = result["key_decisions"]
    whole = sum(decision["weight"] for decision in decisions)
    earned = sum(float(decision["earned"]) for decision in decisions)
    assert any(not decision["reached"] for decision in decisions)
    assert (
        float(result["score"]) == pytest.approx(max(0, 100 * earned / whole - result["harm"]), abs=0.001)
        or result["unsafe"]
    )
