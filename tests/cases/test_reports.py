"""Problems that learners report: what is kept, who reads the answer, and what an assessed attempt does not tell."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, Owner, ProblemReport
from cases.selectors import playing
from cases.selectors.reports import pseudonym, state_hash
from cases.services.reporting import (
    AN_HOUR_AT_MOST,
    NotReported,
    Problem,
    TooManyReports,
    answer_report,
    close_report,
    report_problem,
)
from tests.cases.players import Player, hidden, text
from tests.cases.reporting import SHOWN, WORDS, mine, now_by, report
from tests.cases.stories import word

pytestmark = pytest.mark.django_db


def test_a_report_holds_publication_step_and_the_state_it_was_made_in(learner, made):
    learner.decide()
    answer = report(learner, f" {WORDS}\r\n", kind="unclear")
    assert (answer.status_code, answer["Location"]) == (303, learner.url())
    assert "the editors have your report" in text(learner.look())
    kept, loaded = ProblemReport.objects.get(), playing.load(learner.attempt)
    assert (kept.publication_id, kept.step, kept.position) == (made.id, "q-1", 2)
    assert (kept.kind, kept.words, kept.state, kept.attempt_id) == (
        "unclear",
        WORDS,
        "open",
        learner.attempt_id,
    )
    assert kept.state_hash == state_hash(loaded, 2)


def test_the_state_is_that_before_the_decision_whenever_it_is_reported_and_no_other_ones(learner, reported):
    learner.decide("a", "e")
    report(learner, "once more")
    later = ProblemReport.objects.latest("pk")
    assert later.state_hash == reported.state_hash
    report(learner, "the next step", 3)
    assert ProblemReport.objects.latest("pk").state_hash != reported.state_hash


def test_a_report_is_no_event(learner, reported):
    assert [event.kind for event in learner.attempt.events.all()] == ["started", "decided"]


def test_the_same_form_sent_twice_is_one_report(learner, reported):
    form = {"key": str(reported.key), "kind": "wrong", "words": "something else"}
    assert learner.client.post(learner.url("report", 2), form).status_code == 303
    assert ProblemReport.objects.get().words == WORDS


def test_the_key_of_somebody_elses_form_reports_nothing(reported, guest):
    form = {"key": str(reported.key), "kind": "wrong", "words": "mine"}
    answer = guest.client.post(guest.url("report", 1), form)
    assert answer.status_code == 409
    assert "mine" in text(answer)
    assert hidden(text(answer), "key") != str(reported.key)
    assert ProblemReport.objects.count() == 1


@pytest.mark.parametrize("position", [0, 3, 10**30])
def test_a_step_that_was_not_reached_cannot_be_reported(learner, reported, position):
    assert learner.client.get(learner.url("report", position)).status_code == 404
    assert learner.client.post(learner.url("report", position), {}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"words": "x"}, "This field is required"),
        ({"kind": "wrong", "words": "  "}, "This field is required"),
        ({"kind": "nonsense", "words": "x"}, "Select a valid choice"),
        ({"kind": "wrong", "words": "x" * 2001}, "shorten it to 2000"),
        ({"kind": "wrong", "words": "a\x00"}, "Remove the character"),
    ],
)
def test_a_refused_report_says_why_and_stores_nothing(learner, sent, says):
    answer = learner.client.post(learner.url("report", 1), {"key": str(uuid.uuid4()), **sent})
    assert answer.status_code == 422
    assert says in text(answer).replace("Null characters are not allowed", "Remove the character")
    assert not ProblemReport.objects.exists()


def test_ten_reports_an_hour_are_enough_over_all_attempts_of_one_learner(learner, otto):
    at, loaded = timezone.now(), playing.load(learner.attempt)
    other = playing.load(Player(learner.client).start().attempt)

    def send(on, at):
        problem = Problem(uuid.uuid4(), "wrong", 1, "x")
        return report_problem(playing=on, owner=Owner(user_id=on.attempt.learner_id), problem=problem, at=at)

    for _ in range(AN_HOUR_AT_MOST):
        send(loaded, at)
    for on in (loaded, other):
        with pytest.raises(TooManyReports):
            send(on, at + timedelta(minutes=59))
    answer = report(learner, "one more", 1)
    assert answer.status_code == 429
    assert "one more</textarea>" in text(answer), "nobody has to write it again"
    assert "Too many reports within the hour." in text(answer)
    theirs = Client()
    theirs.force_login(otto)
    assert report(Player(theirs).start(), "mine", 1).status_code == 303
    send(loaded, at + timedelta(minutes=61))


def test_guests_of_one_address_are_slowed_down_together_whatever_browser_they_use(made, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report": "2/h/ip"}
    sent = [report(Player(Client()).start(), "x", 1).status_code for _ in range(3)]
    assert sent == [303, 303, 429]
    assert ProblemReport.objects.count() == 2


def test_a_guests_form_sent_twice_is_known_before_it_is_counted(guest, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report": "1/h/ip"}
    address = guest.url("report", 1)
    form = {"key": hidden(text(guest.client.get(address)), "key"), "kind": "wrong", "words": "x"}
    assert [guest.client.post(address, form).status_code for _ in range(2)] == [303, 303]
    assert ProblemReport.objects.count() == 1


def test_a_guest_reports_is_told_that_nobody_can_write_and_keeps_it_at_sign_in(guest, lena):
    assert "You have no account" in text(guest.client.get(guest.url("report", 1)))
    report(guest, WORDS, 1)
    assert "nobody can write to you" in text(guest.look())
    assert SHOWN in mine(guest.client)
    assert "Reported without an account" in mine(guest.client)
    guest.client.force_login(lena)
    guest.client.post("/attempts/keep/")
    elsewhere = Client()
    elsewhere.force_login(lena)
    assert SHOWN in mine(elsewhere)
    assert "Reported without an account" not in mine(elsewhere)


def test_ones_reports_are_ones_own_and_who_has_none_is_told_where_they_come_from(
    learner, reported, otto, guest
):
    assert SHOWN in mine(learner.client)
    theirs = Client()
    theirs.force_login(otto)
    for client in (theirs, guest.client, Client()):
        assert SHOWN not in mine(client)
        assert "Nothing reported yet" in mine(client)


def test_the_author_reads_the_state_the_answer_and_the_reason(learner, reported, eddie):
    assert "Open" in mine(learner.client)
    answer_report(report=reported, words="It is the label's interval.", by=now_by(eddie))
    html = mine(learner.client)
    assert "Answered" in html
    assert "It is the label&#x27;s interval." in html
    reported.refresh_from_db()
    close_report(report=reported, reason="Nothing to change.", by=now_by(eddie))
    html = mine(learner.client)
    assert "Closed" in html
    assert "Nothing to change." in html
    assert "Eddie" not in html


def test_in_an_assessed_attempt_the_form_says_nothing_of_the_step_but_its_title(made, lena):
    client = Client()
    client.force_login(lena)
    player = Player(client).start(mode="assessed")
    player.decide()
    player.decide("d", certainty="1")
    html = text(client.get(player.url("report", 2)))
    assert word("q-1", "title") in html
    for part in ("rationale", "when_right", "consequence", "label"):
        assert not [one for one in "abcde" if word("q-1", one, part) in html]
    assert "harm" not in html.lower().replace("pharm", "")
    sent = text(client.post(player.url("report", 2), {"key": "x"}))
    assert word("q-1", "d", "label") not in sent


def test_while_the_learner_is_assessed_the_editors_words_on_that_case_wait(learner, reported, eddie):
    answer_report(report=reported, words="The right one is a and e.", by=now_by(eddie))
    assessed = Player(learner.client).start(mode="assessed")
    html = mine(learner.client)
    assert "The right one" not in html
    assert "when your assessed attempt at this case is over" in html
    answer = learner.client.get(learner.url("report", 2))
    assert (answer.status_code, answer["Location"]) == (303, assessed.url())
    assessed.give_up()
    assert "The right one is a and e." in mine(learner.client)


def test_while_the_learner_is_assessed_a_step_reached_in_another_attempt_has_no_title(learner, reported):
    """Practice that goes on beside it counts as another attempt too; a report of the assessed one keeps its title."""
    assessed = Player(learner.client).start(mode="assessed")
    assert word("q-1", "title") not in mine(learner.client)
    assert "A step of another attempt" in mine(learner.client)
    report(assessed, "of the assessed one", 1)
    assert mine(learner.client).count("A step of another attempt") == 1
    assessed.give_up()
    assert word("q-1", "title") in mine(learner.client)
    assert "A step of another attempt" not in mine(learner.client)


def test_every_decision_of_a_debrief_may_be_argued_with_in_the_same_inbox(learner):
    learner.play()
    html = text(learner.client.get(learner.url("debrief")))
    links = [f'href="{learner.url("report", at)}?kind=otherwise"' for at in range(2, 6)]
    assert [html.count(link) for link in links] == [1] * 4
    form = text(learner.client.get(f"{learner.url('report', 3)}?kind=otherwise"))
    assert re.search(r'<input[^>]*value="otherwise"[^>]*checked', form)
    assert report(learner, "b is as good", 3, kind="otherwise")["Location"] == learner.url("debrief")
    assert ProblemReport.objects.get().kind == "otherwise"


def test_a_pseudonym_is_the_same_for_one_learner_and_holds_no_name(learner, reported, guest, lena):
    again = Player(learner.client).start()
    report(again, "x", 1)
    report(guest, "y", 1)
    first, second, guests = ProblemReport.objects.order_by("pk").select_related("attempt")
    assert pseudonym(first) == pseudonym(second) != pseudonym(guests)
    assert str(lena.pk) != pseudonym(first).split()[1]
    assert "Lena" not in pseudonym(first)


def test_the_database_holds_no_report_without_words_and_none_half_closed(reported, eddie):
    at = timezone.now()
    for wrong in (
        {"words": ""},
        {"words": "x" * 2001},
        {"kind": "else"},
        {"state": "lost"},
        {"state": "answered"},
        {"state": "answered", "handled_by": eddie},
        {"answer": "said", "answered_at": at},
        {"state": "closed", "handled_by": eddie, "closed_at": at},
        {"state": "closed", "handled_by": eddie, "reason": "x"},
        {"state": "closed", "closed_at": at, "reason": "x"},
        {"reason": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProblemReport.objects.update(**wrong)


def test_a_key_that_fails_for_another_reason_is_not_taken_for_a_report(learner, reported):
    other = playing.load(Player(learner.client).start().attempt)
    problem = Problem(reported.key, "wrong", 1, "x")
    with pytest.raises(NotReported):
        report_problem(playing=other, owner=Owner(user_id=1), problem=problem, at=timezone.now())


def test_own_reports_cost_the_same_however_many(learner, reported, django_assert_max_num_queries):
    for _ in range(5):
        report(learner, "x")
    with django_assert_max_num_queries(8):
        learner.client.get("/reports/")
    assert Attempt.objects.count() == 1
