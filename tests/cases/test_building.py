"""A case is built in the admin part by part, each under a lock of its own, without touching YAML."""

import pytest
from django.urls import reverse

from cases.engine import codec
from cases.models import Case
from cases.services import exchange
from cases.services.building import By, Part, PartMoved, hash_of, save_part
from cases.services.writing import written
from content.editorial.models import Edit
from tests.cases.building import filled, lock, scenario, sent, signed_in, step, url
from tests.cases.publishing import AT
from tests.cases.stories import SOURCE
from tests.content.editorial.people import opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "part", ["head", "variables", "findings", "treatments", "key_decisions", "reference"]
)
def test_a_part_saved_as_it_stands_changes_nothing(case, editor, part):
    before = Case.objects.values().get(pk=case.pk)
    assert sent(editor, url(case, "part", part)).status_code == 302
    assert Case.objects.values().get(pk=case.pk) == before
    assert not Edit.objects.exists()


@pytest.mark.parametrize("slug", ["arrival", "q-1", "q-2", "end-good"])
def test_a_step_saved_as_it_stands_changes_nothing(case, editor, slug):
    before = Case.objects.values().get(pk=case.pk)
    assert sent(editor, url(case, "step", slug)).status_code == 302
    assert Case.objects.values().get(pk=case.pk) == before


def test_saving_a_step_replaces_that_step_and_notes_who_edited(case, editor, eddie):
    before = lock(case)
    others = [found for found in scenario(case)["steps"] if found["slug"] != "q-2"]
    response = sent(editor, url(case, "step", "q-2"), title="Another title")
    assert response.status_code == 302
    assert step(case, "q-2")["title"] == "Another title"
    assert [found for found in scenario(case)["steps"] if found["slug"] != "q-2"] == others
    assert [edit.user_id for edit in Edit.objects.all()] == [eddie.pk]
    assert lock(case) == before + 1


def test_the_head_moves_what_lists_and_library_show(case, editor):
    sent(editor, url(case, "part", "head"), title="Renamed", minutes="20", summary="Short.")
    row = Case.objects.get(pk=case.pk)
    assert (row.title, row.minutes, row.summary) == ("Renamed", 20, "Short.")


def test_a_time_limit_is_set_changed_and_taken_away_and_a_file_carries_it(case, editor):
    """It is left out where there is none, so that no file of format 1 changes."""
    before = scenario(case)
    assert "assessed_minutes" not in before
    head = url(case, "part", "head")
    sent(editor, head, assessed_minutes="25")
    assert scenario(case)["assessed_minutes"] == 25
    file = exchange.read(written(scenario(case), (), "yaml"), "made.yaml")
    assert file.scenario.assessed_minutes == 25
    for refused in ("0", "481", "soon"):
        assert sent(editor, head, assessed_minutes=refused).status_code == 422
    assert scenario(case)["assessed_minutes"] == 25
    sent(editor, head, assessed_minutes="")
    assert scenario(case) == before


