"""Saving a working copy: it and nothing else is written, once, under the version it was opened with."""

import pytest

from content.editorial.models import Draft, Edit, Epoch, Publication, ReviewRound, Revision
from content.models import (
    Article,
    Comparison,
    Glossary,
    Notice,
    Recommendation,
    Section,
    Term,
    Trial,
    TrialTable,
)
from tests.content.admin.filled import fields_of, opened, row_of, sent, url

pytestmark = pytest.mark.django_db

DOCUMENTS = [Article, Section, Notice, Glossary, TrialTable]
PARTS = [Term, Trial, Comparison]
SECTION = "first-line-systemic-therapy"


def spine():
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Revision, Publication, Epoch, ReviewRound)
    ]


@pytest.mark.parametrize("model", [*DOCUMENTS, *PARTS], ids=lambda model: model.__name__)
def test_a_save_that_changes_nothing_notes_no_edit_and_moves_no_lock(library, client, eddie, model):
    client.force_login(eddie)
    for row in model.objects.order_by("pk")[:12]:
        before = list(model.objects.filter(pk=row.pk).values())
        answer = sent(client, url(row), opened(client, url(row)))
        assert answer.status_code == 302, answer.content.decode()[:4000]
        assert list(model.objects.filter(pk=row.pk).values()) == before
    assert not Edit.objects.exists()


