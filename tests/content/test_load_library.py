"""`manage.py load_library`: a whole library is loaded once, a broken one not at all and with every fault named."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.editorial.models import Document, Epoch, OpenNote, Publication, Rendering, Revision, Verdict
from content.editorial.public import forget, kind_of, kinds, live_of_kind, strips
from content.kinds import written
from content.models import Reference
from content.services import library_files, references
from npcsite.lib import canonical

pytestmark = pytest.mark.django_db

REFERENCES = """\
- key: GEM21
  tier: primary
  kind: trial
  status: V
  csl: {type: article-journal, title: A made trial, DOI: 10.1000/gem, PMID: "1"}
"""
SECTION = """\
---
kind: section
slug: made
title: Made
language: en
summary: Plain words.
recommendations:
  - key: made-claim
    title: Made claim
    claim: Offer what was made.
    direction: for
    population: Everybody made
    issuer: ESMO-EURACAN 2021
    scheme: ESMO (IDSA-adapted levels and grades)
    level: I
    grade: A
    grading: graded
    citations: [GEM21]
notes:
  - {place: made-claim, text: Compare with the paper.}
---
## Made

[rec:made-claim]

It worked [@GEM21].
"""
NOTICE = "---\nkind: notice\nslug: disclaimer\ntitle: Disclaimer\nlanguage: en\n---\nNot advice.\n"


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """A small library in a folder of its own, without cases."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "notices").mkdir()
    (tmp_path / "references.yaml").write_text(REFERENCES)
    (tmp_path / "sections" / "10-made.md").write_text(SECTION)
    (tmp_path / "notices" / "disclaimer.md").write_text(NOTICE)
    (tmp_path / "cases").mkdir()
    monkeypatch.setattr(library_files, "LIBRARY", tmp_path)
    monkeypatch.setattr(written, "LIBRARY", tmp_path)
    monkeypatch.setattr(references, "FILE", tmp_path / "references.yaml")
    for name in ("case", "sample"):
        monkeypatch.setattr(type(kind_of(name)), "library", tmp_path / "cases")
    return tmp_path


def load(*arguments: str) -> str:
    told = StringIO()
    call_command("load_library", *arguments, stdout=told, stderr=told)
    return told.getvalue()


def refused() -> list[str]:
    """The lines that name the faults; nothing may have been written."""
    told = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed") as caught:
        call_command("load_library", stdout=StringIO(), stderr=told)
    assert caught.value.returncode == 1
    assert not Document.objects.exists()
    assert not Reference.objects.exists()
    assert Epoch.objects.now() == 0
    return told.getvalue().splitlines()


def everything() -> list[object]:
    models = (Document, Epoch, OpenNote, Publication, Reference, Rendering, Revision, Verdict)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_whole_library_is_published_and_says_what_changed(library):
    told = load()
    assert "published: section made\n" in told
    assert "1 references and 2 texts were new or changed; 2 texts are in the library" in told
    assert Document.objects.get(slug="made").open_notes.get().text == "Compare with the paper."


def test_loading_again_writes_nothing(library):
    load()
    before = everything()
    assert "0 references and 0 texts were new or changed" in load()
    assert everything() == before


def test_quiet_says_nothing_when_all_is_well(library):
    assert load("--quiet") == ""


def test_warnings_are_counted_and_shown_when_asked(library):
    (library / "notices" / "disclaimer.md").write_text(NOTICE + "The latest word.\n")
    assert "with 1 warnings" in load()
    (line,) = [line for line in load("-v", "2").splitlines() if "C015" in line]
    assert re.fullmatch(r"disclaimer\.md:8: C015 warning: body: “latest” ages; .*", line)


def test_a_reference_no_text_cites_is_named_with_its_line(library):
    (library / "references.yaml").write_text(
        REFERENCES + REFERENCES.replace("GEM21", "NEW21").replace("gem", "new").replace('"1"', '"2"')
    )
    (line,) = [line for line in load("-v", "2").splitlines() if "C002" in line]
    assert line.startswith("references.yaml:6: C002 warning: NEW21")


def test_a_reference_an_editor_has_changed_is_left_alone(library, eddie):
    load()
    Reference.objects.update(note="Compared with the paper.", changed_by=eddie)
    (library / "references.yaml").write_text(REFERENCES.replace("tier: primary", "tier: guideline"))
    assert "0 references and 1 texts were new or changed" in load()
    row = Reference.objects.get()
    assert (row.note, row.tier) == ("Compared with the paper.", "primary")


def test_a_doi_an_editor_has_given_to_another_key_is_a_fault_where_it_is_cited(library, eddie):
    other = REFERENCES.replace("GEM21", "NEW21").replace("10.1000/gem", "10.1000/NEW").replace('"1"', '"2"')
    (library / "references.yaml").write_text(REFERENCES + other)
    load()
    Reference.objects.filter(key="NEW21").update(key="Mine21", changed_by=eddie)
    assert "C004 warning: NEW21" in load("-v", "2")
    assert not Reference.objects.filter(key="NEW21").exists()
    Reference.objects.filter(key="GEM21").update(key="Mine20")
    with pytest.raises(CommandError):
        load()


