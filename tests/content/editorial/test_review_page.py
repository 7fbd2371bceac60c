"""The reviewer's page: what it shows, what it keeps of what was typed, what it says of an act done or refused."""

import re

import pytest
from django.contrib.messages import get_messages

from content.editorial.models import Comment, Draft, Publication, ReviewRound, Verdict
from content.editorial.public import strip, withdraw
from tests.content.editorial.acts import (
    ALL_YES,
    LATER,
    again,
    edit,
    everything,
    send,
    taken,
)
from tests.content.editorial.review_forms import address, approval, post, seen_on_page, signed_in
from tests.content.editorial.toys import item, publish, the

pytestmark = pytest.mark.django_db

BODY = "First stands.\n\nOld words, and more of the same [@GEM21].\n\nThird goes [@JUP23].\n\nLast stands."
NEWER = "First stands.\n\nNew words, and 12% more of the same [@GEM21].\n\nLast stands.\n\nAdded words."


@pytest.fixture
def submitted(known_sources, eddie):
    publish(item(body=BODY))
    return send(edit(eddie, NEWER), eddie)


@pytest.fixture
def under_review(submitted, rita):
    return taken(submitted, rita)


def page(person, round, query=""):
    answer = signed_in(person).get(address(round) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_who_looks_at_a_colleagues_review_reads_who_has_claimed_it(under_review, ravi):
    html = page(ravi, under_review)
    box = html[html.index('<div class="claiming">') :].split("</div>")[0]
    assert "Rita has claimed this review. What they decide will stand here." in box


def test_only_what_changed_is_shown_with_its_word_and_shape_and_all_of_it_on_request(under_review, rita):
    short, whole = page(rita, under_review), page(rita, under_review, "?show=whole")
    assert "First stands." not in short
    assert "First stands." in whole
    for html in (short, whole):
        for mark in ("± changed", "− removed", "+ added"):
            assert mark in html
        assert re.search(r"<del>.*Old.*</del>", html)
        assert re.search(r"<ins>.*New.*</ins>", html)


def test_a_block_is_rendered_as_readers_would_see_it_with_numbers_for_its_sources(under_review, rita):
    html = page(rita, under_review)
    assert (
        '<p>New words, and 12% more of the same<sup class="cites"><a class="cite" href="#ref-GEM21"' in html
    )


def test_nothing_an_editor_or_reviewer_types_becomes_markup(known_sources, eddie, rita):
    publish(item(body=BODY))
    bad = "<img src=x onerror=alert(1)>"
    round = taken(send(edit(eddie, f"Added {bad}.", title=bad), eddie, note=bad), rita)
    post(rita, round, "comment", comment=bad, **{"say__": bad, "say__body:1": bad})
    html = page(rita, round, "?show=whole")
    assert html.count("&lt;img") >= 6
    assert "<img src=x" not in html


def test_the_references_stand_beside_the_text_and_one_no_longer_cited_says_so(under_review, rita):
    html = page(rita, under_review)
    cited = html[html.index('id="sources-title"') :]
    assert re.search(r'id="ref-GEM21" value="1"', cited)
    assert re.search(r'id="ref-JUP23" +class="removed"', cited)


def test_an_approval_publishes_and_says_so(under_review, rita):
    answer = approval(rita, under_review)
    assert (answer.status_code, answer["Location"]) == (303, address(under_review))
    assert "published" in said(answer)[0]
    assert the().live.revision == under_review.revision
    assert strip(the().pk).sentence.startswith("Approved")
    later = page(rita, under_review)
    assert "Dr Rita" in later
    assert "Medical oncologist" in later
    assert 'value="approve"' not in later


def test_the_first_of_two_approvals_says_that_another_is_needed(loaded, eddie, rita):
    claims = {"x": {"claim": "Do not offer it.", "citations": ["JUP23"]}}
    round = taken(send(edit(eddie, claims=claims), eddie), rita)
    answer = approval(rita, round)
    assert "another reviewer" in said(answer)[0]
    assert again(loaded).live == loaded.live
    assert "1 of 2 approvals" in page(rita, round)


def test_a_second_click_is_told_that_the_first_one_counted(under_review, rita):
    form = seen_on_page(under_review) | ALL_YES | {"act": "approve"}
    client = signed_in(rita)
    assert [client.post(address(under_review), form).status_code for _click in (1, 2)] == [303, 409]
    again_sent = client.post(address(under_review), form).content.decode()
    assert "Your own verdict is on record: Approve" in again_sent
    assert Verdict.objects.filter(verdict="approve").count() == 1
    assert Publication.objects.count() == 2


def test_what_is_missing_in_the_form_alone_is_422_and_all_of_it_is_named(under_review, rita):
    answer = post(rita, under_review, "approve", correct="yes", comment="Nearly there.")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r"<code>no-answers</code>.*needed.*actionable", html, re.DOTALL)
    assert "Nearly there." in html
    assert re.search(r'name="correct" value="yes" checked', html)


