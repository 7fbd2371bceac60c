"""References from a file: seen before they are written, completed, never overwritten; the same file twice is one."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editorial.models import AuditEvent
from content.models import Reference
from content.selectors.reference_import import Standing, plan_import
from content.services.reference_import import PlanChanged, import_references
from npcsite.lib import canonical
from npcsite.lib.bibliography import MOST_BYTES
from tests.content.admin.filled import fields_of

pytestmark = pytest.mark.django_db

STANDING = Standing("primary", "trial")
ADDRESS = "/admin/content/reference/import/"


def record(**fields):
    return {"type": "article-journal", "title": "A made trial", **fields}


def people(*names):
    return [{"family": name, "given": "A"} for name in names]


def plan(*records):
    return plan_import(json.dumps(records, indent=1), STANDING)


def hold(key, **fields):
    csl = record(**fields)
    return Reference.objects.create(
        key=key,
        tier="primary",
        kind="trial",
        csl=canonical.encode(csl),
        doi=csl.get("DOI", ""),
        pmid=csl.get("PMID", ""),
    )


def rows():
    return list(Reference.objects.order_by("pk").values_list())


def imported(by, *records):
    text = json.dumps(records)
    seen = plan_import(text, STANDING).digest
    return import_references(text=text, standing=STANDING, seen=seen, by=by, at=timezone.now())


def test_a_new_record_gets_a_key_of_author_and_year():
    entries = plan(
        record(author=people("Zhang"), issued={"date-parts": [[2016, 10]]}, DOI="10.1000/a"),
        record(author=people("Zhang"), issued={"date-parts": [[2016]]}, DOI="10.1000/b"),
        record(author=people("García-Peña"), issued={"date-parts": [[2020]]}, DOI="10.1000/c"),
        record(author=[{"literal": "World Health Organization"}], DOI="10.1000/d"),
        record(title="The anonymous report", issued={"date-parts": [[2021]]}),
        record(title="鼻咽癌", author=[{"family": "王", "given": "明"}]),
    ).new
    assert [entry.key for entry in entries] == [
        "Zhang2016", "Zhang2016b", "GarciaPena2020", "World", "Anonymous2021", "Ref",
    ]  # fmt: skip


def test_a_key_that_is_taken_is_not_given_again_whatever_its_case():
    hold("zhang2016", title="Another")
    (entry,) = plan(record(author=people("Zhang"), issued={"date-parts": [[2016]]})).new
    assert entry.key == "Zhang2016b"


@pytest.mark.parametrize("mark", [{"DOI": "10.1000/MADE"}, {"PMID": "77"}])
def test_a_record_with_a_known_doi_or_pubmed_number_fills_what_is_blank_and_overwrites_nothing(mark, eddie):
    held = hold("Held", DOI="10.1000/made", PMID="77", volume="1", author=people("Chan"))
    (entry,) = imported(
        eddie, record(**mark, title="Another title", volume="2", issue="3", author=people("Chan", "Ma"))
    ).merged
    assert (entry.key, entry.filled) == ("Held", ("issue",))
    assert [(one.field, one.ours, one.theirs) for one in entry.differences] == [
        ("title", "A made trial", "Another title"),
        ("volume", "1", "2"),
        ("author", "Chan A", "Chan A, Ma A"),
    ]
    held.refresh_from_db()
    assert held.data() == record(DOI="10.1000/made", PMID="77", volume="1", author=people("Chan"), issue="3")
    assert (held.tier, held.kind) == ("primary", "trial")


def test_a_doi_that_was_not_known_is_filled_in_by_way_of_the_pubmed_number(eddie):
    hold("Held", PMID="77")
    imported(eddie, record(PMID="77", DOI="10.1000/New"))
    assert Reference.objects.get().doi == "10.1000/New"


def test_a_record_whose_marks_belong_to_two_references_is_left_out_with_both_named():
    hold("One", DOI="10.1000/one")
    hold("Two", PMID="2")
    found = plan(record(DOI="10.1000/other"), record(DOI="10.1000/one", PMID="2"))
    (torn,) = found.unparsed
    assert torn.line > 1
    assert "two references (One, Two)" in torn.reason


def test_two_records_of_one_source_in_a_file_are_one_reference(eddie):
    done = imported(eddie, record(DOI="10.1000/a"), record(DOI="10.1000/A", PMID="5"), record(PMID="5"))
    assert [entry.action for entry in done.entries] == ["new", "merged", "unchanged"]
    assert Reference.objects.get().data() == record(DOI="10.1000/a", PMID="5")


def test_the_same_title_with_another_doi_is_new_and_says_whom_it_resembles():
    hold("Held", issued={"date-parts": [[2020]]})
    (entry,) = plan(record(issued={"date-parts": [[2020]]}, DOI="10.1000/a")).new
    assert entry.notes[0].startswith("Held has the same title, year and first author")


FILE = [
    record(author=people("Zhang"), DOI="10.1000/a", issued={"date-parts": [[2016]]}),
    record(title="Without any number", author=people("Ma")),
    record(title="Only a number", PMID="9"),
]


def test_the_same_file_twice_writes_once(eddie):
    assert len(imported(eddie, *FILE).new) == 3
    before, acts = rows(), AuditEvent.objects.count()
    again = imported(eddie, *FILE)
    assert [entry.action for entry in again.entries] == ["unchanged"] * 3
    assert (rows(), AuditEvent.objects.count()) == (before, acts)
    assert acts == 3


def test_a_plan_that_is_no_longer_true_is_shown_again_and_writes_nothing(eddie):
    text = json.dumps(FILE)
    seen = plan_import(text, STANDING).digest
    hold("Meanwhile", DOI="10.1000/a")
    before = rows()
    with pytest.raises(PlanChanged) as changed:
        import_references(text=text, standing=STANDING, seen=seen, by=eddie, at=timezone.now())
    assert [entry.key for entry in changed.value.plan.merged] == ["Meanwhile"]
    assert rows() == before


def test_planning_writes_nothing_and_gives_the_same_plan_again(eddie):
    text = json.dumps(FILE)
    assert plan_import(text, STANDING).digest == plan_import(text, STANDING).digest
    assert plan_import(text, STANDING).digest != plan_import(text, Standing("guideline", "trial")).digest
    assert rows() == []


def upload(text, name="made.json"):
    data = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile(name, data), "tier": "primary", "kind": "trial"}


def body(answer):
    return answer.content.decode()


@pytest.fixture
def editor(client, eddie):
    client.force_login(eddie)
    return client


def test_an_editor_sees_what_would_happen_and_then_confirms_it(editor):
    hold("Held", DOI="10.1000/a", volume="1")
    text = json.dumps([*FILE, {"type": "slide", "title": "Left out"}, FILE[0] | {"volume": "2"}], indent=1)
    shown = editor.post(ADDRESS, upload(text))
    assert shown.status_code == 200
    for said in (">Ma<", "“slide” is no type", "volume stays “1”; the file says “2”", "Filled in:"):
        assert said in body(shown)
    assert Reference.objects.count() == 1
    done = editor.post(ADDRESS, fields_of(body(shown), mark="packed"))
    assert (done.status_code, done["Location"]) == (302, reverse("admin:content_reference_changelist"))
    assert Reference.objects.count() == 3
    again = editor.post(ADDRESS, upload(text))
    assert "Import these" not in body(again)


def test_a_confirmation_that_comes_too_late_shows_the_new_plan(editor):
    fields = fields_of(body(editor.post(ADDRESS, upload(json.dumps(FILE)))), mark="packed")
    hold("Meanwhile", DOI="10.1000/a")
    late = editor.post(ADDRESS, fields)
    assert late.status_code == 409
    assert "The library has changed since." in body(late)
    assert Reference.objects.count() == 1
    assert editor.post(ADDRESS, fields_of(body(late), mark="packed")).status_code == 302


@pytest.mark.parametrize("change", [{"seen": "0" * 64}, {"seen": ""}, {"packed": "AAAA"}, {"tier": "best"}])
def test_a_confirmation_that_was_tampered_with_writes_nothing(editor, change):
    fields = fields_of(body(editor.post(ADDRESS, upload(json.dumps(FILE)))), mark="packed")
    assert editor.post(ADDRESS, fields | change).status_code in (409, 422)
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("[{}".encode("utf-16"), "not UTF-8"),
        ("TY  - JOUR\nTI  - Café\nER  - ".encode("latin-1"), "Export it again as UTF-8"),
        (b"PMID- 1", "neither a RIS nor a CSL-JSON"),
        (b" " * (MOST_BYTES + 1), "larger than 2 MB"),
        (json.dumps([record()] * 501).encode(), "more than 500 records"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(editor, data, said):
    refused = editor.post(ADDRESS, upload(data))
    assert refused.status_code == 422
    assert said in body(refused)


def test_no_file_is_refused(editor):
    assert "Choose a file." in body(editor.post(ADDRESS, {"tier": "primary", "kind": "trial"}))


def test_a_hostile_title_is_shown_as_text(editor):
    hostile = '</li><script>alert(1)</script><img src=x onerror="alert(2)">'
    shown = body(editor.post(ADDRESS, upload(json.dumps([record(title=hostile, author=people(hostile))]))))
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize(
    ("name", "answer"),
    [("eddie", 200), ("chloe", 200), ("rita", 403), ("sam", 403), ("lena", 302), ("dora", 302)],
)
def test_editors_alone_import(client, request, name, answer):
    client.force_login(request.getfixturevalue(name))
    assert client.get(ADDRESS).status_code == answer
    assert client.post(ADDRESS, upload(json.dumps(FILE))).status_code == answer


def test_the_list_leads_editors_there_and_nobody_else(eddie, rita):
    for person, there in ((eddie, True), (rita, False)):
        client = Client()
        client.force_login(person)
        assert (ADDRESS in body(client.get(reverse("admin:content_reference_changelist")))) is there


def command(*arguments):
    told = StringIO()
    call_command("import_references", *map(str, arguments), stdout=told)
    return told.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "made.ris"
    path.write_text(
        "TY  - JOUR\nTI  - A made trial\nAU  - Zhang, L\nPY  - 2016\nDO  - 10.1000/a\nER  - \n\nstray\n"
    )
    return path


def test_the_command_says_what_would_happen_and_then_does_it(file, eddie):
    told = command(file, "--dry-run")
    assert "line 1: new: Zhang2016: Zhang L. A made trial. 2016." in told
    assert "line 8: left out: This belongs to no record. stray" in told
    assert "Nothing was written." in told
    assert not Reference.objects.exists()
    assert "1 reference was added, 0 were completed." in command(file, "--by", "EDDIE@example.org")
    assert Reference.objects.get().changed_by == eddie
    assert "line 1: unchanged: Zhang2016" in command(file, "--by", eddie.email)


@pytest.mark.parametrize("by", [[], ["--by", "rita@example.org"], ["--by", "nobody@example.org"]])
def test_the_command_asks_for_an_editor_who_answers_for_it(file, rita, by):
    with pytest.raises(CommandError, match="Name an editor"):
        command(file, *by)
    assert not Reference.objects.exists()


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        command(tmp_path / "none.ris", "--dry-run")
    (tmp_path / "latin.ris").write_bytes("TY  - JOUR\nTI  - Café".encode("latin-1"))
    with pytest.raises(CommandError, match="not UTF-8"):
        command(tmp_path / "latin.ris", "--dry-run")
