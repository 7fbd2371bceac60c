"""The preview: what readers would get, by the renderer that publishes, and what the rules find; for staff alone."""

from html.parser import HTMLParser

import pytest

from content.editorial.models import Document
from content.editorial.public import live, live_of_kind
from content.models import Section
from content.selectors.fragments import Setting, fragment
from content.selectors.previewing import preview
from tests.site.markdown_shapes import HOSTILE
from tests.site.test_markdown import ALLOWED, BARE

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/preview/"
PARTS = [("section", "body"), ("section", "summary"), ("notice", "body"), ("article", "lead")]


@pytest.fixture
def section(library) -> Section:
    return Section.objects.get(slug="first-line-systemic-therapy")


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_it_equals_the_rendering_of_every_published_text_before_numbering(library, kind, part):
    seen = live_of_kind(kind)
    assert seen
    for published in seen:
        setting = Setting(glossary=live("glossary", "glossary")) if part == "body" else Setting()
        document = Document.objects.get(pk=published.document_id)
        shown = preview(document=document, kind=kind, part=part, text=published.payload[part])
        assert shown.fragment == fragment(published, part, setting), published.slug
        assert [finding for finding in shown.findings if finding.severity == "error"] == []


def test_findings_come_with_their_lines_in_the_same_answer(client, eddie, section):
    client.force_login(eddie)
    text = "Fine [@GEM21].\n\nBad [3] and [@NOSUCH].\n\n# Too high"
    sent = {"place": f"section/{section.pk}", "field": "body", "text": text}
    said = client.post(ADDRESS, sent).json()
    assert [(f["code"], f["line"], f["severity"]) for f in said["findings"]] == [
        ("C001", 3, "error"),
        ("C013", 3, "error"),
        ("C019", 5, "warning"),
    ]
    assert 'class="cite-key"' in said["html"]
    assert 'class="cite-unknown" title="">NOSUCH' in said["html"]


def test_a_recommendation_of_the_form_may_be_cited_before_it_is_saved(client, eddie, section):
    client.force_login(eddie)
    sent = {"place": "section/new", "field": "body", "text": "See [rec:brand-new]."}
    assert [f["code"] for f in client.post(ADDRESS, sent).json()["findings"]] == ["C001"]
    assert client.post(ADDRESS, {**sent, "own": "rec:brand-new rec:other"}).json()["findings"] == []


@pytest.mark.parametrize("name", ["eddie", "chloe", "rita", "sam"])
def test_whoever_reads_working_copies_may_preview(client, request, section, name):
    client.force_login(request.getfixturevalue(name))
    sent = {"place": f"section/{section.pk}", "field": "body", "text": "*Hello*"}
    assert "<em>Hello</em>" in client.post(ADDRESS, sent).json()["html"]


@pytest.mark.parametrize("name", ["lena", "dora", "otto"])
def test_nobody_else_is_told_that_there_is_one(client, request, section, name):
    sent = {"place": f"section/{section.pk}", "field": "body", "text": "*Hello*"}
    assert client.post(ADDRESS, sent).status_code == 404
    client.force_login(request.getfixturevalue(name))
    assert client.post(ADDRESS, sent).status_code == 404


@pytest.mark.parametrize(
    "place", ["section/999999", "user/1", "revision/1", "recommendation/1", "reference/new"]
)
def test_there_is_no_preview_for_what_is_no_form_over_a_working_copy(client, eddie, section, place):
    client.force_login(eddie)
    assert client.post(ADDRESS, {"place": place, "field": "body", "text": "x"}).status_code == 404


@pytest.mark.parametrize("place", ["", "section", "section/x", "../1", "section/1/2", "section/" + "9" * 30])
def test_a_place_that_is_none_is_refused(client, eddie, place):
    client.force_login(eddie)
    assert client.post(ADDRESS, {"place": place, "field": "body", "text": "x"}).status_code == 422


def test_what_cannot_be_stored_or_is_too_long_is_a_finding_not_an_error(client, eddie, section):
    client.force_login(eddie)
    for text, code in (
        ("a\x07b", "L002"),
        ("é" * 40_000, "L003"),
        ("|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "x\n" * 1500, "L003"),
    ):
        said = client.post(ADDRESS, {"place": f"section/{section.pk}", "field": "body", "text": text}).json()
        assert (said["html"], [f["code"] for f in said["findings"]]) == ("", [code])


def test_hostile_text_brings_no_element_the_site_does_not_make_itself(section):
    ours = {
        "span": {"class", "title"},
        "div": {"class"},
        "p": {"class"},
        "a": {"class", "data-definition"},
        "table": {"class", "role"},
        "thead": {"role"},
        "tbody": {"role"},
        "tr": {"role"},
        "th": {"role", "scope"},
        "td": {"role", "data-label"},
    }
    document = Document.objects.get(pk=section.pk)
    for typed in HOSTILE:
        html = str(preview(document=document, kind="section", part="summary", text=typed).html)
        for tag, attributes in tags(html):
            allowed = ALLOWED.get(tag, set()) | ours.get(tag, set()) | ({"id"} if tag[0] == "h" else set())
            assert tag in {*BARE.split("|"), *ALLOWED, *ours}, typed
            assert set(attributes) <= allowed, typed


def tags(html):
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(html)
    return found


def test_nothing_of_a_preview_is_written_or_kept(client, eddie, section, django_assert_max_num_queries):
    client.force_login(eddie)
    before = list(Document.objects.values())
    sent = {"place": f"section/{section.pk}", "field": "body", "text": "x"}
    answer = client.post(ADDRESS, sent)
    assert answer["Cache-Control"] == "no-store"
    assert list(Document.objects.values()) == before
    with django_assert_max_num_queries(30):
        client.post(ADDRESS, sent)


def test_what_the_form_defines_and_has_not_saved_is_named_in_the_preview(client, eddie):
    client.force_login(eddie)
    text = "See [fig:new-one] and [trial:new-trial].\n\n[fig:new-one]"
    sent = {"place": "section/new", "field": "body", "text": text, "own": "fig:new-one trial:new-trial"}
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 200
    assert "<p>[fig:new-one]</p>" in answer.json()["html"]
    assert answer.json()["findings"] == []
