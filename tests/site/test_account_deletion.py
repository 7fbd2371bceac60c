"""Leaving for good: of a learner nothing is left that leads to them, and of staff what readers must be able to see."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import (
    Attempt,
    AttemptEvent,
    Pause,
    ProblemReport,
    RecallAnswer,
    RecallItem,
    Result,
    StepNote,
)
from cases.models.report import WORDS_GONE
from cases.selectors.reports import pseudonym
from content.editorial.models import Document, Draft, InterestStatement, MailChoice, News
from npcsite.accounts.models import AccountEvent, Role, RoleGrant, User
from npcsite.accounts.services.roles import grant_role
from npcsite.pages.selectors.personal import RULES, rows_of
from npcsite.pages.services.erasing import LastAdministrator, erase_person
from tests.accounts.codes import LOGIN, give_factor, sign_in
from tests.accounts.test_people_acts import lock
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import days_pass, missing, recaller
from tests.cases.reporting import report
from tests.factories import PASSWORD, UserFactory
from tests.programs.personal import in_programs
from tests.site.canaries import everywhere, sings, sings_on_disk

pytestmark = pytest.mark.django_db

DELETE = "/accounts/delete/"


@pytest.fixture
def cora(db):
    """The canary: her name stands nowhere else."""
    return UserFactory(email="zebrafink@example.org", name="Cora Zebrafink")


@pytest.fixture
def busy(cora, sam):
    """Cora has left traces wherever a learner and editor can; returns her browser."""
    publish_story()
    grant_role(person=cora, role=Role.EDITOR, actor=sam)
    lock(cora)
    browser, phone, half_way = Client(HTTP_USER_AGENT="Zebrafink's browser"), Client(), Client()
    secret = give_factor(cora)
    sign_in(browser, cora, secret=secret)
    half_way.post(LOGIN, {"login": cora.email, "password": PASSWORD})
    phone.force_login(cora)
    browser.post("/accounts/email/", {"action_add": "", "email": "zebrafink.two@example.org"})
    lock(User(email="zebrafink.two@example.org"))
    player = missing(Player(browser).start(), 2)
    days_pass()
    recaller(browser, "k-2").answer("a")
    beside_the_log(player)
    Pause.objects.create(attempt=player.attempt, paused_at=timezone.now(), resumed_at=timezone.now())
    for path in ("/", "/accounts/", "/cases/", "/recall/", "/admin/", "/accounts/data/my-data.json"):
        browser.get(path)
    Draft.objects.create(user=cora, place="section/new", text='{"body":"zebrafink"}', at=timezone.now())
    MailChoice.objects.create(user=cora, digest=False)
    News.objects.create(
        user=cora, what="approved", document=Document.objects.first(), once="1", at=timezone.now()
    )
    for log in (AccessFailureLog, AccessLog):
        log.objects.create(username=cora.email, user_agent="Zebrafink's browser")
    Document.objects.update(owner=cora)
    in_programs(cora, player.attempt)
    LogEntry.objects.create(
        user=cora, content_type=ContentType.objects.get_for_model(Document), object_id="1",
        object_repr="by zebrafink", action_flag=2,
    )  # fmt: skip
    return browser


def beside_the_log(player):
    """A note on a step and a report of it."""
    seen = hidden(text(player.client.get(player.url("note", 2))), "seen")
    player.client.post(player.url("note", 2), {"seen": seen, "text": "By Zebrafink"})
    report(player, "Zebrafink says: the dose is out of date.")


def test_the_canary_sings_before(busy):
    """Without this control the next test would prove nothing."""
    places = set(everywhere())
    assert {"accounts_user", "account_emailaddress", "axes_accessattempt", "editorial_draft",
            "usersessions_usersession", "django_admin_log", "cases_stepnote", "cases_problemreport",
            "a session"} <= places  # fmt: skip


def test_afterwards_it_sings_nowhere(busy, cora, caplog):
    answer = busy.post(DELETE, {"understood": "on"})
    assert answer["Location"] == "/"
    assert everywhere() == []
    assert not sings(caplog.text)
    assert not User.objects.filter(pk=cora.pk).exists()
    assert "Your account is deleted." in busy.get("/").content.decode()
    assert busy.get("/accounts/").status_code == 302


def test_every_table_that_is_hers_had_a_row_of_hers(busy, cora):
    """A table that a learner or an editor leaves rows in belongs into `busy`, or nobody knows what becomes of them."""
    hers = [label for label, rule in RULES.items() if rule.then != "keep" or "attempt__learner" in rule.ways]
    assert [label for label in hers if not rows_of(label, cora).exists()] == []


@pytest.mark.django_db(transaction=True)
def test_on_disk_it_sings_before_and_not_afterwards(busy, cora):
    if connection.vendor == "sqlite":
        assert sings_on_disk()
    busy.post(DELETE, {"understood": "on"})
    assert not User.objects.filter(pk=cora.pk).exists()
    assert sings_on_disk() == []


def test_no_table_points_at_the_person_any_more(busy, cora):
    erase_person(person=cora)
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                assert not model._default_manager.filter(**{field.attname: cora.pk}).exists(), field


def test_what_was_decided_stays_for_the_figures_and_nobody_can_open_it(busy, cora):
    attempt = Attempt.objects.get()
    events, results = list(AttemptEvent.objects.values()), list(Result.objects.values())
    erase_person(person=cora)
    assert list(AttemptEvent.objects.values()) == events
    assert list(Result.objects.values()) == results
    attempt.refresh_from_db()
    assert (attempt.learner_id, attempt.guest_token) == (None, "")
    assert Client().get(attempt.get_absolute_url()).status_code == 404


def test_of_the_recall_queue_the_answers_stay_without_an_owner_and_nobody_is_asked(busy, cora, lena):
    item, answers = RecallItem.objects.get(), list(RecallAnswer.objects.values())
    assert len(answers) == 2
    erase_person(person=cora)
    assert list(RecallAnswer.objects.values()) == answers
    item.refresh_from_db()
    assert item.learner_id is None
    other = Client()
    other.force_login(lena)
    for client in (Client(), other):
        assert client.get(item.get_absolute_url()).status_code == 404


def test_what_was_reported_stays_without_its_author_and_that_is_said_before(busy, cora):
    author = pseudonym(ProblemReport.objects.get())
    page = busy.get(DELETE).content.decode()
    assert "that you reported a problem, at which step and of which kind" in page
    assert "Your words go; where an answer repeats" in page
    erase_person(person=cora)
    stays = ProblemReport.objects.get()
    assert (stays.words, stays.attempt.learner_id, stays.step) == (WORDS_GONE, None, "q-1")
    assert pseudonym(stays) != author
    assert StepNote.objects.count() == 0


def test_nobody_else_loses_anything(busy, cora, lena):
    other = Client()
    sign_in(other, lena)
    lock(lena)
    MailChoice.objects.create(user=lena)
    erase_person(person=cora)
    assert other.get("/accounts/").status_code == 200
    assert AccessAttempt.objects.get().username == lena.email
    assert MailChoice.objects.filter(user=lena).exists()


def test_it_is_noted_by_number_that_an_account_was_erased(cora, client, sam):
    erase_person(person=cora)
    event = AccountEvent.objects.get()
    assert (event.verb, event.person_id, event.actor_id, event.data) == ("erased", cora.pk, None, "{}")
    client.force_login(sam)
    page = client.get("/admin/accounts/accountevent/").content.decode()
    assert f"erased account {cora.pk}" in page
    assert "command line" not in page


@pytest.fixture
def reviewer(cora):
    """Cora has stated her interests, which readers see beside what she approved."""
    RoleGrant.objects.create(user=cora, role=Role.REVIEWER)
    at = timezone.now()
    InterestStatement.objects.create(
        user=cora, name="Prof. C. Shown", capacity="medical oncologist", interests="None", made_at=at,
        expires_on=(at + timedelta(days=365)).date(),
    )  # fmt: skip
    return cora


def test_of_a_reviewer_the_name_given_with_approvals_stays_and_the_account_is_cleared(reviewer):
    number = reviewer.pk
    erase_person(person=reviewer)
    cleared = User.objects.get(pk=number)
    assert (cleared.email, cleared.name, cleared.audience) == (f"erased-{number}@erased.invalid", "", "")
    assert [cleared.is_active, cleared.is_staff, cleared.is_superuser] == [False] * 3
    assert not cleared.has_usable_password()
    assert not cleared.role_grants.exists()
    assert InterestStatement.objects.get().name == "Prof. C. Shown"
    assert everywhere() == []


def test_a_cleared_address_can_be_used_for_a_new_account(reviewer):
    erase_person(person=reviewer)
    assert UserFactory(email="zebrafink@example.org").pk


def test_the_page_says_what_goes_and_what_stays(client, reviewer, lena):
    sign_in(client, reviewer)
    page = client.get(DELETE).content.decode()
    assert "with the name and role you gave for it" in page
    assert "attempt" not in page.split("What stays")[1]
    publish_story()
    Player(client).start().play()
    assert "your attempt at a case" in client.get(DELETE).content.decode()
    other = Client()
    sign_in(other, lena)
    assert "you wrote, reviewed and approved" not in other.get(DELETE).content.decode()


def test_looking_and_an_unconfirmed_form_delete_nothing(client, cora):
    sign_in(client, cora)
    client.get(DELETE)
    answer = client.post(DELETE, {})
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert User.objects.filter(pk=cora.pk).exists()


def test_without_a_fresh_password_nothing_is_deleted(client, cora):
    client.force_login(cora)
    answer = client.post(DELETE, {"understood": "on"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=cora.pk).exists()
    client.post(answer["Location"], {"password": PASSWORD})
    assert not User.objects.filter(pk=cora.pk).exists(), "the form that was sent goes on"


def test_the_last_administrator_stays_until_there_is_another(client, sam):
    sign_in(client, sam)
    page = client.post(DELETE, {"understood": "on"}).content.decode()
    assert "last administrator" in page
    with pytest.raises(LastAdministrator):
        erase_person(person=sam)
    UserFactory(is_superuser=True, is_active=False)
    with pytest.raises(LastAdministrator):
        erase_person(person=sam)
    UserFactory(is_superuser=True)
    erase_person(person=sam)
    assert not User.objects.filter(pk=sam.pk).exists()


def test_a_deletion_that_fails_half_way_deletes_nothing(busy, cora, monkeypatch):
    tables = (
        "accounts.User",
        "account.EmailAddress",
        "editorial.Draft",
        "mfa.Authenticator",
        "sessions.Session",
    )

    def held():
        return {
            label: list(apps.get_model(label).objects.order_by("pk").values_list("pk")) for label in tables
        }

    before = held()
    monkeypatch.setattr(User, "delete", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase_person(person=cora)
    assert held() == before
