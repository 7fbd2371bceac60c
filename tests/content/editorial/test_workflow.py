"""A text goes from draft to readers through other people's hands, and what was approved is exactly what is shown."""

from datetime import timedelta

import pytest

from content.editorial.models import (
    Comment,
    News,
    OpenNote,
    ReviewRound,
)
from content.editorial.public import (
    Note,
    Offer,
    Refused,
    Remark,
    StaleEdit,
    Submission,
    add_comment,
    claim,
    decline,
    lapse_claims,
    live,
    reassign,
    release,
    request_changes,
    resolve_comment,
    resolve_note,
    strip,
    submit,
    withdraw,
)
from content.editorial.services.auditing import first_broken
from npcsite.accounts.models import Role, RoleGrant
from npcsite.lib import canonical
from tests.content.editorial.acts import (
    LATER,
    again,
    approved,
    codes,
    edit,
    everything,
    refusal_without_a_trace,
    seen,
    send,
    stated,
    taken,
)
from tests.content.editorial.toys import AT, SOURCES, item, publish

pytestmark = pytest.mark.django_db


def test_an_approved_text_is_live_word_for_word_under_the_reviewers_name(loaded, eddie, rita):
    round = taken(send(edit(eddie), eddie), rita)
    publication = approved(round, rita)
    document = again(loaded)
    assert document.live == publication
    assert publication.revision == round.revision == document.head
    assert live("toy", "a").payload["body"] == "New words [@GEM21]."
    assert canonical.digest(publication.revision.payload) == round.revision.content_hash
    found = strip(document.pk)
    assert (found.state, "Dr Rita" in found.sentence) == ("approved", True)
    assert first_broken() == ""


def test_what_a_source_says_is_frozen_at_submission_and_published_like_that(loaded, eddie, rita, monkeypatch):
    round = taken(send(edit(eddie), eddie), rita)
    monkeypatch.setitem(SOURCES, "@GEM21", Offer({"title": "Another title by now", "tier": "primary"}))
    publication = approved(round, rita)
    cited = canonical.decode(publication.manifest)["citations"]
    assert cited["@GEM21"]["title"] == "A made paper"


def test_submission_closes_the_working_copy_for_everybody(loaded, eddie, chloe):
    send(edit(eddie), eddie)
    for person in (eddie, chloe):
        with pytest.raises(StaleEdit):
            edit(person, "More.")


def test_all_unmet_guards_are_named_at_once(loaded, rita):
    act = lambda: send(loaded, rita, note=" ")  # noqa: E731
    assert refusal_without_a_trace(act) == ["not-editor", "unchanged", "no-note"]


def test_a_text_that_lint_finds_fault_with_is_not_submitted(loaded, eddie):
    edit(eddie, "A claim [3] and [@Nobody99].")
    before = everything()
    with pytest.raises(Refused) as refused:
        send(loaded, eddie)
    assert codes(refused) == ["lint"]
    assert any(line.startswith("C013 body, line 1") for line in refused.value.unmet[0].details)
    assert any(line.startswith("C001 body, line 1") for line in refused.value.unmet[0].details)
    assert everything() == before


