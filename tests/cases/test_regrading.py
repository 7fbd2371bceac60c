"""A regrade scores finished attempts on a corrected publication, with a reason, and keeps what was."""

import json

import pytest
from django.core.management import call_command
from django.test import Client

from cases.models import Case, Regrade, Result
from cases.services.regrading import NamesALearner, NotAllowedToRegrade, Regrading, regrade, try_regrade
from content.editorial.models import AuditEvent, Publication
from content.editorial.selectors.reading import live
from tests.cases.building import signed_in, url
from tests.cases.players import Player
from tests.cases.publishing import AT, publish_story
from tests.cases.stories import best, story

pytestmark = pytest.mark.django_db


def publication() -> Publication:
    return Publication.objects.get(pk=live("case", "made").id)


def play(person, *answers) -> Player:
    client = Client()
    client.force_login(person)
    player = Player(client).start()
    player.send(player.form())
    for picks in answers:
        player.send(player.form(), list(picks))
    return player


def corrected(**changes) -> dict:
    """The second question's acceptable answer was the best one all along."""
    made = story()
    question = next(step for step in made["steps"] if step["slug"] == "q-2")
    for option in question["options"]:
        option["class"] = {"a": "acceptable", "b": "best"}.get(option["slug"], option["class"])
    made["reference"][1]["options"] = ["b"]
    return made | changes


@pytest.fixture
def old(made) -> Publication:
    return publication()


@pytest.fixture
def attempt(old, lena):
    """Lena's, finished, with the answer that was said to be second best."""
    return play(lena, best(1), ["b"], best(3), best(4)).attempt


@pytest.fixture
def new(attempt) -> Publication:
    publish_story(corrected())
    return publication()


def test_a_second_version_leaves_attempts_on_the_first_untouched(attempt, new, lena):
    player = Player(signed_in(lena), attempt.pk)
    before = Result.objects.get()
    page = player.client.get(f"{attempt.get_absolute_url()}debrief/").content.decode()
    assert attempt.publication_id != new.pk
    assert "The case was corrected" not in page
    call_command("recompute_results", verbosity=0)
    assert Result.objects.get().score == before.score


def test_the_dry_run_lists_every_difference_and_writes_nothing(attempt, old, new):
    (row,) = try_regrade(old=old, new=new)
    assert row.attempt == attempt
    assert row.fields["score"] == 100
    assert row.difference == 100 - Result.objects.get().score > 0
    assert not AuditEvent.objects.filter(verb="regrade").exists()


def test_a_regrade_adds_a_result_and_keeps_the_old_one(attempt, old, new, chloe, lena):
    before = Result.objects.values().get()
    said = Regrading(old, new, "The key of question 2 was wrong.")
    assert regrade(regrading=said, user=chloe, at=AT) == 1
    assert Result.objects.values().get(publication=old) == before
    assert Result.objects.get(publication=new).score == 100
    line = AuditEvent.objects.get(verb="regrade")
    assert (line.actor_id, line.subject) == (chloe.pk, f"editorial.publication:{new.pk}")
    page = signed_in(lena).get(f"{attempt.get_absolute_url()}debrief/").content.decode()
    assert "The case was corrected" in page
    assert "<strong>100 of 100</strong>" in page
    assert "The reason given: The key of question 2 was wrong." in page
    call_command("recompute_results", verbosity=0)
    call_command("verify_audit", verbosity=0)
    assert regrade(regrading=said, user=chloe, at=AT) == 0


def test_the_reason_can_be_taken_out_again_for_the_audit_chain_holds_its_number_only(
    attempt, old, new, chloe, lena
):
    regrade(regrading=Regrading(old, new, "The key was wrong."), user=chloe, at=AT)
    done = Regrade.objects.get()
    assert (done.old, done.new, done.regraded_by, done.at) == (old, new, chloe, AT)
    data = json.loads(AuditEvent.objects.get(verb="regrade").data)
    assert data == {"from": old.pk, "regrade": done.pk, "results": 1}
    Regrade.objects.update(reason="Withdrawn.")
    call_command("verify_audit", verbosity=0)
    page = signed_in(lena).get(f"{attempt.get_absolute_url()}debrief/").content.decode()
    assert "The reason given: Withdrawn." in page


