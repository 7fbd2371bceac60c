"""The preview beside a field of the builder finds figures without a source (C008) where the lint will."""

import pytest

from content.editorial.public import findings
from tests.cases.building import filled, sent, step, url
from tests.cases.stories import SOURCE

pytestmark = pytest.mark.django_db

FIGURE = "Half of them, 80 mg a day, lived for 12 months."


def in_preview(client, case, field: str, beside: str) -> bool:
    asked = {"place": f"case/{case.pk}/steps/q-2", "field": field, "text": FIGURE, "beside": beside}
    return "C008" in [found["code"] for found in client.post("/admin/preview/", asked).json()["findings"]]


def in_lint(case, place: str) -> bool:
    return "C008" in [found.code for found in findings(case) if found.place == f"steps/q-2/{place}"]


@pytest.mark.parametrize("citations", [SOURCE, "", "  "])
@pytest.mark.parametrize("name", ["rationale", "when_right", "consequence", "body"])
def test_the_preview_finds_what_the_lint_finds(case, editor, name, citations):
    address, slug = url(case, "step", "q-2"), step(case, "q-2")["options"][1]["slug"]
    field, place = ("body", "body") if name == "body" else (f"options-1-{name}", f"options/{slug}/{name}")
    saved = sent(editor, address, **{field: FIGURE, "options-1-citations": citations})
    assert saved.status_code == 302
    assert in_preview(editor, case, field, citations) is in_lint(case, place)


def test_an_argument_without_a_source_is_found_and_one_with_a_source_beside_it_is_not(case, editor):
    assert in_preview(editor, case, "options-1-rationale", "")
    assert not in_preview(editor, case, "options-1-rationale", SOURCE)
    assert not in_preview(editor, case, "options-1-consequence", "")


def test_the_citations_of_an_option_stand_in_the_field_the_script_reads(case, editor):
    assert SOURCE in filled(editor.get(url(case, "step", "q-2")))["options-1-citations"][0]
