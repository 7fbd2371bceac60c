"""What a demo person settles or approves never makes an approval look like a real person's review."""

import pytest

from content.editorial.models import Comment
from content.editorial.public import Remark, add_comment, queues_for, resolve_comment, strip
from content.editorial.selectors import guards
from content.editorial.services.refusing import Stale
from tests.content.editorial.acts import LATER, approved, edit, send, stated, taken
from tests.content.editorial.review_forms import address, approval, post, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(rita):
    rita.is_simulated = True
    rita.save()
    stated(rita)
    return rita


@pytest.fixture
def asked(loaded, eddie, ravi, demo):
    """A review of Ravi's with a required comment of his, which the demo person has resolved."""
    round = taken(send(edit(eddie), eddie), ravi)
    add_comment(round=round, user=ravi, remark=Remark("Which dose?", "body:1", required=True), at=LATER)
    resolve_comment(comment=Comment.objects.get(), user=demo, at=LATER)
    return round


def test_a_required_comment_that_a_demo_person_resolved_still_bars_everybody_else(asked, ravi, demo):
    assert [reason.code for reason in guards.approving(asked.document, ravi, LATER)] == ["to-resolve"]
    assert approval(ravi, asked).status_code == 409
    assert guards.approving(asked.document, demo, LATER) == []
    resolve = f"resolve-comment:{Comment.objects.get().pk}"
    assert post(demo, asked, resolve).status_code == 409, "resolved for demo people"
    assert post(ravi, asked, resolve).status_code == 303
    assert Comment.objects.get().resolved_by == ravi
    assert approval(ravi, asked).status_code == 303
    assert strip(asked.document_id).state == "approved"


def test_the_page_says_whose_resolving_it_was_and_offers_it_to_everybody_else(asked, ravi, demo):
    resolve = f'value="resolve-comment:{Comment.objects.get().pk}"'
    shown = {person: signed_in(person).get(address(asked)).content.decode() for person in (ravi, demo)}
    assert [resolve in shown[ravi], resolve in shown[demo]] == [True, False]
    assert "resolved as a demonstration by" in shown[ravi]
    assert "(resolved as a demonstration)" in shown[ravi]


def test_what_a_real_person_resolved_is_resolved_for_everybody(asked, ravi, demo):
    comment = Comment.objects.get()
    resolve_comment(comment=comment, user=ravi, at=LATER)
    assert guards.approving(asked.document, demo, LATER) == []
    with pytest.raises(Stale):
        resolve_comment(comment=comment, user=ravi, at=LATER)


def test_a_text_of_which_one_approval_is_a_demo_persons_is_still_not_reviewed_by_anyone(
    loaded, eddie, ravi, demo
):
    claims = {"x": {"claim": "Do not offer it.", "citations": ["JUP23"]}}
    round = taken(send(edit(eddie, claims=claims), eddie), ravi)
    assert (round.approvals_needed, approved(round, ravi)) == (2, None)
    assert approved(round, demo) is not None
    assert strip(loaded.pk).state == "demo"
    waiting = {queue.slug: queue.rows for queue in queues_for(ravi, today=LATER.date())}
    assert [row.title for row in waiting["unreviewed"]] == [loaded.title]
