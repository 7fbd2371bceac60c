"""The admin of what we teach: staff find and read everything; what is no working copy, nobody changes there."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.models import Case
from content.admin.working_copies import WorkingCopyAdmin
from content.editorial.models import AuditEvent
from content.models import Recommendation, Reference, Section

pytestmark = pytest.mark.django_db

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("content", "editorial", "cases") and not model._meta.abstract
]
READ_ONLY = [
    model
    for model in OURS
    if model is not Reference and not isinstance(admin.site._registry[model], WorkingCopyAdmin)
]
STAFF = ["eddie", "rita", "chloe", "sam"]


def url(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_an_editor_lists_searches_and_reads_every_model(library, client, eddie, chloe, model):
    client.force_login(chloe if model is AuditEvent else eddie)
    assert client.get(url(model, "changelist")).status_code == 200
    assert client.get(url(model, "changelist"), {"q": "toripalimab"}).status_code == 200
    row = model._default_manager.order_by("pk").first()
    if row is not None:
        page = client.get(url(model, "change", row.pk))
        assert page.status_code == 200
        # The parts of a case have pages of their own (tests/cases/test_building.py).
        holds_a_form = model not in READ_ONLY and model is not Case
        assert ('name="_save"' in page.content.decode()) == holds_a_form


@pytest.mark.parametrize("name", ["eddie", "rita", "sam"])
def test_the_audit_chain_is_for_chief_editors_alone(client, request, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url(AuditEvent, "changelist")).status_code == 403
    assert "auditevent" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model._meta.label)
def test_nobody_adds_changes_or_deletes_there_superusers_included(library, client, request, model, name):
    client.force_login(request.getfixturevalue(name))
    row = model._default_manager.order_by("pk").first()
    before = model._default_manager.count()
    assert client.post(url(model, "add"), {}).status_code == 403
    if row is not None:
        assert client.post(url(model, "change", row.pk), {"title": "changed"}).status_code == 403
        assert client.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model._default_manager.count() == before


@pytest.mark.parametrize("name", ["lena", "dora"])
@pytest.mark.parametrize("model", [Section, Recommendation, Reference])
def test_learners_and_directors_do_not_get_in(library, client, request, model, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url(model, "changelist")).status_code in (302, 403)


def test_a_recommendation_is_found_by_its_claim(library, client, rita):
    client.force_login(rita)
    found = client.get(url(Recommendation, "changelist"), {"q": "Image the spine"}).content.decode()
    assert "cord-compression" in found


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_list_can_be_searched_and_narrowed(model):
    assert admin.site._registry[model].search_fields
    assert admin.site._registry[model].list_filter


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_number_no_row_can_have_is_a_page_that_is_not_there(client, chloe, model):
    client.force_login(chloe)
    answer = client.get(url(model, "change", "9" * 23))
    assert (answer.status_code, answer.headers.get("Location")) in [
        (302, reverse("admin:index")),
        (404, None),
    ]
