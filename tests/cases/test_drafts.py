"""What an author typed into a part of a case and did not save: kept for one person, by the part, and taken up again."""

import json

import pytest

from cases.models import Case
from content.editorial.models import Draft, Edit
from tests.cases.building import filled, lock, scenario, sent, signed_in, step, url

pytestmark = pytest.mark.django_db

KEEP, DISCARD = "/admin/draft/", "/admin/draft/discard/"
NOT_TYPED = ("csrfmiddlewaretoken", "seen")


@pytest.fixture
def address(case) -> str:
    return url(case, "step", "q-2")


def place(case: Case, part: str = "steps/q-2") -> str:
    return f"case/{case.pk}/{part}"


def keep(client, case, **changes):
    """As the script sends it: the fields of the opened form, without its hash, with what was typed since."""
    fields = {
        name: values
        for name, values in filled(client.get(url(case, "step", "q-2"))).items()
        if name not in NOT_TYPED
    }
    text = json.dumps(fields | {name: [value] for name, value in changes.items()})
    return client.post(KEEP, {"place": place(case), "lock_version": lock(case), "text": text})


def restored(client, address):
    return client.post(address, {"_restore": "1"})


def test_a_draft_of_a_step_moves_no_lock_makes_nobody_a_contributor_and_holds_no_hash(case, editor, eddie):
    before = lock(case)
    assert keep(editor, case, title="First try").status_code == 200
    assert keep(editor, case, title="Second try").status_code == 200
    draft = Draft.objects.get()
    assert (draft.user, draft.document_id, draft.place) == (eddie, case.pk, place(case))
    assert json.loads(draft.text)["title"] == ["Second try"]
    assert "seen" not in json.loads(draft.text)
    assert lock(case) == before
    assert not Edit.objects.exists()


def test_the_script_is_told_where_to_keep_it(case, editor, address):
    page = editor.get(address).content.decode()
    assert f'data-place="{place(case)}"' in page
    assert f'data-draft="{KEEP}"' in page
    assert 'id="desk-badge"' in page


def test_an_opened_part_offers_its_draft_and_taking_it_up_saves_nothing_yet(case, editor, address):
    keep(editor, case, title="Typed before the train left")
    page = editor.get(address).content.decode()
    assert "You typed something here on" in page
    assert "Typed before the train left" not in page
    response = restored(editor, address)
    assert response.status_code == 422
    assert filled(response)["title"] == ["Typed before the train left"]
    assert step(case, "q-2")["title"] != "Typed before the train left"
    assert editor.post(address, filled(response)).status_code == 302
    assert step(case, "q-2")["title"] == "Typed before the train left"
    assert not Draft.objects.exists()


def test_only_the_part_that_was_written_offers_it(case, editor):
    keep(editor, case, title="Typed")
    for other in (url(case, "step", "q-1"), url(case, "part", "head")):
        assert "You typed something here on" not in editor.get(other).content.decode()


def test_an_older_draft_is_shown_beside_what_was_saved_since_and_overwrites_nothing_unseen(
    case, editor, chloe, address
):
    keep(editor, case, title="Typed by Eddie")
    sent(signed_in(chloe), address, title="Saved by Chloe")
    response = restored(editor, address)
    page = response.content.decode()
    assert response.status_code == 409
    assert "has been saved since" in page
    assert "Saved by Chloe" in page
    assert page.count("Typed by Eddie") >= 2
    assert step(case, "q-2")["title"] == "Saved by Chloe"


def test_rows_that_were_added_come_back_with_the_draft(case, editor, address):
    total = int(filled(editor.get(address))["options-TOTAL_FORMS"][0])
    more = {"options-TOTAL_FORMS": str(total + 1), f"options-{total}-label": "Wait and see"}
    keep(editor, case, **more)
    assert filled(restored(editor, address))[f"options-{total}-label"] == ["Wait and see"]


@pytest.mark.parametrize("text", ["{}", '{"title": ["x"]}', '{"options-TOTAL_FORMS": ["x"]}'])
def test_a_draft_of_some_other_form_breaks_nothing(case, editor, address, text):
    before = scenario(case)
    editor.post(KEEP, {"place": place(case), "lock_version": "0", "text": text})
    assert restored(editor, address).status_code == 409
    assert scenario(case) == before


def test_without_a_draft_there_is_nothing_to_take_up(case, editor, address):
    assert restored(editor, address).url == address


def test_a_discarded_draft_is_gone(case, editor):
    keep(editor, case, title="Never mind")
    assert editor.post(DISCARD, {"place": place(case)}).status_code == 204
    assert not Draft.objects.exists()


def test_a_draft_is_offered_to_nobody_else(case, editor, chloe, address):
    keep(editor, case, title="For my eyes only")
    other = signed_in(chloe)
    assert "You typed something here on" not in other.get(address).content.decode()
    assert restored(other, address).status_code == 302
    assert other.post(DISCARD, {"place": place(case)}).status_code == 404


@pytest.mark.parametrize(
    "part", ["nothing", "q-2", "steps", "steps/gone", "steps/q-2/more", "steps/", "../head", "STEPS/q-2"]
)
def test_what_is_no_part_keeps_no_draft(case, editor, part):
    answer = editor.post(KEEP, {"place": place(case, part), "lock_version": "0", "text": "{}"})
    assert answer.status_code in (404, 422)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("where", ["case/new/head", "section/1/head", "section/new/steps/q-2"])
def test_only_cases_that_exist_have_parts(case, editor, where):
    assert editor.post(KEEP, {"place": where, "lock_version": "0", "text": "{}"}).status_code == 404


def test_an_ended_session_and_a_reader_keep_nothing(case, client, rita):
    asked = {"place": place(case), "lock_version": "0", "text": "{}"}
    assert client.post(KEEP, asked).status_code == 404
    assert signed_in(rita).post(KEEP, asked).status_code == 404
    assert not Draft.objects.exists()
