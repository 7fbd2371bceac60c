"""Cases go out and come in as files: byte for byte the same, or not at all with every fault at its line."""

import json
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.engine import codec
from cases.engine.upgrades import upgraded
from cases.models import Case
from cases.services import exchange
from cases.services.writing import written
from content.editorial.models import Edit, OpenNote
from tests.cases.building import filled, scenario, signed_in, url
from tests.cases.kinds import kinds_story
from tests.cases.stories import story

pytestmark = pytest.mark.django_db
FORMS = ("yaml", "json")


def file(text: str, name: str = "made.yaml") -> BytesIO:
    found = BytesIO(text.encode())
    found.name = name
    return found


def down(client, case, form: str = "yaml") -> str:
    return client.get(url(case, "download", form)).content.decode()


def put(client, case, text: str):
    return client.post(url(case, "file"), filled(client.get(url(case, "file"))) | {"file": file(text)})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made_of", [story, kinds_story])
def test_out_in_and_out_again_is_the_same_bytes(made_of, form):
    data = codec.dump(codec.parse(made_of()))
    out = written(data, (), form)
    again = exchange.read(out, "made")
    assert written(again.data, (), form) == out
    assert again.data == data


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40)
@given(
    text=st.text(st.characters(blacklist_categories=["Cc", "Cs"], whitelist_characters="\n\t"), max_size=60)
)
def test_any_text_a_case_may_hold_survives_the_file(form, text):
    data = codec.dump(codec.parse(story() | {"vignette": text}))
    out = written(data, (), form)
    assert exchange.read(out, "made").data == data


@pytest.mark.parametrize("form", FORMS)
def test_the_working_copy_put_in_again_changes_nothing(case, editor, form):
    out = down(editor, case, form)
    before = Case.objects.values().get(pk=case.pk)
    assert put(editor, case, out).status_code == 302
    assert Case.objects.values().get(pk=case.pk) == before
    assert not Edit.objects.exists()
    assert down(editor, case, form) == out


def test_a_changed_file_becomes_the_working_copy(case, editor, eddie):
    assert put(editor, case, down(editor, case).replace("Mr M is 50", "Mr M is 61")).status_code == 302
    assert "Mr M is 61" in scenario(case)["vignette"]
    assert [edit.user_id for edit in Edit.objects.all()] == [eddie.pk]


def test_a_bad_file_says_line_and_place_and_writes_nothing(case, editor):
    text = down(editor, case).replace("kind: menu", "kind: guess")
    line = text[: text.index("kind: guess")].count("\n") + 1
    response = put(editor, case, text)
    assert response.status_code == 422
    assert f"made.yaml:{line}: E004 steps/q-1/kind" in response.content.decode()
    assert not Edit.objects.exists()


@pytest.mark.parametrize("text", ["", "a: [", "\x00", "format: 7", "- 1", "&a [*a]"])
def test_what_is_no_case_is_refused_at_its_line(case, editor, text):
    response = put(editor, case, text)
    assert response.status_code == 422
    assert not Edit.objects.exists()


def test_a_file_of_another_case_is_not_put_in_here(case, editor):
    response = put(editor, case, written(codec.dump(codec.parse(story(slug="other"))), (), "yaml"))
    assert response.status_code == 422
    assert "E007 slug" in response.content.decode()


def test_a_file_is_refused_when_somebody_saved_since(case, editor, chloe):
    out = down(editor, case)
    fields = filled(editor.get(url(case, "file")))
    put(signed_in(chloe), case, out.replace("Mr M is 50", "Mr M is 55"))
    response = editor.post(url(case, "file"), fields | {"file": file(out)})
    assert response.status_code == 409
    assert "Mr M is 55" in scenario(case)["vignette"]


def test_a_new_case_comes_from_a_file_once(made, editor):
    text = written(codec.dump(codec.parse(story(slug="carried"))), [("vignette", "Check the age.")], "yaml")
    address = reverse("admin:cases_case_upload")
    assert editor.post(address, {"file": file(text)}).status_code == 302
    case = Case.objects.get(slug="carried")
    assert [(note.place, note.text) for note in OpenNote.objects.all()] == [("vignette", "Check the age.")]
    assert down(editor, case) == text
    assert editor.post(address, {"file": file(text)}).status_code == 422


def test_notes_are_added_by_a_file_and_never_taken_away(case, editor):
    with_note = written(scenario_in_order(case), [("vignette", "Check the age.")], "yaml")
    put(editor, case, with_note)
    put(editor, case, written(scenario_in_order(case), (), "yaml"))
    assert OpenNote.objects.count() == 1


def scenario_in_order(case) -> dict:
    return codec.dump(codec.parse(scenario(case)))


def test_reviewers_carry_out_and_not_in(case, rita):
    client = signed_in(rita)
    assert client.get(url(case, "download", "json")).status_code == 200
    assert client.post(url(case, "file"), {"file": file("x")}).status_code == 403
    assert client.post(reverse("admin:cases_case_upload"), {"file": file("x")}).status_code == 403


def test_a_file_of_format_0_is_upgraded():
    old = story()
    old["format"] = 0
    for step in old["steps"]:
        ways = step.get("transitions", [])
        if ways and "when" not in ways[-1]:
            step["next"] = ways.pop()["goto"]
        for option in step.get("options", ()):
            option["credit"] = option.pop("class")
    kept = json.dumps(old)
    assert codec.parse(old) == codec.parse(story())
    assert exchange.read(kept, "old.json").scenario == codec.parse(story())
    assert json.dumps(old) == kept


@pytest.mark.parametrize(
    "data", [{"format": 0, "steps": [3]}, {"format": 0, "steps": 3}, {"format": True}, {}, {"format": 9}]
)
def test_what_is_not_even_the_old_form_is_refused_in_words(data):
    with pytest.raises(codec.BadScenario):
        codec.parse(data)
    assert isinstance(upgraded(data), dict)


def test_the_command_carries_a_case_out_and_in(case, eddie, tmp_path, capsys):
    path = tmp_path / "made.yaml"
    call_command("case", "export", "made", "--output", str(path))
    path.write_text(path.read_text(encoding="utf-8").replace("Mr M is 50", "Mr M is 61"), encoding="utf-8")
    call_command("case", "import", str(path), "--editor", eddie.email)
    assert "Mr M is 61" in scenario(case)["vignette"]
    assert capsys.readouterr().out == "made: changed\n"
    call_command("case", "export", "made", "--json")
    assert json.loads(capsys.readouterr().out)["slug"] == "made"


def test_the_command_refuses_a_bad_file_and_a_person_who_is_no_editor(case, rita, eddie, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(CommandError, match="E001"):
        call_command("case", "import", str(path), "--editor", eddie.email)
    call_command("case", "export", "made", "--output", str(path))
    path.write_text(path.read_text(encoding="utf-8").replace("Mr M is 50", "Mr M is 61"), encoding="utf-8")
    with pytest.raises(CommandError, match=rita.email):
        call_command("case", "import", str(path), "--editor", rita.email)
    with pytest.raises(CommandError, match="nobody"):
        call_command("case", "export", "nobody")
    assert "Mr M is 50" in scenario(case)["vignette"]
