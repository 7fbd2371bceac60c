"""The table of dangerous errors in `cases/library/README.md`, held against the files of the library."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass
from cases.services.exchange import read_file

LIBRARY = Path(__file__).resolve().parents[2] / "cases" / "library"
README = (LIBRARY / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
# As many as section 3 of the evidence base lists.
ERRORS = range(1, 34)


class Temptation(NamedTuple):
    error: int
    case: str
    step: str
    option: str


TEMPTATIONS = [Temptation(int(number), *places) for number, *places in ROW.findall(README)]


@pytest.fixture(scope="module")
def library() -> dict[str, Scenario]:
    return {path.stem: read_file(path).scenario for path in LIBRARY.glob("*.yaml")}


def test_every_row_of_the_table_is_read():
    rows = [line for line in README.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == len(TEMPTATIONS) == len(set(TEMPTATIONS))


def test_every_error_tempts_in_at_least_one_case():
    assert {one.error for one in TEMPTATIONS} == set(ERRORS)


def test_every_case_of_the_library_is_listed_and_tempts_with_an_error(library):
    listed = re.findall(r"^\| `([^`]+)` \| [^|]+ \| (?:student|resident|specialist) \|", README, re.MULTILINE)
    assert sorted(listed) == sorted(library)
    assert {one.case for one in TEMPTATIONS} == set(library)


def test_every_named_option_exists_and_is_never_the_best_one(library):
    best = [one for one in TEMPTATIONS if _named(library, one) is CreditClass.BEST]
    assert best == []


def _named(library: dict[str, Scenario], one: Temptation) -> CreditClass:
    (step,) = [step for step in library[one.case].steps if step.slug == one.step]
    (option,) = [option for option in step.options if option.slug == one.option]
    return option.credit