def test_a_refusal_keeps_every_word_that_was_typed(under_review, rita):
    typed = {
        "comment": "Verdict words.",
        "reason": "Decline words.",
        "say__body:3": "Block words.",
        "say__": "Whole.",
    }
    html = post(rita, under_review, "approve", **typed, **{"must__body:3": "on"}).content.decode()
    for words in typed.values():
        assert f"{words}</textarea>" in html, words
    assert 'name="must:body:3" checked' in html
    assert not Comment.objects.exists()


def test_adding_a_comment_keeps_the_rest_of_what_was_typed_until_the_verdict(under_review, rita):
    answer = post(
        rita, under_review, "comment", correct="yes", comment="Later.", **{"say__body:3": "Which dose?"}
    )
    assert answer.status_code == 303
    assert [(c.block, c.body, c.required) for c in Comment.objects.all()] == [
        ("body:3", "Which dose?", False)
    ]
    html = page(rita, under_review)
    assert re.search(r'name="correct" value="yes" checked', html)
    assert "Later." in html
    assert "Which dose?</textarea>" not in html
    assert html.count("Which dose?") == 3, "at its block, in the list, and in the name of its button"
    approval(rita, under_review)
    assert not Draft.objects.exists()


def test_a_required_comment_bars_approval_until_somebody_resolves_it(under_review, rita, ravi):
    post(rita, under_review, "comment", **{"say__body:3": "Which dose?", "must__body:3": "on"})
    refused = approval(rita, under_review)
    assert refused.status_code == 409
    assert "to-resolve" in refused.content.decode()
    post(ravi, under_review, f"resolve-comment:{Comment.objects.get().pk}")
    assert approval(rita, under_review).status_code == 303


def test_what_was_typed_beside_a_block_goes_along_when_changes_are_requested(under_review, rita):
    answer = post(rita, under_review, "request_changes", **{"say__body:3": "Which dose?"})
    assert answer.status_code == 303
    assert ReviewRound.objects.get().state == "changes_requested"
    assert Comment.objects.get().body == "Which dose?"


def test_a_verdict_that_is_refused_leaves_no_comment_behind(under_review, rita):
    before = everything()
    answer = post(rita, under_review, "approve", **{"say__body:3": "Which dose?"})
    assert answer.status_code == 422
    assert everything() == before


def test_text_that_was_withdrawn_and_sent_anew_since_the_page_was_opened_is_not_approved(
    under_review, eddie, rita, ravi
):
    form = seen_on_page(under_review) | ALL_YES | {"act": "approve"}
    live = the().live
    withdraw(round=under_review, user=eddie, at=LATER)
    taken(send(edit(eddie, "Other words [@GEM21]."), eddie), ravi)
    before = everything()
    answer = signed_in(rita).post(address(under_review), form)
    assert answer.status_code == 409
    assert everything() == before
    assert the().live == live


def test_a_figure_without_a_source_may_stand_with_a_reason(known_sources, eddie, rita):
    publish(item(body=BODY))
    round = taken(send(edit(eddie, "Of them 12% answered."), eddie), rita)
    refused = approval(rita, round)
    assert refused.status_code == 409
    (name,) = re.findall(r'name="(waive:[^"]+)"', refused.content.decode())
    answer = signed_in(rita).post(
        address(round), seen_on_page(round) | ALL_YES | {"act": "approve", name: "Our own count."}
    )
    assert answer.status_code == 303


def test_dependents_are_acknowledged_one_by_one(known_sources, eddie, rita, ravi):
    first = item(claims={"x": "Offer it."})
    publish(first)
    publish(item("b", "See [rec:x].", kind="late-toy"), first)
    claims = {"x": {"claim": "Do not offer it.", "citations": ["JUP23"]}}
    round = taken(send(edit(eddie, claims=claims), eddie), rita)
    html = approval(rita, round).content.decode()
    assert "<code>impact</code>" in html
    assert "due in 7 days" in html
    (key,) = re.findall(r'name="ack" value="([^"]+)"', html)
    assert approval(rita, round, ack=key).status_code == 303


def test_wording_only_says_what_two_people_confirm(loaded, eddie, rita):
    claims = {"x": {"claim": "Offer it!", "citations": ["JUP23"]}}
    round = taken(send(edit(eddie, claims=claims), eddie, wording_reason="A mark of punctuation."), rita)
    html = page(rita, round)
    assert "A mark of punctuation." in html
    assert "0 of 2 approvals" in html
    assert "every claim below means what it meant before" in html


@pytest.mark.parametrize("act", ["comment", "keep", "approve"])
def test_a_field_whose_very_name_cannot_be_stored_is_refused(under_review, rita, act):
    before = everything()
    assert post(rita, under_review, act, **{"say__body\x00": "Words."}).status_code == 422
    assert everything() == before


def test_a_character_that_cannot_be_stored_is_refused_with_all_that_was_typed(under_review, rita):
    answer = approval(rita, under_review, comment="a\x07b")
    assert answer.status_code == 422
    assert "U+0007" in answer.content.decode()
