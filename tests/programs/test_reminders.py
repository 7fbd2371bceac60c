"""Reminders go out once of each kind, to members who have not done it and want them, and end with one click."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cases.models import Attempt
from cases.programs.models import Membership, NoReminders, Reminder
from cases.programs.services.answering import start_part
from cases.programs.services.assigning import Grant, cancel_assignment, extend
from cases.programs.services.belonging import join, leave
from cases.programs.services.reminding import remind, stop_link
from npcsite.lib.mailing import GIVING_UP, mail_each
from tests.cases.publishing import publish_story
from tests.factories import UserFactory
from tests.programs.founding import founded
from tests.programs.mailserver import mail_server
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


def kinds():
    return [one.kind for one in Reminder.objects.order_by("pk")]


def test_each_kind_goes_out_once_as_time_passes(cohort, dora, mailoutbox):
    set_ = set_to(cohort, dora, opens=1, due=9)
    for day in (0, 1, 1.1, 7.5, 8, 9.1, 10, 20):
        remind(at=set_.created_at + day * DAY + timedelta(minutes=1))
    assert kinds() == ["open", "due-soon", "overdue"]
    assert ["It was due on" in mail.body for mail in mailoutbox] == [False, False, True]


def test_the_tick_sends_them_and_a_second_one_sends_none(cohort, dora, mailoutbox):
    set_to(cohort, dora)
    for count in (1, 0):
        told = StringIO()
        call_command("tick", stdout=told)
        assert f"reminders of assignments: {count}" in told.getvalue()
    assert len(mailoutbox) == 1


def test_a_mail_names_the_zone_tells_no_result_and_can_be_ended(cohort, dora, lena, mailoutbox):
    set_to(cohort, dora)
    remind(at=timezone.now())
    mail = mailoutbox[0]
    assert mail.to == [lena.email]
    assert "Asia/Singapore" in mail.body
    assert not any(word in mail.body.lower() for word in ("score", "unsafe", "result"))
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{stop_link(lena)}>"


def test_who_has_done_it_has_left_or_is_simulated_gets_none(cohort, dora, lena, otto, mailoutbox):
    set_ = set_to(cohort, dora)
    start_part(item=set_.items.get(), learner=lena, key=uuid4(), at=timezone.now())
    Attempt.objects.update(state="completed", ended_at=timezone.now())
    assert remind(at=timezone.now()).sent == 0
    set_to(cohort, dora)
    lena.is_simulated = True
    lena.save()
    assert remind(at=timezone.now()).sent == 0
    lena.is_simulated = False
    lena.save()
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    assert (remind(at=timezone.now()).sent, mailoutbox) == (0, [])


def test_a_cancelled_assignment_is_silent_and_an_extension_is_respected(cohort, dora, lena):
    cancelled, extended = set_to(cohort, dora), set_to(cohort, dora, opens=-5, due=-1)
    cancel_assignment(assignment=cancelled, actor=dora, at=timezone.now())
    grant = Grant(lena, timezone.now() + 5 * DAY, "was ill")
    extend(assignment=extended, grant=grant, actor=dora, at=timezone.now())
    remind(at=timezone.now())
    assert kinds() == ["open"]


def test_opening_the_link_changes_nothing_and_one_click_ends_reminders(cohort, dora, lena, mailoutbox):
    set_to(cohort, dora)
    path = stop_link(lena).split("/", 3)[3]
    mail_program = Client(enforce_csrf_checks=True)
    assert mail_program.get(f"/{path}").status_code == 200
    assert not NoReminders.objects.exists()
    for _ in range(2):
        assert mail_program.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert NoReminders.objects.get().person == lena
    assert (remind(at=timezone.now()).sent, mailoutbox) == (0, [])


def test_reminders_are_switched_off_and_on_when_signed_in(client, cohort, lena):
    client.force_login(lena)
    assert client.post("/my-assignments/reminders/", {"want": "no"}).status_code == 303
    assert NoReminders.objects.filter(person=lena).exists()
    assert "Send me reminders again" in client.get("/my-assignments/").content.decode()
    client.post("/my-assignments/reminders/", {"want": "yes"})
    assert not NoReminders.objects.exists()


@pytest.fixture
def classmates(cohort, dora):
    """Five more, to whom the same is set; the first address is not known to the mail server."""
    people = [UserFactory(email=f"mate{number}@example.org") for number in range(5)]
    for one in people:
        join(cohort=cohort, learner=one, at=timezone.now())
    set_to(cohort, dora)
    return people


def tick() -> str:
    """What it says, and why it ends with an error, if it does."""
    told = StringIO()
    try:
        call_command("tick", stdout=told)
    except CommandError as why:
        return told.getvalue() + str(why)
    return told.getvalue()


def test_a_mail_that_is_refused_stops_no_other_and_is_tried_again_the_next_time(classmates, lena, settings):
    known = {lena.email, *(one.email for one in classmates[1:])}
    with mail_server(settings, refused={classmates[0].email}) as server:
        said = tick()
        assert "reminders of assignments: 5" in said
        assert "could not be sent: 1" in said
        assert set(server.taken) == known
        server.refused.clear()
        assert "reminders of assignments: 1" in tick()
        assert server.taken[5:] == [classmates[0].email]
        assert "reminders of assignments: 0" in tick()


def test_when_the_mail_server_is_away_the_rest_of_the_tick_is_done_and_everybody_is_told_later(
    classmates, settings, caplog
):
    with mail_server(settings):
        pass
    said = tick()
    assert "claims lapsed: 0" in said
    assert "could not be sent: 6" in said
    assert len(caplog.records) == GIVING_UP
    assert not Reminder.objects.exists()
    with mail_server(settings) as server:
        assert "reminders of assignments: 6" in tick()
        assert len(server.taken) == 6


def test_failures_with_a_mail_sent_between_them_do_not_end_the_run(caplog):
    def send(number: int) -> bool:
        if number % GIVING_UP:
            raise ConnectionResetError
        return True

    assert mail_each(range(3 * GIVING_UP), send) == (3, 6)
    assert len(caplog.records) == 6, "each was tried"