def test_a_stale_part_is_refused_with_both_texts_shown(case, editor, chloe):
    address = url(case, "step", "q-2")
    old = filled(editor.get(address))
    sent(signed_in(chloe), address, title="Chloe was faster")
    response = editor.post(address, old | {"title": "Eddie was slower"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Chloe was faster" in page
    assert "Eddie was slower" in page
    assert step(case, "q-2")["title"] == "Chloe was faster"
    again = editor.post(address, filled(response))
    assert again.status_code == 302
    assert step(case, "q-2")["title"] == "Eddie was slower"


def test_two_people_save_different_parts_and_both_are_kept(case, editor, chloe):
    first, second = url(case, "step", "q-1"), url(case, "step", "q-2")
    mine = filled(editor.get(first))
    sent(signed_in(chloe), second, title="Hers")
    assert editor.post(first, mine | {"title": "His"}).status_code == 302
    assert (step(case, "q-1")["title"], step(case, "q-2")["title"]) == ("His", "Hers")


def test_a_form_without_its_hash_is_refused(case, editor):
    typed = filled(editor.get(url(case, "step", "q-2")))
    del typed["seen"]
    assert editor.post(url(case, "step", "q-2"), typed | {"title": "Blind"}).status_code == 409
    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"options-0-effects": "pain = 3"}, "options-0-effects"),
        ({"options-0-effects": "pain := os.system"}, "options-0-effects"),
        ({"transitions-0-when": "pain >"}, "transitions-0-when"),
        ({"options-1-citations": "@NOWHERE"}, "options-1-citations"),
        ({"options-0-slug": "renamed"}, "options-0-slug"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(case, editor, changes, field):
    before = scenario(case)
    response = sent(editor, url(case, "step", "q-2"), **changes)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert scenario(case) == before
    assert not Edit.objects.exists()


def test_add_another_gives_an_empty_row_and_saves_nothing(case, editor):
    address = url(case, "step", "q-2")
    response = sent(editor, address, _add="options", title="Typed, not saved")
    assert response.status_code == 200
    page = response.content.decode()
    assert "options-4-label" in page
    assert "Typed, not saved" in page
    assert not Edit.objects.exists()
    typed = filled(response) | {"options-4-label": "Wait and see", "options-4-citations": SOURCE}
    assert editor.post(address, typed).status_code == 302
    assert step(case, "q-2")["options"][4] == {
        "slug": "wait-and-see",
        "label": "Wait and see",
        "class": "none",
        "citations": [SOURCE],
    }


def test_an_added_row_left_empty_is_not_kept(case, editor):
    response = sent(editor, url(case, "part", "variables"), _add="variables")
    before = scenario(case)
    assert editor.post(url(case, "part", "variables"), filled(response)).status_code == 302
    assert scenario(case) == before


def test_rows_are_taken_out_and_put_into_another_order(case, editor):
    address = url(case, "step", "q-2")
    assert sent(editor, address, **{"options-1-DELETE": "on", "options-0-ORDER": "9"}).status_code == 302
    assert [option["slug"] for option in step(case, "q-2")["options"]] == ["c", "d", "a"]


def test_steps_move_by_a_button_and_by_number(case, editor):
    def order():
        return [found["slug"] for found in scenario(case)["steps"]]

    act = url(case, "step_act", "q-2")
    before = order()
    editor.post(act, {"act": "up"})
    assert order()[1:3] == ["q-2", "q-1"]
    editor.post(act, {"act": "down"})
    assert order() == before
    editor.post(act, {"act": "place", "number": "1"})
    assert order()[0] == "q-2"


def test_a_copy_has_a_slug_of_its_own_and_teaches_nothing_yet(case, editor):
    response = editor.post(url(case, "step_act", "q-2"), {"act": "duplicate"})
    assert response.url == url(case, "step", "q-2-copy")
    copy = step(case, "q-2-copy")
    assert copy["options"] == step(case, "q-2")["options"]
    assert "key_decision" not in copy


def test_a_step_that_something_leads_to_stays_and_says_what(case, editor):
    response = editor.post(url(case, "step_act", "q-2"), {"act": "remove"}, follow=True)
    assert "steps/q-1/transitions/1" in response.content.decode()
    assert step(case, "q-2")
    editor.post(url(case, "step_act", "q-2"), {"act": "duplicate"})
    editor.post(url(case, "step_act", "q-2-copy"), {"act": "remove"})
    assert "q-2-copy" not in [found["slug"] for found in scenario(case)["steps"]]


def test_a_new_case_can_be_saved_and_the_lint_says_what_it_lacks(editor, eddie):
    typed = {
        "title": "From nothing",
        "slug": "from-nothing",
        "language": "en",
        "level": "student",
        "minutes": "12",
    }
    response = editor.post(reverse("admin:cases_case_add"), typed)
    case = Case.objects.get(slug="from-nothing")
    assert response.url == url(case)
    assert case.owner == eddie
    codec.parse(scenario(case))
    page = editor.get(url(case)).content.decode()
    assert "E202" in page
    assert f'href="{url(case, "step", "arrival")}#' in page
    again = editor.post(reverse("admin:cases_case_add"), typed)
    assert again.status_code == 422
    assert Case.objects.filter(slug="from-nothing").count() == 1


def test_a_step_is_added_before_the_endings(case, editor):
    response = editor.post(url(case, "steps"), {"title": "Second look", "kind": "single"})
    assert response.url == url(case, "step", "second-look")
    slugs = [found["slug"] for found in scenario(case)["steps"]]
    assert slugs[slugs.index("second-look") + 1] == "end-good"
    taken = editor.post(url(case, "steps"), {"title": "Other", "kind": "info", "slug": "second-look"})
    assert taken.status_code == 422


def test_reviewers_and_superusers_read_and_nobody_else_sees_it(case, rita, sam, lena):
    pages = [url(case), url(case, "part", "findings"), url(case, "step", "q-2")]
    for person in (rita, sam):
        client = signed_in(person)
        for page in pages:
            response = client.get(page)
            assert response.status_code == 200
            assert "_save" not in response.content.decode()
        assert client.post(pages[2], {"title": "Mine"}).status_code == 403
        assert client.post(url(case, "step_act", "q-2"), {"act": "remove"}).status_code == 403
        assert client.post(reverse("admin:cases_case_add"), {}).status_code == 403
    assert {signed_in(lena).get(page).status_code for page in pages} == {302}
    assert not Edit.objects.exists()


def test_findings_lead_to_the_page_and_the_field(case, editor):
    address = url(case, "step", "q-2")
    sent(editor, address, **{"options-1-rationale": "", "options-0-reveals": "nowhere"})
    page = editor.get(url(case)).content.decode()
    assert f'href="{address}#id_options-0-reveals"' in page
    assert "E103" in page
    assert 'id="id_options-0-reveals"' in editor.get(address).content.decode()


def test_while_a_round_is_open_nothing_is_written_and_the_reason_is_said(case, editor):
    pages = [url(case, "part", "head"), url(case, "step", "q-2"), url(case, "file")]
    typed = {page: filled(editor.get(page)) for page in pages}
    opened(case.head, at=AT)
    before = Case.objects.values().get(pk=case.pk)
    for page in [url(case), *pages]:
        said = editor.get(page).content.decode()
        assert "is in review since" in said
        assert "_save" not in said
        assert "Put the file in" not in said
    for page in pages[:2]:
        refused = editor.post(page, typed[page] | {"title": "Too late"})
        assert refused.status_code == 409
        assert "Too late" in refused.content.decode()
    for act in ("up", "duplicate", "remove"):
        editor.post(url(case, "step_act", "end-good"), {"act": act})
    editor.post(url(case, "steps"), {"title": "More", "kind": "info"})
    assert Case.objects.values().get(pk=case.pk) == before


def test_the_service_itself_overwrites_no_part_that_it_was_not_shown(case, eddie):
    seen = hash_of(step(case, "q-2"))
    by, newer = By(eddie, AT), {**step(case, "q-2"), "title": "Newer"}
    assert save_part(case=case, part=Part("steps/q-2", seen, newer), by=by)
    with pytest.raises(PartMoved):
        save_part(case=case, part=Part("steps/q-2", seen, {**newer, "title": "Older"}), by=by)
    with pytest.raises(PartMoved):
        save_part(case=case, part=Part("steps/gone", seen, newer), by=by)
    assert step(case, "q-2")["title"] == "Newer"
