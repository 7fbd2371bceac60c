"""Where something is used: live texts and working copies, with their lines, on every page of what can be cited."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editorial.models import Edit
from content.editorial.public import is_cited, where_used
from content.models import Recommendation, Reference, Section, Trial

pytestmark = pytest.mark.django_db

SLUG = "first-line-systemic-therapy"


@pytest.fixture
def section(library):
    return Section.objects.get(slug=SLUG)


def use_of(target, slug=SLUG):
    return next((use for use in where_used(target) if use.slug == slug), None)


def edit(section, body, eddie):
    section.body = body
    section.save()
    Edit.objects.create(document=section, user=eddie, at=timezone.now())


def test_a_live_text_is_told_with_its_lines(section):
    use = use_of("@GEM21")
    assert (use.live, use.in_working_copy, use.title) == (True, True, section.title)
    assert any(place.startswith("body, line ") for place in use.places)
    assert any(place.startswith("recommendations/") for place in use.places)


def test_a_case_uses_what_the_recommendation_it_cites_rests_on(library):
    cases = {use.slug for use in where_used("rec:gp-backbone") if use.kind == "case"}
    assert cases
    assert cases <= {use.slug for use in where_used("@GEM21") if use.kind == "case" and use.live}


def test_what_only_a_working_copy_cites_or_no_longer_cites_is_told_apart(section, eddie):
    assert use_of("@WEN25") is None
    edit(section, "New text [@WEN25].\n\n[rec:gp-backbone]", eddie)
    use = use_of("@WEN25")
    assert (use.live, use.in_working_copy, use.places) == (False, True, ("body, line 1",))
    gone = next(use for use in where_used("trial:jupiter-02") if use.slug == SLUG)
    assert (gone.live, gone.in_working_copy) == (True, False)


def test_what_nothing_cites_has_no_uses_and_is_known_to_have_none(library):
    assert where_used("@WEN25") == ()
    assert not is_cited("@WEN25")
    assert is_cited("@GEM21")


def test_a_working_copy_is_enough_for_a_key_to_be_cited(section, eddie):
    edit(section, "New text [@WEN25].", eddie)
    assert is_cited("@WEN25")


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Reference, {"key": "GEM21"}),
        (Recommendation, {"key": "gp-backbone"}),
        (Section, {"slug": SLUG}),
        (Trial, {"slug": "jupiter-02"}),
    ],
)
def test_its_admin_page_links_to_what_uses_it(library, eddie, rita, model, name):
    row = model.objects.get(**name)
    for person in (eddie, rita):
        client = Client()
        client.force_login(person)
        page = client.get(reverse(f"admin:content_{model._meta.model_name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert '<ul class="uses">' in page.content.decode()


def test_the_page_of_what_nothing_cites_says_so(library, client, rita):
    client.force_login(rita)
    row = Reference.objects.get(key="WEN25")
    page = client.get(reverse("admin:content_reference_change", args=[row.pk])).content.decode()
    assert "Nothing cites it." in page
