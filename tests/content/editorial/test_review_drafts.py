"""What a reviewer types is kept for them alone, without a button; what the page carries with it is never part of it."""

import pytest

from content.editorial.models import Draft
from content.editorial.public import typed_in
from tests.content.editorial.acts import edit, everything, send, stated, taken
from tests.content.editorial.review_forms import address, post, seen_on_page, signed_in
from tests.content.editorial.toys import the

pytestmark = pytest.mark.django_db
TYPED = {"comment": "Halve the <dose>.", "say:body:1": "Which dose?", "must:body:1": "on", "correct": "no"}


@pytest.fixture
def review(loaded, eddie, rita):
    edit(eddie, "New words [@GEM21].")
    return taken(send(loaded, eddie), rita)


def keep(person, review, **more):
    return signed_in(person).post(f"{address(review)}draft/", seen_on_page(review) | TYPED | more)


def test_a_half_typed_comment_is_kept_and_is_there_again_on_the_page(review, rita):
    before = everything()
    assert keep(rita, review).status_code == 204
    assert everything() == before, "a draft is no act: no lock, no contributor, no line in the chain"
    html = signed_in(rita).get(address(review)).content.decode()
    assert "Halve the &lt;dose&gt;.</textarea>" in html
    assert "Which dose?</textarea>" in html
    assert f'data-draft="{address(review)}draft/"' in html


def test_what_was_seen_the_act_and_the_token_are_no_part_of_a_draft(review, rita):
    assert keep(rita, review, act="approve", csrfmiddlewaretoken="x").status_code == 204
    assert typed_in(Draft.objects.get()) == {name: [value] for name, value in TYPED.items()}


def test_the_page_shows_what_was_seen_now_and_not_what_a_draft_says(review, rita):
    keep(rita, review, seen_lock="0", seen_hash="0" * 64)
    seen = seen_on_page(review)
    html = signed_in(rita).get(address(review)).content.decode()
    for name, value in seen.items():
        assert f'name="{name}" value="{value}"' in html


def test_a_draft_is_shown_to_nobody_else(review, rita, ravi):
    keep(rita, review)
    assert "Halve the" not in signed_in(ravi).get(address(review)).content.decode()
    keep(ravi, review, comment="Ravi's.")
    assert Draft.objects.count() == 2
    assert "Halve the" in signed_in(rita).get(address(review)).content.decode()


def test_a_draft_with_nothing_left_in_it_is_gone(review, rita):
    keep(rita, review)
    assert (
        signed_in(rita).post(f"{address(review)}draft/", {"comment": "", "say:body:1": ""}).status_code == 204
    )
    assert not Draft.objects.exists()


def test_the_verdict_takes_the_draft_with_it(review, rita):
    keep(rita, review)
    assert post(rita, review, "request_changes", comment="Halve the dose.").status_code == 303
    assert not Draft.objects.exists()


def test_what_is_typed_for_no_change_is_kept_as_well(loaded, rita):
    stated(rita)
    page = f"/admin/reaffirm/{the().pk}/"
    client = signed_in(rita)
    assert client.post(f"{page}draft/", {"comment": "Read twice."}).status_code == 204
    assert "Read twice.</textarea>" in client.get(page).content.decode()


def test_a_character_that_cannot_be_stored_is_named(review, rita):
    answer = keep(rita, review, comment="a\0b")
    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert answer.json()["errors"]["text"]


@pytest.mark.parametrize(("name", "status"), [(None, 404), ("sam", 404), ("lena", 404), ("dora", 404)])
def test_nobody_else_keeps_anything_there(request, review, name, status):
    person = request.getfixturevalue(name) if name else None
    assert keep(person, review).status_code == status
    assert not Draft.objects.exists()
