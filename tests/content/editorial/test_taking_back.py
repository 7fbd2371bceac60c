"""What is taken back, put back, reaffirmed or retired, and by whom."""

import pytest

from content.editorial.lint.sources import unknown_targets
from content.editorial.models import (
    AuditEvent,
    Document,
    ReviewRound,
    Revision,
    Verdict,
)
from content.editorial.public import (
    Cite,
    Refused,
    Rollback,
    Stale,
    StaleEdit,
    Submission,
    claim,
    discard,
    kind_of,
    live,
    live_world,
    note_edit,
    reaffirm,
    retire,
    revive,
    roll_back,
    strip,
    submit,
    withdraw,
)
from content.editorial.services.auditing import first_broken
from npcsite.accounts.models import Role, RoleGrant
from tests.content.editorial.acts import (
    LATER,
    again,
    approved,
    edit,
    everything,
    refusal_without_a_trace,
    seen,
    send,
    stated,
    taken,
)
from tests.content.editorial.toys import AT, item, publish, the

pytestmark = pytest.mark.django_db


def test_withdrawing_opens_the_working_copy_and_keeps_the_revision(loaded, eddie, rita, ravi):
    round = taken(send(edit(eddie), eddie), rita)
    assert refusal_without_a_trace(lambda: withdraw(round=round, user=ravi, at=LATER)) == ["not-yours"]
    withdraw(round=round, user=eddie, at=LATER)
    assert refusal_without_a_trace(lambda: approved(round, rita)) == ["not-open", "not-under-review"]
    assert Revision.objects.count() == 2
    edit(eddie, "Another try [@GEM21].")


def test_discarding_brings_the_live_text_back_and_forgets_who_edited(loaded, eddie):
    document = edit(eddie)
    discard(document=document, user=eddie, seen_lock=document.lock_version, at=LATER)
    assert kind_of("toy").freeze(loaded)["body"] == "Text [@GEM21]."
    assert not again(loaded).edits.exists()


def test_a_save_that_changes_nothing_has_nothing_to_submit(loaded, eddie):
    document = edit(eddie, "Text [@GEM21].")
    assert refusal_without_a_trace(lambda: send(document, eddie)) == ["unchanged"]


def test_a_rollback_is_a_new_publication_of_old_words_and_its_old_writers_cannot_approve(
    loaded, eddie, rita, ravi, chloe
):
    RoleGrant.objects.create(user=eddie, role=Role.REVIEWER)
    first = approved(taken(send(edit(eddie), eddie), rita), rita)
    approved(taken(send(edit(chloe, "Third [@GEM21]."), chloe), rita), rita)
    document = again(loaded)
    back = Rollback(first, "The second was right.")
    round = roll_back(document=document, user=chloe, seen_lock=document.lock_version, rollback=back, at=LATER)
    assert round.kind == "rollback"
    stated(eddie)
    assert "contributor" in refusal_without_a_trace(lambda: claim(round=round, user=eddie, at=LATER))
    publication = approved(taken(round, ravi), ravi)
    assert publication.pk != first.pk
    assert publication.revision.payload == first.revision.payload


def test_who_wrote_a_text_that_a_rolled_back_one_was_built_on_cannot_approve_it(loaded, eddie, rita, chloe):
    approved(taken(send(edit(chloe, "First [@GEM21]."), chloe), rita), rita)
    second = approved(taken(send(edit(eddie, "First [@GEM21]. Second."), eddie), rita), rita)
    approved(taken(send(edit(eddie, "Second."), eddie), rita), rita)
    document = again(loaded)
    back = Rollback(second, "The first sentence was right.")
    round = roll_back(document=document, user=eddie, seen_lock=document.lock_version, rollback=back, at=LATER)
    stated(chloe)
    assert "contributor" in refusal_without_a_trace(lambda: claim(round=round, user=chloe, at=LATER))


def test_who_wrote_a_retired_text_cannot_approve_it_once_it_is_revived(loaded, eddie, rita, chloe):
    approved(taken(send(edit(chloe), chloe), rita), rita)
    retire(document=again(loaded), user=chloe, reason="Too early.", at=LATER)
    revive(document=again(loaded), user=chloe, at=LATER)
    round = send(loaded, eddie, note="Now it is time.")
    stated(chloe)
    assert "contributor" in refusal_without_a_trace(lambda: claim(round=round, user=chloe, at=LATER))


def test_citing_a_revived_text_is_told_to_wait_for_its_approval_and_not_to_cite_something_newer(
    loaded, chloe
):
    retire(document=again(loaded), user=chloe, reason="Too early.", at=LATER)
    revive(document=again(loaded), user=chloe, at=LATER)
    target = f"sec:{loaded.slug}"
    (fault,) = unknown_targets([Cite(target, "body", 1)], live_world())
    assert (fault.code, "is not approved again yet" in fault.message) == ("C011", True)


def test_a_text_retired_while_its_page_was_open_is_not_submitted(loaded, eddie, chloe):
    opened = edit(eddie)
    retire(document=again(loaded), user=chloe, reason="Superseded.", at=LATER)
    said = {"seen_lock": opened.lock_version, "submission": Submission("Reworded."), "at": LATER}
    with pytest.raises(Stale):
        submit(document=opened, user=eddie, **said)
    assert not ReviewRound.objects.exists()


