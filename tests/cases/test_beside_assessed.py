"""While an assessed attempt at a case is under way, no other attempt at it tells anything: each leads there."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client

from cases.models import Attempt, AttemptEvent
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story

pytestmark = pytest.mark.django_db

ADDRESSES = (("attempt",), ("debrief",), ("feedback", 2), ("what_if", 2))


def leads_to(answer, assessed: Player) -> None:
    assert answer.status_code == 303
    assert answer["Location"] == assessed.url()


def test_practice_begun_before_it_waits_until_it_is_over(learner):
    learner.decide()
    form = learner.form()
    assessed = Player(learner.client).start(mode="assessed")
    for htmx in (False, True):
        leads_to(learner.send(form, best(1), htmx=htmx), assessed)
    leads_to(learner.client.post(learner.url("abandon"), form), assessed)
    assert learner.attempt.events.count() == 2
    assert "open again when the assessed one is over" in text(learner.client.get(assessed.url()))
    assessed.give_up()
    assert learner.send(form, best(1)).status_code == 303
    assert "What your choice was worth" in text(learner.client.get(learner.url("feedback", 2)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_practised_to_its_end_is_closed_meanwhile(learner, address):
    learner.play()
    assessed = Player(learner.client).start(mode="assessed")
    leads_to(learner.client.get(learner.url(*address)), assessed)
    assessed.give_up()
    assert learner.client.get(learner.url(*address), follow=True).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_same_browser_played_as_a_guest_is_closed_meanwhile(made, lena, address):
    guest = Player(Client()).start().play()
    guest.client.force_login(lena)
    assessed = Player(guest.client).start(mode="assessed")
    leads_to(guest.client.get(guest.url(*address)), assessed)


def test_other_cases_and_other_people_are_not_held_up(learner, otto):
    other = publish_story(story(slug="other"))
    beside = Player(learner.client).start(other.slug)
    Player(learner.client).start(mode="assessed")
    assert beside.look().status_code == 200
    theirs = Client()
    theirs.force_login(otto)
    assert Player(theirs).start().look().status_code == 200


def test_one_key_does_not_start_another_mode_or_another_case(made, lena):
    client, key = Client(), uuid4()
    client.force_login(lena)
    publish_story(story(slug="other"))
    client.post("/cases/made/start/", {"key": key})
    for slug, mode in (("made", "assessed"), ("other", "practice")):
        answer = client.post(f"/cases/{slug}/start/", {"key": key, "mode": mode})
        assert (answer.status_code, Attempt.objects.count()) == (409, 1)
        assert "Nothing was started." in text(answer)


def test_the_key_of_somebody_else_starts_nothing(learner, otto):
    key = AttemptEvent.objects.get(attempt=learner.attempt_id, position=0).key
    client = Client()
    client.force_login(otto)
    assert client.post("/cases/made/start/", {"key": key}).status_code == 409


def test_a_migration_back_and_forth_gives_the_rows_the_mode_of_their_terms(made, learner):
    assessed = Player(learner.client).start(mode="assessed")
    Attempt.objects.update(mode="practice")
    import_module("cases.migrations.0003_modes").take_modes_from_terms(apps, None)
    assert (assessed.attempt.mode, learner.attempt.mode) == ("assessed", "practice")


def test_my_page_tells_practice_from_assessed(made, lena):
    client = Client()
    client.force_login(lena)
    told = []
    for mode in ("practice", "assessed"):
        player = Player(client).start(mode=mode)
        player.decide()
        player.give_up()
        told.append(
            {
                word
                for word in ("Practice, given up", "Assessed, given up")
                if word in text(client.get("/me/"))
            }
        )
    assert told == [{"Practice, given up"}, {"Practice, given up", "Assessed, given up"}]
