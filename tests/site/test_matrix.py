"""Who may ask for what: every address × every role × every method. An address missing in the table fails the test."""

import logging

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse

from cases.models import RecallItem
from cases.programs.models import AssignmentItem, CoachingNote, Invitation, Membership, Snooze
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.programs.founding import aside, founded, noted
from tests.programs.inviting import invited
from tests.programs.setting import set_to
from tests.site.matrix_table import ARGUMENTS, TABLE

pytestmark = pytest.mark.django_db

OWN_APPS = ("accounts", "editorial", "content", "cases", "programs")
OTHER_METHODS = ("put", "patch", "delete")


def addresses(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}", [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]


@pytest.fixture
def attempt(lena, dora):
    """Lena's, with one decision taken, after one she gave up, with a miss. She is in a cohort of Dora's."""
    publish_story()
    cohort = founded(dora, lena)
    set_to(cohort, dora)
    invited(cohort, "invited@example.org", actor=dora)
    client = Client()
    client.force_login(lena)
    player = Player(client).start()
    player.decide()
    player.decide("c")
    player.give_up()
    noted(cohort.program, player.attempt, dora)
    aside(cohort.program, lena, dora)
    player.start()
    player.send(player.form())
    player.send(player.form(), ["a"])
    return player


@pytest.fixture
def people(request):
    """By role: a guest, Lena who owns the attempt, and the rest of the cast."""
    others = ("eddie", "rita", "ravi", "chloe", "dora", "otto", "sam")
    found = {name: request.getfixturevalue(name) for name in others}
    return {"guest": None, "owner": request.getfixturevalue("lena"), **found}


def visitor(person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def rows():
    models = (model for label in OWN_APPS for model in apps.get_app_config(label).get_models())
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in models
        # Signing in stamps the person; a look at a record is noted.
        if model._meta.label not in {"accounts.User", "programs.Viewing"}
    }


def url(name, attempt):
    known = {"attempt_id": attempt.attempt_id, "position": attempt.attempt.events.last().position}
    if name.startswith("programs:"):
        known |= of_program()
    if name.startswith("cases:recall"):
        known = {"item_id": RecallItem.objects.get().pk, "position": 1}
    wanted = [
        parameter
        for found, parameters in addresses(get_resolver())
        for parameter in parameters
        if found == name
    ]
    return reverse(name, kwargs=ARGUMENTS.get(name) or {key: known[key] for key in wanted})


def of_program():
    note, item = CoachingNote.objects.get(), AssignmentItem.objects.select_related("assignment").get()
    return {
        "appointment_id": note.program.appointments.get().pk,
        "membership_id": Membership.objects.get().pk,
        "invitation_id": Invitation.objects.get().pk,
        "item_id": item.pk,
        "assignment_id": item.assignment_id,
        "program_id": note.program_id,
        "cohort_id": note.program.cohorts.get().pk,
        "learner_id": note.learner_id,
        "slug": note.attempt.document.slug,
        "attempt_id": note.attempt_id,
        "note_id": note.pk,
        "snooze_id": Snooze.objects.get().pk,
        "rule": "quiet",
        "position": note.position,
    }


def test_every_address_is_in_the_table():
    known = {name for name, _parameters in addresses(get_resolver()) if not name.startswith("admin:")}
    assert known == set(TABLE)


def answer(said, role):
    if isinstance(said, dict):
        return said.get(role, said["other"])
    return said[{"guest": 0, "owner": 1}.get(role, 2)]


def differences(method, attempt, people):
    for name, methods in TABLE.items():
        for role, person in people.items():
            expected = answer(methods.get(method, (405, 405, 405)), role)
            got = getattr(visitor(person), method)(url(name, attempt)).status_code
            if got != expected:
                yield f"{method} {name} as {role}: {got}, not {expected}"


def test_reading_is_answered_as_the_table_says_and_changes_no_row(attempt, people, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    call_command("load_library", verbosity=0)
    before = rows()
    assert list(differences("get", attempt, people)) == []
    for name in TABLE:
        visitor(people["owner"]).head(url(name, attempt))
    assert rows() == before


def test_sending_is_answered_as_the_table_says(attempt, people, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    assert list(differences("post", attempt, people)) == []


def test_no_other_method_is_served_by_our_own_pages(attempt, people, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    for name in (name for name in TABLE if not name.startswith(("account_", "mfa_", "usersessions_"))):
        for role in ("guest", "owner", "otto", "sam"):
            for method in OTHER_METHODS:
                got = getattr(visitor(people[role]), method)(url(name, attempt)).status_code
                assert got == 405, f"{method} {name} as {role}"


def test_the_admin_is_closed_to_guests_learners_and_directors(attempt, people, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    for name, parameters in addresses(get_resolver()):
        if not name.startswith("admin:") or name == "admin:login":
            continue
        values = dict.fromkeys(parameters, "1") | (
            {"app_label": "accounts"} if "app_label" in parameters else {}
        )
        for role in ("guest", "owner", "dora"):
            for method in ("get", "post"):
                got = getattr(visitor(people[role]), method)(reverse(name, kwargs=values)).status_code
                assert got in {302, 403, 404, 405}, f"{method} {name} as {role}: {got}"