def test_a_text_replaced_while_it_was_being_reaffirmed_is_not_reaffirmed(loaded, eddie, rita, ravi):
    stated(ravi)
    opened = again(loaded)
    judgement = seen(ReviewRound(document=opened, revision=opened.live.revision))
    approved(taken(send(edit(eddie), eddie), rita), rita)
    act = lambda: reaffirm(document=opened, user=ravi, judgement=judgement, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(act) == ["seen-other"]


def test_a_rollback_goes_only_to_an_earlier_text_of_the_same_document(loaded, eddie, rita):
    publish(item("b"))
    approved(taken(send(edit(eddie), eddie), rita), rita)
    document = again(loaded)
    back = Rollback(the("b").live, "That one.")
    act = lambda: roll_back(  # noqa: E731
        document=document, user=eddie, seen_lock=document.lock_version, rollback=back, at=LATER
    )
    assert refusal_without_a_trace(act) == ["other-publication"]


def test_reviewed_no_change_replaces_loaded_and_moves_only_the_review_date(loaded, rita):
    stated(rita)
    judgement = seen(ReviewRound(document=loaded, revision=loaded.head))
    reaffirm(document=again(loaded), user=rita, judgement=judgement, at=LATER)
    found = strip(loaded.pk)
    assert (found.state, found.updated_on, found.reviewed_on) == ("approved", AT.date(), LATER.date())
    assert again(loaded).live == loaded.live


def test_who_wrote_any_published_text_cannot_reaffirm_it(loaded, eddie, rita):
    RoleGrant.objects.create(user=eddie, role=Role.REVIEWER)
    approved(taken(send(edit(eddie), eddie), rita), rita)
    stated(eddie)
    document = again(loaded)
    judgement = seen(ReviewRound(document=document, revision=document.head))
    act = lambda: reaffirm(document=document, user=eddie, judgement=judgement, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(act) == ["contributor"]


def test_demo_people_do_not_sign_what_came_with_the_software_and_their_approvals_are_marked(
    loaded, eddie, rita
):
    rita.is_simulated = True
    rita.save()
    stated(rita)
    judgement = seen(ReviewRound(document=loaded, revision=loaded.head))
    act = lambda: reaffirm(document=loaded, user=rita, judgement=judgement, at=LATER)  # noqa: E731
    assert refusal_without_a_trace(act) == ["demo"]
    approved(taken(send(edit(eddie), eddie), rita), rita)
    assert Verdict.objects.get(verdict="approve").is_demo


def test_retiring_takes_it_from_readers_with_a_reason_and_reviving_is_back_to_draft(
    loaded, eddie, rita, chloe
):
    assert refusal_without_a_trace(lambda: retire(document=loaded, user=eddie, reason="", at=LATER)) == [
        "not-chief",
        "no-reason",
    ]
    retire(document=loaded, user=chloe, reason="Superseded by the second edition.", at=LATER)
    assert live("toy", "a") is None
    with pytest.raises(StaleEdit):
        edit(eddie)
    revive(document=again(loaded), user=chloe, at=LATER)
    assert live("toy", "a") is None
    round = taken(send(loaded, eddie), rita)
    assert round.approvals_needed == 2


def test_a_new_document_goes_to_readers_once_two_people_approved_it(eddie, rita, ravi, toys, known_sources):
    document = Document.objects.create(kind="toy", slug="new", title="New")
    toys["toy"].copies[document.pk] = {"slug": "new", "title": "New", "body": "Text [@GEM21].", "claims": {}}
    note_edit(document=document, user=eddie, seen_lock=0, at=LATER)
    round = taken(send(document, eddie), rita)
    assert (round.approvals_needed, approved(round, rita)) == (2, None)
    stated(ravi)
    approved(round, ravi)
    assert live("toy", "new").payload["body"] == "Text [@GEM21]."


def test_an_act_that_fails_leaves_no_line_in_the_chain(loaded, eddie):
    send(edit(eddie), eddie)
    before = AuditEvent.objects.count()
    with pytest.raises(Refused):
        send(loaded, eddie)
    assert AuditEvent.objects.count() == before == 1
    assert first_broken() == ""


def test_a_lock_moved_in_between_is_stale(loaded, eddie):
    document = edit(eddie)
    Document.objects.filter(pk=document.pk).update(lock_version=document.lock_version + 1)
    with pytest.raises(Stale):
        discard(document=document, user=eddie, seen_lock=document.lock_version, at=LATER)


def test_an_old_page_neither_withdraws_nor_retires_nor_revives(loaded, eddie, rita, chloe):
    first = send(edit(eddie), eddie)
    lock = again(loaded).lock_version
    withdraw(round=first, user=eddie, seen_lock=lock, at=LATER)
    old = {"seen_lock": lock, "at": LATER}
    second = send(edit(eddie, "Once more [@GEM21]."), eddie)
    refused_as_stale(lambda: withdraw(round=second, user=eddie, **old))
    approved(taken(second, rita), rita)
    refused_as_stale(lambda: retire(document=again(loaded), user=chloe, reason="Old.", **old))
    lock = again(loaded).lock_version
    retire(document=again(loaded), user=chloe, reason="Old.", seen_lock=lock, at=LATER)
    old["seen_lock"] = lock
    refused_as_stale(lambda: revive(document=again(loaded), user=chloe, **old))
    revive(document=again(loaded), user=chloe, seen_lock=lock + 1, at=LATER)
    assert again(loaded).lock_version == lock + 2


def refused_as_stale(act):
    before = everything()
    with pytest.raises(Stale):
        act()
    assert everything() == before
