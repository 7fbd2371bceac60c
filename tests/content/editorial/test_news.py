"""People concerned are told by mail, each thing once, and nobody else ever; `tick` tells what the clock makes due."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from content.editorial.models import News, ReviewRound
from content.editorial.public import choose_mail, person_of, run_due
from content.editorial.services.news import tell_of_document
from tests.content.editorial.acts import LATER, again, approved, edit, send, taken
from tests.content.editorial.toys import AT

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def told(mailoutbox):
    return {(mail.to[0], line) for mail in mailoutbox for line in mail.body.splitlines() if line[:2] == "- "}


def test_a_submission_is_told_to_reviewers_in_one_digest_and_not_to_who_wrote_it(
    loaded, eddie, rita, ravi, mailoutbox
):
    send(edit(eddie), eddie)
    assert run_due(at=LATER + HOUR).counts["digests"] == 2
    assert told(mailoutbox) == {(person.email, "- “Toy a” waits for a reviewer.") for person in (rita, ravi)}
    assert run_due(at=LATER + HOUR).counts["digests"] == 0


def test_a_digest_comes_once_a_day_however_much_happens(loaded, eddie, rita, mailoutbox):
    round = taken(send(edit(eddie), eddie), rita)
    run_due(at=LATER + HOUR)
    approved(round, rita, at=LATER + 2 * HOUR)
    assert run_due(at=LATER + 3 * HOUR).counts["digests"] == 1
    assert mailoutbox[-1].to == [eddie.email]
    assert "was approved and is what readers see now" in mailoutbox[-1].body
    tell_of_document([eddie], what="interval_due", document=loaded, at=LATER + 4 * HOUR, once="x")
    assert run_due(at=LATER + 5 * HOUR).counts["digests"] == 0
    assert run_due(at=LATER + 30 * HOUR).counts["digests"] == 1


def test_news_of_a_changed_claim_goes_out_at_once(
    loaded, eddie, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tell_of_document([eddie], what="impact", document=loaded, at=LATER)
    assert [mail.to for mail in mailoutbox] == [[eddie.email]]
    assert run_due(at=LATER + HOUR).counts["urgent mails"] == 0


def test_who_switched_it_off_gets_none_and_is_not_told_later_either(loaded, eddie, rita, mailoutbox):
    choose_mail(user=rita, digest=False, at_once=False)
    send(edit(eddie), eddie)
    run_due(at=LATER + HOUR)
    choose_mail(user=rita, digest=True, at_once=True)
    run_due(at=LATER + 40 * HOUR)
    assert mailoutbox == []


def test_a_mail_that_cannot_be_sent_stays_due(loaded, eddie, rita, mailoutbox, settings):
    send(edit(eddie), eddie)
    good, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert run_due(at=LATER + HOUR).failed == 1
    assert News.objects.filter(mailed_at__isnull=False).count() == 0
    settings.EMAIL_BACKEND = good
    assert run_due(at=LATER + HOUR).counts["digests"] == 1


def test_a_person_who_left_gets_no_mail(loaded, eddie, rita, mailoutbox):
    send(edit(eddie), eddie)
    rita.is_active = False
    rita.save()
    run_due(at=LATER + HOUR)
    assert mailoutbox == []


def test_a_review_that_is_due_is_told_three_days_before_and_once(loaded, eddie, rita, mailoutbox):
    round = taken(send(edit(eddie), eddie), rita)
    assert round.due_on == (LATER + timedelta(days=14)).date()
    assert run_due(at=LATER + timedelta(days=10)).counts["reminders"] == 0
    assert run_due(at=LATER + timedelta(days=11)).counts["reminders"] == 1
    assert run_due(at=LATER + timedelta(days=12)).counts["reminders"] == 0


def test_the_owner_is_told_when_the_review_interval_has_elapsed_and_once(loaded, chloe, mailoutbox):
    loaded.owner = chloe
    loaded.save()
    assert run_due(at=AT + timedelta(days=364)).counts["reminders"] == 0
    assert run_due(at=AT + timedelta(days=365)).counts["reminders"] == 1
    assert run_due(at=AT + timedelta(days=366)).counts["reminders"] == 0
    assert "is due to be reviewed again" in mailoutbox[-1].body


def test_tick_says_what_it_did_and_lapses_claims(loaded, eddie, rita, monkeypatch):
    taken(send(edit(eddie), eddie), rita)
    ReviewRound.objects.update(due_on="2026-11-02")
    said = StringIO()
    call_command("tick", stdout=said)
    assert "claims lapsed: 1" in said.getvalue()
    assert again(loaded).rounds.get().state == "submitted"


def test_the_link_in_a_mail_switches_mail_off_without_signing_in(loaded, eddie, rita, mailoutbox, client):
    send(edit(eddie), eddie)
    run_due(at=LATER + HOUR)
    link = re.search(r"http://127.0.0.1:8000(/mail/\S+)", mailoutbox[0].body)[1]
    assert mailoutbox[0].extra_headers["List-Unsubscribe"].endswith(f"{link}>")
    assert 'name="digest"' in client.get(link).content.decode()
    assert client.post(link, {}).status_code == 303
    rita.refresh_from_db()
    assert (rita.mail_choice.digest, rita.mail_choice.at_once) == (False, False)


def test_a_link_that_is_not_ours_leads_nowhere(db, client):
    assert client.get("/mail/none/").status_code == 404
    assert person_of("none") is None
