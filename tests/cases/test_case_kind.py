"""Cases as documents: read from files, frozen and thawed to the same words, linted with the place of each fault."""

import shutil
from pathlib import Path

import pytest

from cases.engine import codec
from cases.kinds import CaseKind
from cases.models import Case
from cases.services import exchange
from content.editorial.public import LibraryFault, document_faults
from content.editorial.selectors.targets import live_world
from content.editorial.services.batches import inspect
from tests.cases.stories import RECOMMENDATION, SOURCE, story

SMALL = Path(__file__).resolve().parent.parent / "scenarios" / "small.yaml"


class Shelf(CaseKind):
    """The kind, reading another folder."""

    def __init__(self, library: Path) -> None:
        self.library = library  # type: ignore[misc]


def payload_of(made):
    return {key: value for key, value in codec.dump(codec.parse(made)).items() if key != "notes"}


def test_a_file_gives_a_payload_without_its_notes(tmp_path):
    shutil.copy(SMALL, tmp_path)
    (item,) = Shelf(tmp_path).read_library()
    assert (item.kind, item.slug, item.title, item.language) == ("case", "small", "A lump in the neck", "en")
    assert "notes" not in item.payload
    assert [note.place for note in item.notes] == ["steps/treatment/options/wait"]
    assert codec.parse(item.payload).slug == "small"


def test_faults_of_all_files_come_together_with_file_and_line(tmp_path):
    text = SMALL.read_text()
    (tmp_path / "a.yaml").write_text(text.replace("goto: fitness", "goto: nowhere"))
    (tmp_path / "b.yaml").write_text("format: 1\nslug: [")
    with pytest.raises(LibraryFault) as refused:
        list(Shelf(tmp_path).read_library())
    found = {(Path(fault.file).name, fault.code) for fault in refused.value.faults}
    assert ("a.yaml", "E102") in found
    assert ("b.yaml", "E013") in found
    line = next(fault.line for fault in refused.value.faults if fault.code == "E102")
    assert "nowhere" in (tmp_path / "a.yaml").read_text().splitlines()[line - 1]


def test_the_library_of_the_site_is_read_without_a_fault():
    items = list(CaseKind().read_library())
    assert items
    assert all(codec.parse(item.payload).slug == item.slug for item in items)


def test_thaw_and_freeze_give_the_words_back(db, made):
    kind = CaseKind()
    case = Case.objects.get(slug="made")
    assert kind.freeze(case) == made.payload
    kind.thaw(case, made.payload)
    assert kind.freeze(Case.objects.get(pk=case.pk)) == made.payload
    assert (case.level, case.minutes) == ("student", 12)


def test_every_text_has_its_part(made):
    parts = CaseKind().texts(made.payload)
    for place in ("vignette", "findings/f-1/text", "steps/q-1/body", "steps/q-1/options/a/when_right"):
        assert place in parts
        assert place in made.parts
    assert all(parts.values())


def test_citations_of_options_and_of_texts_are_named_with_their_place():
    cites = CaseKind().cites(payload_of(story()))
    found = {(cite.target, cite.place) for cite in cites}
    assert (RECOMMENDATION, "steps/q-1/options/a") in found
    assert (SOURCE, "steps/q-1/options/a/rationale") in found


@pytest.mark.django_db
def test_a_citation_that_leads_nowhere_is_a_fault_at_its_place(made):
    broken = payload_of(story())
    broken["steps"][1]["options"][0]["citations"] = ["rec:nowhere"]
    broken["steps"][1]["options"][0]["rationale"] = "See [@NOWHERE]."
    found = document_faults(CaseKind(), broken, live_world())
    faults = {(f.code, f.place) for f in found if f.severity == "error"}
    assert faults == {("C001", "steps/q-1/options/a"), ("C001", "steps/q-1/options/a/rationale")}


@pytest.mark.django_db
def test_the_loader_names_the_line_of_a_citation_that_leads_nowhere(made, tmp_path):
    text = SMALL.read_text().replace('"rec:pd1-with-gp"', '"rec:nowhere"')
    (tmp_path / "small.yaml").write_text(text)
    (item,) = Shelf(tmp_path).read_library()
    faults = inspect(item, live_world())
    (found,) = [fault for fault in faults if "rec:nowhere" in fault.message]
    assert found.file == "small.yaml"
    first = text.splitlines()[found.line - 1]
    assert "slug: gp-pd1" in first


@pytest.mark.django_db
def test_the_engines_faults_are_the_kinds(made):
    broken = payload_of(story())
    broken["steps"][1]["options"][0]["rationale"] = ""
    assert "E401" in {fault.code for fault in CaseKind().lint(broken, live_world())}
    assert {fault.severity for fault in CaseKind().lint({"format": 7}, live_world())} == {"error"}


def test_a_case_offers_itself_to_be_cited():
    offered = CaseKind().offers(payload_of(story()))
    assert offered["case:made"]["title"] == "Made made"


def test_the_manifest_freezes_what_is_cited_down_to_the_source(made):
    cited = made.manifest["citations"]
    assert cited[RECOMMENDATION]["claim"] == "Offer what was made."
    assert cited[SOURCE]["doi"] == "10.1000/made"


def test_small_is_a_case_of_the_exchange_format():
    assert exchange.read_file(SMALL).scenario.slug == "small"