def test_a_save_writes_the_working_copy_notes_who_and_touches_nothing_readers_see(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    before = spine()
    fields = opened(client, url(section))
    assert sent(client, url(section), fields, body="New text [@GEM21].").status_code == 302
    saved = Section.objects.get(slug=SECTION)
    assert saved.body == "New text [@GEM21]."
    assert saved.lock_version == section.lock_version + 1
    assert [edit.user for edit in saved.edits.all()] == [eddie]
    assert spine() == before


def test_a_recommendation_keeps_its_sources_in_the_order_they_are_typed(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    fields = opened(client, url(section))
    row = row_of(fields, "recommendations", "key", "gp-backbone")
    answer = sent(client, url(section), fields, **{f"{row}-sources": "JUP23, @GEM21, JUP23"})
    assert answer.status_code == 302
    keys = Recommendation.objects.get(key="gp-backbone").sources.values_list("reference__key", flat=True)
    assert list(keys) == ["JUP23", "GEM21"]
    assert section.edits.count() == 1


@pytest.mark.parametrize("lock", [None, "", "0", "999", "x", "-1", "9" * 40])
def test_a_form_without_the_right_lock_version_is_refused_with_both_texts(library, client, eddie, lock):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    fields = opened(client, url(section))
    row = row_of(fields, "recommendations", "key", "gp-backbone")
    answer = sent(
        client,
        url(section),
        fields,
        lock_version=lock,
        summary="My own summary.",
        **{f"{row}-claim": "My own claim."},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("My own summary.") == 2, "in the form, and beside what is saved"
    assert page.count("My own claim.") == 2
    assert page.count(section.summary.split(". ")[0]) >= 1
    assert Section.objects.get(pk=section.pk).summary == section.summary
    assert not Edit.objects.exists()


def test_the_second_of_two_editors_is_refused_loses_nothing_and_may_then_save(library, client, eddie, chloe):
    section = Section.objects.get(slug=SECTION)
    client.force_login(eddie)
    eddies = opened(client, url(section))
    client.force_login(chloe)
    chloes = opened(client, url(section))
    assert sent(client, url(section), chloes, summary="Chloe's summary.").status_code == 302
    client.force_login(eddie)
    refused = sent(client, url(section), eddies, summary="Eddie's summary.")
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Chloe&#x27;s summary." in page
    assert "Eddie&#x27;s summary." in page
    assert Section.objects.get(pk=section.pk).summary == "Chloe's summary."
    again = fields_of(refused.content.decode())
    assert sent(client, url(section), again).status_code == 302
    assert Section.objects.get(pk=section.pk).summary == "Eddie's summary."


def test_rows_that_were_written_anew_meanwhile_keep_the_text_typed_for_them(library, client, eddie, chloe):
    section = Section.objects.get(slug=SECTION)
    client.force_login(eddie)
    fields = opened(client, url(section))
    row = row_of(fields, "recommendations", "key", "gp-backbone")
    old = Recommendation.objects.get(key="gp-backbone")
    others = section.recommendations.count()
    sources = list(old.sources.values_list("reference", flat=True))
    old.delete()
    old.pk = None
    old.save()
    old.sources.bulk_create(
        old.sources.model(recommendation=old, reference_id=pk, position=at) for at, pk in enumerate(sources)
    )
    type(section).objects.filter(pk=section.pk).update(lock_version=section.lock_version + 1)
    refused = sent(client, url(section), fields, **{f"{row}-title": "A title I typed"})
    assert refused.status_code == 409
    assert sent(client, url(section), fields_of(refused.content.decode())).status_code == 302
    assert Recommendation.objects.get(key="gp-backbone").title == "A title I typed"
    assert section.recommendations.count() == others


def test_a_refused_save_writes_nothing_of_any_row(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    fields = opened(client, url(section))
    row = row_of(fields, "recommendations", "key", "gp-backbone")
    before = list(Section.objects.values()), list(Recommendation.objects.values())
    answer = sent(client, url(section), fields, summary="Changed.", **{f"{row}-sources": "NOSUCHKEY"})
    assert answer.status_code == 422
    assert "Not in the library: NOSUCHKEY" in answer.content.decode()
    assert (list(Section.objects.values()), list(Recommendation.objects.values())) == before


def test_while_its_text_is_in_review_a_working_copy_is_read_only_for_everybody(library, client, eddie, chloe):
    section = Section.objects.get(slug=SECTION)
    client.force_login(eddie)
    fields = opened(client, url(section))
    ReviewRound.objects.create(
        document=section, revision=section.head, kind="change", state="submitted", submitted_by=eddie,
        opened_at=section.live.published_at,
    )  # fmt: skip
    refused = sent(client, url(section), fields, summary="Typed before the review began.")
    assert refused.status_code == 409
    assert "is in review since" in refused.content.decode()
    assert "Typed before the review began." in refused.content.decode()
    for person in (eddie, chloe):
        client.force_login(person)
        page = client.get(url(section)).content.decode()
        assert "is in review since" in page
        assert 'name="summary"' not in page
        assert 'name="_save"' not in page
    assert not Edit.objects.exists()


@pytest.mark.parametrize("typed", ["a\x00b", "a\x07b", "a\x9fb"])
@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_control_characters_are_refused_at_their_field(library, client, eddie, field, typed):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    answer = sent(client, url(section), opened(client, url(section)), **{field: typed})
    assert answer.status_code == 422
    assert list(answer.context["adminform"].form.errors) == [field]


def test_more_than_64_kilobytes_of_markdown_are_refused_at_their_field(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    fields = opened(client, url(section))
    answer = sent(client, url(section), fields, body="é" * 32_768 + "a")
    assert answer.status_code == 422
    assert "64 kB" in str(answer.context["adminform"].form.errors["body"])
    assert sent(client, url(section), fields, body="é" * 32_768).status_code == 302


def test_an_address_is_fixed_once_something_was_published_under_it(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    fields = opened(client, url(section))
    assert "slug" not in fields
    assert sent(client, url(section), fields, slug="another", title="Another title").status_code == 302
    saved = Section.objects.get(pk=section.pk)
    assert (saved.slug, saved.title) == (SECTION, "Another title")


def test_a_second_article_comes_from_nothing(library, client, eddie):
    client.force_login(eddie)
    address = url(Section, "add")
    fields = opened(client, address)
    new = {
        "title": "Second primaries", "slug": "second-primaries", "summary": "Plain.", "body": "Text [rec:look-again].",
        "recommendations-TOTAL_FORMS": "1", "recommendations-0-key": "look-again", "recommendations-0-title": "Look",
        "recommendations-0-claim": "Look again.", "recommendations-0-direction": "for",
        "recommendations-0-population": "All", "recommendations-0-issuer": "The editors",
        "recommendations-0-grading": "not-graded", "recommendations-0-sources": "GEM21",
    }  # fmt: skip
    assert client.post(address, {**fields, **new}).status_code == 302
    section = Section.objects.get(slug="second-primaries")
    assert section.kind == "section"
    assert section.recommendations.get().position == 1
    address = url(Article, "add")
    fields = opened(client, address)
    other = Section.objects.get(slug=SECTION)
    new = {
        "title": "Another article", "slug": "another", "question": "What then?", "lead": "Lead.",
        "notices": ["disclaimer"], "article_sections-TOTAL_FORMS": "2",
        "article_sections-0-position": "2", "article_sections-0-section": section.pk,
        "article_sections-1-position": "1", "article_sections-1-section": other.pk,
    }  # fmt: skip
    assert client.post(address, {**fields, **new}).status_code == 302
    article = Article.objects.get(slug="another")
    rows = article.article_sections.values_list("section__slug", flat=True)
    assert list(rows) == [SECTION, "second-primaries"]
    assert (article.kind, article.notices, article.lock_version) == ("article", ["disclaimer"], 1)
    assert article.live is None
    assert client.get("/articles/another/").status_code == 404
    again = client.post(address, {**fields, **new})
    assert again.status_code == 422
    assert "address of another article" in again.content.decode()


def test_a_term_is_added_and_taken_out_under_the_lock_of_the_glossary(library, client, eddie):
    client.force_login(eddie)
    glossary = Glossary.objects.get()
    address = url(Term, "add")
    fields = opened(client, address)
    new = {"term": "Nadir", "slug": "nadir", "definition": "The lowest point.", "see": "npc", "citations": ""}
    assert client.post(address, {**fields, **new}).status_code == 302
    assert Glossary.objects.get().lock_version == glossary.lock_version + 1
    fields = opened(client, url(glossary))
    row = row_of(fields, "terms", "id", str(Term.objects.get(slug="nadir").pk))
    assert sent(client, url(glossary), fields, **{f"{row}-DELETE": "on"}).status_code == 302
    assert not Term.objects.filter(slug="nadir").exists()
    assert Glossary.objects.get().lock_version == glossary.lock_version + 2


def test_a_saved_form_drops_its_draft(library, client, eddie, chloe):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    for person in (eddie, chloe):
        Draft.objects.create(
            user=person, document=section, place=f"section/{section.pk}", at=section.live.published_at
        )
    sent(client, url(section), opened(client, url(section)), summary="Saved.")
    assert [draft.user for draft in Draft.objects.all()] == [chloe]
