"""Who may not: reviewers, superusers and learners by raw POST, and editors by every side door of the stock admin."""

import pytest

from content.editorial.models import Edit
from content.models import Article, Comparison, Glossary, Notice, Section, Term, Trial, TrialTable
from tests.content.admin.filled import opened, sent, url

pytestmark = pytest.mark.django_db

WORKING_COPIES = [Article, Section, Notice, Glossary, TrialTable, Term, Trial, Comparison]
SECTION = "first-line-systemic-therapy"


@pytest.mark.parametrize("name", ["rita", "sam"])
def test_reviewers_and_superusers_read_the_form_and_cannot_send_it(library, client, request, eddie, name):
    section = Section.objects.get(slug=SECTION)
    client.force_login(eddie)
    fields = opened(client, url(section))
    client.force_login(request.getfixturevalue(name))
    page = client.get(url(section)).content.decode()
    assert section.title in page
    assert 'name="summary"' not in page
    assert sent(client, url(section), fields, summary="Mine").status_code == 403
    assert client.post(url(section, "add"), fields).status_code == 403
    assert not Edit.objects.exists()


@pytest.mark.parametrize("name", ["lena", "dora", "otto"])
def test_nobody_else_gets_in(library, client, request, name):
    client.force_login(request.getfixturevalue(name))
    section = Section.objects.get(slug=SECTION)
    assert client.get(url(section)).status_code in (302, 403)
    assert client.post(url(section), {"lock_version": "1", "title": "x"}).status_code in (302, 403)


@pytest.mark.parametrize("model", WORKING_COPIES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("name", ["eddie", "chloe", "rita", "sam"])
def test_nobody_deletes(library, client, request, model, name):
    client.force_login(request.getfixturevalue(name))
    row = model.objects.first()
    assert client.post(url(row, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
    client.post(url(row, "changelist"), chosen)
    assert model.objects.filter(pk=row.pk).exists()


GOVERNED = {
    "head": "", "live": "", "retired_at_0": "2026-01-01", "retired_at_1": "00:00", "kind": "notice",
    "lock_version_": "7", "state": "approved", "_saveasnew_": "1",
}  # fmt: skip


def test_no_side_door_of_the_form_writes_what_the_workflow_governs(library, client, eddie):
    client.force_login(eddie)
    section = Section.objects.get(slug=SECTION)
    before = Section.objects.filter(pk=section.pk).values("kind", "head", "live", "retired_at").get()
    for extra in ({}, {"_popup": "1"}, {"_continue": "1"}, {"_addanother": "1"}, {"_to_field": "id"}):
        fields = opened(client, url(section))
        client.post(url(section), {**fields, **GOVERNED, **extra, "title": f"T {len(extra)}"})
        now = Section.objects.filter(pk=section.pk).values("kind", "head", "live", "retired_at").get()
        assert now == before
    listed = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-document_ptr": section.pk,
        "form-0-title": "By list", "_save": "1",
    }  # fmt: skip
    client.post(url(section, "changelist"), listed)
    client.post(url(section, "history"), {"title": "By history"})
    assert not Section.objects.filter(title__startswith="By ").exists()
    assert client.post(url(section), {**fields, "_saveasnew": "1", "slug": "copy"}).status_code == 403
