"""A recommendation's box says what each part of its grade is, and in which direction it points."""

import pytest
from django.utils.safestring import SafeString

from content.selectors.boxes import box

ROW = {
    "key": "gp",
    "title": "Gemcitabine–cisplatin",
    "claim": "Use it.",
    "direction": "for",
    "population": "Adults",
    "exclusions": "",
    "issuer": "ESMO-EURACAN 2021",
    "scheme": "ESMO (IDSA-adapted levels and grades)",
    "level": "I",
    "grade": "A",
    "grading": "graded",
    "citations": [],
}


def shown(**changes):
    return box({**ROW, **changes}, markers=SafeString(""), section="first-line")


@pytest.mark.parametrize(
    ("scheme", "level", "grade", "said"),
    [
        ("ESMO (IDSA-adapted levels and grades)", "I", "A", "ESMO: level I, grade A"),
        ("CSCO grades", "1A", "I", "CSCO: evidence category 1A, grade I"),
        ("NCCN categories", "", "Category 2A", "NCCN: Category 2A"),
        ("Oxford levels (2011)", "2", "", "Oxford levels: level 2"),
        ("none", "I", "", "level I"),
    ],
)
def test_the_grade_names_its_scheme_and_its_parts_in_the_issuers_own_values(scheme, level, grade, said):
    assert shown(scheme=scheme, level=level, grade=grade).grade_text == said


@pytest.mark.parametrize(
    ("grading", "said"),
    [("not-graded", "Not graded by its source"), ("not-verified", "Grade not verified")],
)
def test_without_a_grade_the_box_says_so_and_claims_none(grading, said):
    assert shown(grading=grading, level="", grade="").grade_text == said


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("for", "Recommendation in favour"),
        ("against", "Recommendation against"),
        ("conditional", "Conditional recommendation"),
        ("statement", "Statement of fact"),
    ],
)
def test_the_direction_is_more_than_a_preposition(direction, said):
    assert shown(direction=direction).direction_label == said


@pytest.mark.parametrize(
    ("scheme", "grading", "said"),
    [
        ("SEOM (levels and grades)", "graded", "SEOM (levels and grades). Level I is evidence"),
        ("ASCO", "not-verified", "Scheme: ASCO."),
        ("none", "graded", "Its scheme is not named."),
        ("none", "not-graded", "No grade is claimed for this."),
    ],
)
def test_the_grading_is_explained_in_its_own_scheme_or_its_absence_is_said(scheme, grading, said):
    assert shown(scheme=scheme, grading=grading).grading_text.startswith(said)
