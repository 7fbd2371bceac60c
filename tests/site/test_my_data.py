"""What the site has about a person: every table has a rule, and the file holds it all and nobody else's."""

import json

import pytest
from django.apps import apps
from django.test import Client

from cases.models import ProblemReport
from cases.services.reporting import answer_report, close_report
from npcsite.accounts.models import Role, User
from npcsite.accounts.services.roles import grant_role
from npcsite.pages.selectors.personal import EXEMPT, RULES, WAITS
from tests.accounts.codes import give_factor, sign_in
from tests.accounts.test_people_acts import lock
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story
from tests.cases.recalls import missing
from tests.cases.reporting import now_by, report

FILE = "/accounts/data/my-data.json"


def tables_that_lead_to_a_person() -> set[str]:
    """By foreign keys, over any number of tables."""
    found = {User}
    while more := {
        model
        for model in apps.get_models(include_auto_created=True)
        if model not in found
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in found
    }:
        found |= more
    return {model._meta.label for model in found}


def test_every_table_that_leads_to_a_person_has_a_rule_or_a_reason():
    assert tables_that_lead_to_a_person() - set(RULES) - set(EXEMPT) == set()
    assert not set(RULES) & set(EXEMPT)
    assert all(EXEMPT.values())


def test_what_names_a_person_itself_is_never_exempt():
    """Documents of every kind inherit their owner from `editorial.Document`, which has a rule."""
    for label in EXEMPT:
        model = apps.get_model(label)
        own = [
            f.name
            for f in model._meta.local_fields
            if f.related_model is User and not model._meta.auto_created
        ]
        assert own == [], label


@pytest.mark.parametrize("label", [*RULES, *EXEMPT])
def test_every_rule_is_of_a_table_that_exists_and_leaves_out_fields_it_has(label):
    model = apps.get_model(label)
    for name in RULES[label].leave_out if label in RULES else ():
        model._meta.get_field(name)


@pytest.mark.parametrize("label", [label for label, rule in RULES.items() if rule.then == "disown"])
def test_what_loses_its_owner_may_be_without_one(label):
    for way in RULES[label].ways:
        assert apps.get_model(label)._meta.get_field(way).null


@pytest.fixture
def told(db, client, lena, sam):
    """Lena's file, after she has done all that a learner can."""
    publish_story()
    grant_role(person=lena, role=Role.DIRECTOR, actor=sam)
    lock(lena)
    secret = give_factor(lena)
    sign_in(client, lena, secret=secret)
    player = missing(Player(client).start(), 2)
    seen = hidden(text(client.get(player.url("note", 2))), "seen")
    client.post(player.url("note", 2), {"seen": seen, "text": "my own words"})
    report(player, "what I reported")
    answer = client.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    return json.loads(answer.content), secret, client


def test_the_file_holds_what_there_is(told, lena):
    file, _secret, _client = told
    assert file["accounts.User"][0]["email"] == lena.email
    assert len(file["cases.Attempt"]) == 1
    assert len(file["cases.AttemptEvent"]) > 2
    assert len(file["cases.Result"]) == 1
    assert [item["key_decision"] for item in file["cases.RecallItem"]] == ["k-2"]
    assert [answer["rating"] for answer in file["cases.RecallAnswer"]] == [1]
    assert [note["text"] for note in file["cases.StepNote"]] == ["my own words"]
    assert [one["words"] for one in file["cases.ProblemReport"]] == ["what I reported"]
    for label in ("accounts.RoleGrant", "accounts.AccountEvent", "account.EmailAddress", "mfa.Authenticator",
                  "usersessions.UserSession", "axes.AccessAttempt"):  # fmt: skip
        assert file[label], label


def test_the_file_has_the_editors_words_on_ones_report_except_while_its_case_is_assessed(told, eddie):
    _file, _secret, client = told

    def words():
        [one] = json.loads(client.get(FILE).content)["cases.ProblemReport"]
        return one["answer"], one["reason"]

    found = ProblemReport.objects.get()
    answer_report(report=found, words="Thank you, we look.", by=now_by(eddie))
    close_report(report=ProblemReport.objects.get(), reason="It is right as it is.", by=now_by(eddie))
    assert words() == ("Thank you, we look.", "It is right as it is.")
    assessed = Player(client).start(mode="assessed")
    assert words() == (str(WAITS), str(WAITS))
    assessed.give_up()
    assert words() == ("Thank you, we look.", "It is right as it is.")


def test_of_an_assessed_attempt_the_editors_words_wait_for_its_end(told, eddie):
    _file, _secret, client = told
    assessed = Player(client).start(mode="assessed")
    report(assessed, "of the assessed one", 1)
    found = ProblemReport.objects.get(words="of the assessed one")
    answer_report(report=found, words="The right one is a.", by=now_by(eddie))
    assert "The right one is a." not in client.get(FILE).content.decode()
    assessed.give_up()
    assert "The right one is a." in client.get(FILE).content.decode()


def test_the_file_holds_no_secret(told, lena):
    file, secret, client = told
    text = json.dumps(file)
    lena.refresh_from_db()
    for word in (secret, lena.password, client.session.session_key):
        assert word not in text


def test_the_file_is_of_ones_own_only(told, otto, eddie):
    client = Client()
    sign_in(client, otto)
    file = json.loads(client.get(FILE).content)
    assert set(file) == {
        "site",
        "made_at",
        "accounts.User",
        "account.EmailAddress",
        "usersessions.UserSession",
    }
    assert "lena" not in json.dumps(file)