def test_a_stale_page_submits_nothing(loaded, eddie):
    edit(eddie)
    submission = Submission(note="Reworded.")
    act = lambda: submit(document=again(loaded), user=eddie, seen_lock=0, submission=submission, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(act) == ["stale"]


@pytest.mark.parametrize("who", ["eddie", "lena", "dora", "otto", "sam"])
def test_who_is_no_reviewer_claims_nothing(loaded, eddie, who, request):
    round = send(edit(eddie), eddie)
    person = request.getfixturevalue(who)
    assert "not-reviewer" in refusal_without_a_trace(lambda: claim(round=round, user=person, at=LATER))


def test_a_contributor_cannot_review_even_after_a_colleagues_comma(loaded, eddie, rita, chloe):
    RoleGrant.objects.create(user=eddie, role=Role.REVIEWER)
    edit(eddie, "Five hundred lines.")
    round = send(edit(chloe, "Five hundred lines,"), chloe)
    stated(eddie)
    assert refusal_without_a_trace(lambda: claim(round=round, user=eddie, at=LATER)) == ["contributor"]
    taken(round, rita)
    assert "contributor" in refusal_without_a_trace(lambda: approved(round, eddie))
    assert "contributor" in refusal_without_a_trace(lambda: approved(round, chloe))


def test_a_superuser_who_wrote_it_is_a_contributor_like_everybody(loaded, sam, rita):
    RoleGrant.objects.create(user=sam, role=Role.CHIEF_EDITOR)
    round = taken(send(edit(sam), sam), rita)
    stated(sam)
    assert "contributor" in refusal_without_a_trace(lambda: approved(round, sam))


def test_a_reviewer_needs_a_valid_conflict_of_interest_statement(loaded, eddie, rita):
    round = send(edit(eddie), eddie)
    act = lambda: claim(round=round, user=rita, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(act) == ["no-statement"]
    stated(rita, at=AT - timedelta(days=400))
    assert refusal_without_a_trace(act) == ["no-statement"]
    stated(rita)
    act()
    assert ReviewRound.objects.get().claimed_by == rita


def test_what_was_not_claimed_cannot_be_approved(loaded, eddie, rita):
    round = send(edit(eddie), eddie)
    stated(rita)
    assert refusal_without_a_trace(lambda: approved(round, rita)) == ["not-under-review"]


def test_a_claim_is_released_and_another_reviewer_takes_it(loaded, eddie, rita, ravi):
    round = taken(send(edit(eddie), eddie), rita)
    assert refusal_without_a_trace(lambda: release(round=round, user=ravi, at=LATER)) == [
        "not-claimed-by-you"
    ]
    release(round=round, user=rita, at=LATER)
    assert taken(round, ravi).claimed_by == ravi


def test_declining_needs_a_reason_and_tells_the_chief(loaded, eddie, rita, chloe):
    round = taken(send(edit(eddie), eddie), rita)
    act = lambda reason: decline(round=round, user=rita, reason=reason, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(lambda: act(" ")) == ["no-reason"]
    act("I advised its sponsor.")
    assert ReviewRound.objects.get().state == "submitted"
    assert News.objects.filter(user=chloe, what="declined").count() == 1


def test_only_a_chief_reassigns_and_only_to_who_may_review_it(loaded, eddie, rita, ravi, chloe):
    round = taken(send(edit(eddie), eddie), rita)
    give = lambda by, to: reassign(round=round, user=by, to=to, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(lambda: give(rita, ravi)) == ["not-chief", "not-eligible"]
    assert refusal_without_a_trace(lambda: give(chloe, eddie)) == ["not-eligible"]
    stated(ravi)
    give(chloe, ravi)
    assert ReviewRound.objects.get().claimed_by == ravi


def test_a_claim_lapses_after_its_day_and_once(loaded, eddie, rita):
    round = taken(send(edit(eddie), eddie), rita)
    assert lapse_claims(at=LATER + timedelta(days=14)) == 0
    assert lapse_claims(at=LATER + timedelta(days=15)) == 1
    assert lapse_claims(at=LATER + timedelta(days=15)) == 0
    round.refresh_from_db()
    assert (round.state, round.claimed_by) == ("submitted", None)
    assert News.objects.filter(user=rita, what="lapsed").count() == 1


def test_changes_are_requested_with_a_comment_and_the_next_round_follows(loaded, eddie, rita):
    round = taken(send(edit(eddie), eddie), rita)
    ask = lambda comment: request_changes(  # noqa: E731
        round=round, user=rita, judgement=seen(round, comment=comment), at=LATER
    )
    assert refusal_without_a_trace(lambda: ask("")) == ["no-comment"]
    ask("Name the population.")
    assert again(loaded).live == loaded.live
    assert News.objects.filter(user=eddie, what="changes_requested").exists()
    following = send(edit(eddie, "Better words [@GEM21]."), eddie)
    assert following.follows == round
    taken(following, rita)
    assert "to-resolve" in refusal_without_a_trace(lambda: approved(following, rita))
    resolve_comment(comment=Comment.objects.get(), user=rita, at=LATER)
    assert approved(following, rita) is not None


def test_a_remark_that_is_not_required_bars_nothing(loaded, eddie, rita):
    round = taken(send(edit(eddie), eddie), rita)
    add_comment(round=round, user=rita, remark=Remark("Nice.", "body:1"), at=LATER)
    assert approved(round, rita) is not None


def test_notes_of_the_library_are_to_be_resolved_by_somebody_who_did_not_write(eddie, rita, known_sources):
    publish(item(notes=(Note("body", "Check the dose."),)))
    RoleGrant.objects.create(user=eddie, role=Role.REVIEWER)
    round = taken(send(edit(eddie), eddie), rita)
    note = OpenNote.objects.get()
    assert "to-resolve" in refusal_without_a_trace(lambda: approved(round, rita))
    assert refusal_without_a_trace(lambda: resolve_note(note=note, user=eddie, at=LATER)) == ["contributor"]
    resolve_note(note=note, user=rita, at=LATER)
    assert approved(round, rita) is not None


@pytest.mark.parametrize("fault", [{"seen_hash": "0" * 64}, {"seen_lock": 0}])
def test_a_page_that_showed_something_else_approves_nothing(loaded, eddie, rita, fault):
    round = taken(send(edit(eddie), eddie), rita)
    assert refusal_without_a_trace(lambda: approved(round, rita, **fault)) == ["seen-other"]


def test_the_three_questions_are_asked_and_what_is_not_correct_is_not_approved(loaded, eddie, rita):
    round = taken(send(edit(eddie), eddie), rita)
    assert refusal_without_a_trace(lambda: approved(round, rita, answers={})) == ["no-answers"]
    wrong = {"correct": "no", "needed": "yes", "actionable": "yes"}
    assert refusal_without_a_trace(lambda: approved(round, rita, answers=wrong)) == ["not-correct"]


def test_an_approval_is_not_given_twice_by_one_person(loaded, eddie, rita, ravi):
    claims = {"x": {"claim": "Do not offer it.", "citations": ["JUP23"]}}
    round = taken(send(edit(eddie, claims=claims), eddie), rita)
    assert round.approvals_needed == 2
    assert approved(round, rita) is None
    assert again(loaded).live == loaded.live
    assert refusal_without_a_trace(lambda: approved(round, rita)) == ["approved-already"]
    stated(ravi)
    assert approved(round, ravi) == again(loaded).live


def test_another_direction_is_substantive_whatever_its_writer_calls_it(loaded, eddie):
    against = {"claim": "Do not offer it.", "citations": ["JUP23"], "direction": "against"}
    reworded = {"claim": "Offer it,", "citations": ["JUP23"]}
    for row, found in ((reworded, "editorial"), (against, "substantive")):
        round = send(edit(eddie, claims={"x": row}), eddie, wording_reason="The same claim.")
        assert (round.revision.change_class, round.approvals_needed) == (found, 2)
        withdraw(round=round, user=eddie, at=LATER)