@pytest.mark.parametrize(
    "reason",
    ["{name} complained.", "Because of {upper}, rightly.", "See the mail of {email}.", "Ask me@example.org."],
)
@pytest.mark.usefixtures("attempt")
def test_a_reason_names_no_learner(old, new, chloe, lena, reason):
    """Others read it, and it would outlive the account of whoever it names."""
    said = reason.format(name=lena.name, upper=lena.name.upper(), email=lena.email)
    with pytest.raises(NamesALearner):
        regrade(regrading=Regrading(old, new, said), user=chloe, at=AT)
    address = url(Case.objects.get(slug="made"), "regrade")
    answer = signed_in(chloe).post(address, {"old": old.pk, "new": new.pk, "_regrade": "", "reason": said})
    assert answer.status_code == 422
    assert "Take the name or address of a learner out" in answer.content.decode()
    assert not Regrade.objects.exists()
    assert Result.objects.count() == 1


def test_an_attempt_that_took_what_is_gone_cannot_be_regraded(attempt, old, chloe):
    made = corrected()
    question = next(step for step in made["steps"] if step["slug"] == "q-2")
    question["options"] = [option for option in question["options"] if option["slug"] != "b"]
    question["options"][0]["class"] = "best"
    made["reference"][1]["options"] = ["a"]
    publish_story(made)
    (row,) = try_regrade(old=old, new=publication())
    assert row.fields is None
    assert row.impossible
    assert regrade(regrading=Regrading(old, publication(), "Gone."), user=chloe, at=AT) == 0
    assert Result.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_regrade_needs_a_reason(attempt, old, new, chloe, reason):
    with pytest.raises(NotAllowedToRegrade):
        regrade(regrading=Regrading(old, new, reason), user=chloe, at=AT)
    assert Result.objects.count() == 1


@pytest.mark.usefixtures("attempt")
def test_only_a_chief_editor_regrades(old, new, eddie, rita, sam):
    case = Case.objects.get(slug="made")
    for person in (eddie, rita, sam):
        with pytest.raises(NotAllowedToRegrade):
            regrade(regrading=Regrading(old, new, "Mine."), user=person, at=AT)
        assert signed_in(person).get(url(case, "regrade")).status_code == 403
        assert signed_in(person).post(url(case, "regrade"), {}).status_code == 403
    assert Result.objects.count() == 1


def test_the_page_tries_first_asks_for_the_reason_and_then_writes(attempt, old, new, chloe, lena):
    client, address = signed_in(chloe), url(Case.objects.get(slug="made"), "regrade")
    sent = {"old": old.pk, "new": new.pk}
    tried = client.post(address, sent | {"_try": ""}).content.decode()
    assert lena.name in tried
    assert "100.000" in tried
    assert Result.objects.count() == 1
    unsaid = client.post(address, sent | {"_regrade": ""})
    assert unsaid.status_code == 422
    assert lena.name in unsaid.content.decode(), "what was tried stays"
    assert client.post(address, {"old": old.pk, "new": old.pk, "_try": ""}).status_code == 422
    assert Result.objects.count() == 1
    assert "Done before" not in tried
    assert client.post(address, sent | {"_regrade": "", "reason": "The key was wrong."}).status_code == 302
    assert Result.objects.count() == 2
    done = client.get(address).content.decode()
    assert "attempts on revision 1 scored on revision 2" in done
    assert "The key was wrong." in done[done.index("Done before") :]


def test_the_library_goes_on_showing_the_score_an_attempt_had(attempt, old, new, chloe, lena):
    before = signed_in(lena).get("/cases/").content.decode()
    regrade(regrading=Regrading(old, new, "The key was wrong."), user=chloe, at=AT)
    after = signed_in(lena).get("/cases/").content.decode()
    assert "best 100 of 100" not in before
    assert "best 100 of 100" not in after
