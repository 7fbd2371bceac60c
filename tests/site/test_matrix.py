"""Who may ask for what: every address × every role × every method. An address missing in the table fails the test."""

import logging

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse

from cases.models import RecallItem
from tests.cases.players import Player
from tests.cases.publishing import publish_story

pytestmark = pytest.mark.django_db

OWN_APPS = ("accounts", "editorial", "content", "cases")
OTHER_METHODS = ("put", "patch", "delete")

READ = {"get": (200, 200, 200), "post": (405, 405, 405)}
NOTHING = {"get": (404, 404, 404), "post": (405, 405, 405)}
OWNERS_READ = {"get": (404, 200, 404), "post": (405, 405, 405)}
OWNERS_WRITE = {"get": (405, 405, 405), "post": (404, 422, 404)}
MINE = {"get": (302, 200, 200), "post": (302, 200, 200)}
ONCE = {"get": (200, 302, 302), "post": (200, 302, 302)}
NEVER = {"get": (302, 302, 302), "post": (302, 302, 302)}
WITH_FACTOR = {"get": (302, 404, 404), "post": (302, 404, 404)}
# Of site staff, by name; everybody else gets what stands under "other".
STAFF = ("eddie", "rita", "ravi", "chloe", "sam")
REVIEWERS = ("rita", "ravi", "chloe")
STAFF_READ = {"get": {"guest": 302, "other": 302} | dict.fromkeys(STAFF, 200), "post": (405, 405, 405)}
READERS_OF_DRAFTS = dict.fromkeys(STAFF, 200)
WRITERS = dict.fromkeys(("eddie", "chloe"), 422)
DESK_READ = {"get": {"guest": 401, "other": 404} | READERS_OF_DRAFTS, "post": (405, 405, 405)}
DESK_ASKED = {
    "get": (405, 405, 405),
    "post": {"guest": 401, "other": 404} | dict.fromkeys(READERS_OF_DRAFTS, 422),
}
DESK_WRITE = {"get": (405, 405, 405), "post": {"guest": 401, "other": 404} | WRITERS}
ANYBODYS_FORM = {"get": (200, 200, 200), "post": (200, 200, 200)}