def test_only_what_changed_is_published_again(library):
    load()
    (library / "sections" / "10-made.md").write_text(SECTION + "\nA word more.\n")
    told = load()
    assert "published: section made" in told
    assert "0 references and 1 texts were new or changed" in told
    assert Document.objects.get(slug="made").head.number == 2


def test_a_corrected_reference_reaches_the_text_that_cites_it(library):
    load()
    (library / "references.yaml").write_text(REFERENCES.replace("A made trial", "A mended trial"))
    assert "1 references and 1 texts were new or changed" in load()
    assert "A mended trial" in Document.objects.get(slug="made").live.manifest


@pytest.mark.parametrize(
    ("file", "change", "line", "said"),
    [
        ("sections/10-made.md", ("title: Made\n", "title: [Made\n"), 5, "L001"),
        ("sections/10-made.md", ("title: Made\n", "title: Made\ntitel: Made\n"), 2, "titel"),
        ("sections/10-made.md", ("title: Made\n", "title: 2021\n"), 4, "2021 is not of type 'string'"),
        ("sections/10-made.md", ("title: Made\n", "title: Made\ntitle: Twice\n"), 5, "title"),
        ("sections/10-made.md", ("---\n## Made", "## Made"), 1, "three hyphens"),
        ("sections/10-made.md", ("direction: for", "direction: maybe"), 11, "maybe"),
        ("sections/10-made.md", ("    population: Everybody made\n", ""), 8, "population"),
        ("sections/10-made.md", ("worked [@GEM21]", "worked [@NOBODY]"), 26, "C001"),
        ("sections/10-made.md", ("citations: [GEM21]", "citations: [NOBODY]"), 8, "C001"),
        ("sections/10-made.md", ("## Made\n", "[x](http://x.org)\n"), 22, "C018"),
        ("sections/10-made.md", ("worked [@GEM21]", "worked [@GEM21.]"), 26, "C024"),
        ("sections/10-made.md", ("[rec:made-claim]\n", ""), 8, "R001"),
        ("sections/10-made.md", ("level: I\n", "level: 1A\n"), 8, "C009"),
        ("sections/10-made.md", ("Plain words.", "Plain words [3]."), 6, "C013"),
        ("sections/10-made.md", ("worked", "wor\x07ked"), None, "U+0007"),
        ("notices/disclaimer.md", ("slug: disclaimer", "slug: No Slug"), 3, "No Slug"),
        ("references.yaml", ("tier: primary", "tier: best"), 2, "best"),
        ("references.yaml", ("10.1000/gem", "10.1000/gem, Doi: x"), None, "L001"),
    ],
)
def test_a_broken_file_is_named_with_line_and_reason_and_nothing_is_loaded(library, file, change, line, said):
    old, new = change
    path = library / file
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    lines = refused()
    start = f"{path.name}:{line or ''}"
    assert [found for found in lines if found.startswith(start) and said in found], lines


def test_the_faults_of_all_broken_files_are_named_at_once(library):
    (library / "references.yaml").write_text("- key: [")
    (library / "sections" / "10-made.md").write_text("no front matter")
    (library / "notices" / "disclaimer.md").write_bytes(b"\xff\xfe")
    (library / "cases" / "bad.yaml").write_text("format: 1\nslug: [")
    assert {line.split(":")[0] for line in refused()} == {
        "references.yaml",
        "10-made.md",
        "disclaimer.md",
        "bad.yaml",
    }


def test_two_files_may_not_define_one_recommendation(library):
    (library / "sections" / "20-other.md").write_text(SECTION.replace("slug: made", "slug: other"))
    (line,) = refused()
    assert line.startswith("20-other.md:1: L004 rec:made-claim")


def test_a_broken_file_leaves_what_is_loaded_as_it_is(library):
    load()
    before = everything()
    (library / "references.yaml").write_text(REFERENCES.replace("A made trial", "A mended trial"))
    (library / "notices" / "disclaimer.md").write_text(NOTICE + "Text [3].\n")
    with pytest.raises(CommandError):
        load()
    assert everything() == before


def test_html_of_an_older_renderer_is_made_again(library):
    load()
    Rendering.objects.update(renderer_version="old")
    assert "2 publications were rendered again" in load()
    assert "rendered again" not in load()


def test_the_sites_own_library_is_loaded_twice_and_thaws_to_its_own_words():
    load()
    before = everything()
    forget()
    assert "0 references and 0 texts were new or changed" in load()
    assert everything() == before
    for kind in kinds():
        published = live_of_kind(kind.name)
        assert published, kind.name
        for found in published:
            document = kind.model.objects.get(pk=found.document_id)
            assert canonical.normal(kind.freeze(document)) == found.payload, found.slug
        assert {strip.state for strip in strips([found.document_id for found in published]).values()} == {
            "loaded"
        }
    assert set(Verdict.objects.values_list("actor", "user")) == {("library loader", None)}