# By address: what a guest, the owner of the attempt and anybody else signed in get. Forms are sent empty.
TABLE = {
    "home": READ,
    "help": READ,
    "content:guideline": {"get": (302, 302, 302)},
    "content:article": READ,
    "content:section": READ,
    "content:recommendation": {"get": (302, 302, 302)},
    "content:notice": READ,
    "content:glossary": READ,
    "content:trials": READ,
    "content:article_changes": READ,
    "content:section_changes": READ,
    "content:notice_changes": READ,
    "content:glossary_changes": READ,
    "content:trials_changes": READ,
    # Nothing has changed since the library was loaded, so there are no two publications to compare.
    "content:article_difference": NOTHING,
    "content:section_difference": NOTHING,
    "content:notice_difference": NOTHING,
    "content:glossary_difference": NOTHING,
    "content:trials_difference": NOTHING,
    "content:corrections": READ,
    "content:publication": NOTHING,
    "content:mail_choice": {"get": (404, 404, 404), "post": (404, 404, 404)},
    "content:guide": STAFF_READ,
    "content:figure": NOTHING,
    "content:preview": DESK_ASKED,
    "content:citable": DESK_READ,
    "content:keys": DESK_READ,
    "content:draft": DESK_WRITE,
    "content:discard_draft": DESK_WRITE,
    # Which person may do what in which state: tests/content/editorial/test_review_permissions.py.
    "editorial:review": {"get": (302, 404, 404), "post": (302, 404, 404)},
    "editorial:reaffirm": {"get": (302, 404, 404), "post": (302, 404, 404)},
    "editorial:review_draft": {"get": (405, 405, 405), "post": (401, 404, 404)},
    "editorial:reaffirm_draft": {"get": (405, 405, 405), "post": (401, 404, 404)},
    "content:whole": {"get": (302, 404, 404), "post": (405, 405, 405)},
    "editorial:impact": {"get": (302, 404, 404), "post": (302, 404, 404)},
    "editorial:statement": {
        "get": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 200),
        "post": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 422),
    },
    "editorial:verdicts": {
        "get": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 200),
        "post": (405, 405, 405),
    },
    "cases:library": READ,
    "cases:case": READ,
    "cases:start": {"get": (405, 405, 405), "post": (422, 422, 422)},
    "cases:keep_attempts": {"get": (405, 405, 405), "post": (303, 303, 303)},
    "cases:attempt": OWNERS_READ,
    "cases:feedback": OWNERS_READ,
    "cases:decide": OWNERS_WRITE,
    "cases:abandon": OWNERS_WRITE,
    "cases:note": {"get": (404, 200, 404), "post": (404, 422, 404)},
    "cases:report": {"get": (404, 200, 404), "post": (404, 422, 404)},
    "cases:reports": READ,
    "cases:pause": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:resume": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:debrief": {"get": (404, 302, 404), "post": (405, 405, 405)},
    "cases:certificate": NOTHING,  # not before the end
    "cases:what_if": {"get": (404, 302, 404), "post": (405, 405, 405)},  # not before the end
    "cases:recall": READ,
    # Lena's one item is not due yet, so that its page and its form lead to the queue, which says when it is.
    "cases:recall_item": {"get": (404, 303, 404), "post": (405, 405, 405)},
    "cases:recall_answer": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:recall_answered": OWNERS_READ,
    "cases:recall_drop": {"get": (405, 405, 405), "post": (302, 404, 404)},
    "cases:recall_clear": {"get": (405, 405, 405), "post": (302, 303, 303)},
    "cases:retry": {"get": (404, 303, 404), "post": (405, 405, 405)},  # not before the end
    "skip_sample": {"get": (405, 405, 405), "post": (302, 302, 302)},
    "my_page": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "my_data": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "my_data_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # asks for the password first
    "my_results_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_decisions_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_recall_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "delete_account": NEVER,  # as well
    "account": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "account_profile": MINE,
    "account_login": ONCE,
    "account_signup": ONCE,
    "account_logout": {"get": (302, 200, 200), "post": (302, 302, 302)},
    "account_inactive": READ,
    "account_reauthenticate": MINE,
    "account_email": {"get": (302, 200, 200), "post": (302, 302, 302)},
    "account_email_verification_sent": READ,
    "account_change_password": MINE,
    "account_set_password": {"get": (302, 302, 302), "post": (302, 302, 302)},
    "account_reset_password": ANYBODYS_FORM,
    "account_reset_password_done": READ,
    "account_reset_password_from_key": ANYBODYS_FORM,
    "account_reset_password_from_key_done": READ,
    "account_confirm_login_code": {"get": (302, 302, 302), "post": (302, 302, 302)},
    "account_confirm_email": {"get": (200, 200, 200), "post": (404, 404, 404)},
    "mfa_index": {"get": (302, 200, 200), "post": (302, 405, 405)},
    "mfa_authenticate": NEVER,
    "mfa_reauthenticate": NEVER,
    "mfa_activate_totp": NEVER,  # asks for the password first
    "mfa_deactivate_totp": WITH_FACTOR,
    "mfa_view_recovery_codes": {"get": (302, 404, 404), "post": (302, 405, 405)},
    "mfa_generate_recovery_codes": NEVER,
    "mfa_download_recovery_codes": WITH_FACTOR,
    "usersessions_list": {"get": (302, 200, 200), "post": (302, 302, 302)},
}
ARGUMENTS = {
    "content:figure": {"sha256": "0" * 64, "image_format": "png"},
    "editorial:review": {"round_id": 999},
    "editorial:reaffirm": {"document_id": 9999},
    "editorial:review_draft": {"round_id": 999},
    "editorial:reaffirm_draft": {"document_id": 9999},
    "editorial:impact": {"item_id": 9999},
    "content:whole": {"document_id": 9999},  # tests/content/admin/test_whole_page.py
    "content:article": {"slug": "metastatic-npc"},
    "content:section": {"slug": "first-line-systemic-therapy"},
    "content:recommendation": {"key": "gp-backbone"},
    "content:notice": {"slug": "disclaimer"},
    "content:article_changes": {"slug": "metastatic-npc"},
    "content:section_changes": {"slug": "first-line-systemic-therapy"},
    "content:notice_changes": {"slug": "disclaimer"},
    "content:article_difference": {"slug": "metastatic-npc", "old": 1, "new": 2},
    "content:section_difference": {"slug": "first-line-systemic-therapy", "old": 1, "new": 2},
    "content:notice_difference": {"slug": "disclaimer", "old": 1, "new": 2},
    "content:glossary_difference": {"old": 1, "new": 2},
    "content:trials_difference": {"old": 1, "new": 2},
    "content:publication": {"sha256": "0" * 64},
    "content:mail_choice": {"token": "none"},
    "cases:case": {"slug": "made"},
    "cases:start": {"slug": "made"},
    "account_confirm_email": {"key": "none"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
}


def addresses(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}", [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]


@pytest.fixture
def attempt(lena):
    """Lena's, with one decision taken, after one she gave up, with a miss."""
    publish_story()
    client = Client()
    client.force_login(lena)
    player = Player(client).start()
    player.decide()
    player.decide("c")
    player.give_up()
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
        if model._meta.label != "accounts.User"  # signing in stamps the person
    }


def url(name, attempt):
    known = {"attempt_id": attempt.attempt_id, "position": attempt.attempt.events.last().position}
    if name.startswith("cases:recall"):
        known = {"item_id": RecallItem.objects.get().pk, "position": 1}
    wanted = [
        parameter
        for found, parameters in addresses(get_resolver())
        for parameter in parameters
        if found == name
    ]
    return reverse(name, kwargs=ARGUMENTS.get(name) or {key: known[key] for key in wanted})


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
