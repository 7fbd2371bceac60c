"""Guidance has changed: new attempts leave the decision out or do not start, old ones are told and stay."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, Owner
from cases.selectors import playing
from cases.services.starting import NotOffered, start_attempt
from content.editorial.models import Document, Epoch, ImpactItem
from content.editorial.public import live
from tests.cases.players import Player, text
from tests.cases.publishing import SECTION, publish_kind, publish_story
from tests.cases.stories import RECOMMENDATION, SOURCE, best, story
from tests.content.editorial.people import reaffirmed

pytestmark = pytest.mark.django_db

AT = timezone.now()


@pytest.fixture
def published():
    return publish_story()


def flag(change_class="substantive"):
    """As publishing a changed claim does it."""
    case = Document.objects.get(kind="case", slug="made")
    ImpactItem.objects.create(
        dependent=case,
        target=RECOMMENDATION,
        change_class=change_class,
        due_on=AT.date() + timedelta(days=7),
        opened_at=AT,
    )
    Epoch.objects.move()


def started(published):
    owner = Owner(user_id=None, token="a guest")
    return start_attempt(published=published, owner=owner, key=uuid4(), at=AT)


def teaching_it_once() -> dict:
    """The made case, in which the second question alone still cites the recommendation."""
    made = story()
    for step in made["steps"]:
        for option in step.get("options", ()) if step["slug"] != "q-2" else ():
            option["citations"] = [SOURCE]
    return made


def test_a_new_attempt_leaves_out_what_is_quarantined_and_says_so_before_the_start(client):
    published = publish_story(teaching_it_once())
    flag("grade")
    assert playing.load(started(published)).state.started.left_out == frozenset()
    assert "does not count in a new attempt" not in text(client.get("/cases/made/"))
    ImpactItem.objects.all().delete()
    flag()
    assert playing.load(started(published)).state.started.left_out == {"k-2"}
    assert "does not count in a new attempt" in text(client.get("/cases/made/"))


def test_a_case_of_which_nothing_would_count_takes_no_new_attempt(published):
    flag()
    with pytest.raises(NotOffered):
        started(published)


@pytest.mark.parametrize("change_class", ["retired", "retracted"])
def test_a_case_that_rests_on_what_is_gone_takes_no_new_attempt(published, change_class):
    flag(change_class)
    with pytest.raises(NotOffered):
        started(published)
    assert not Attempt.objects.exists()


def test_who_asks_for_a_hidden_case_is_told_why_and_what_to_do(published, client):
    flag("retired")
    page = text(client.get("/cases/made/"))
    assert "cannot be started until it was reviewed again" in page
    assert "Choose another case" in page
    answer = client.post("/cases/made/start/", {"key": uuid4()})
    assert answer.status_code == 409
    assert "being revised" in text(client.get("/cases/"))


def test_an_attempt_under_way_goes_on_as_it_began(published):
    player = Player(Client()).start()
    player.decide()
    before = player.attempt
    flag("retired")
    assert player.decide(*best(1)).status_code in (200, 303)
    assert playing.load(before).state.started.left_out == frozenset()


def test_feedback_says_that_guidance_has_changed_since_and_shows_what_was_frozen(published):
    player = Player(Client()).start()
    player.decide()
    player.decide(*best(1))
    address = player.url("feedback", 2)
    assert "Guidance has changed since you answered" not in text(player.client.get(address))
    changed = {**SECTION["recommendations"][0], "claim": "Do not offer it."}
    publish_kind("section", {**SECTION, "recommendations": [changed]})
    page = text(player.client.get(address))
    assert "Guidance has changed since you answered" in page
    assert "Offer what was made." in page
    assert "Do not offer it." not in page


def test_feedback_says_that_only_the_grade_has_changed(published):
    player = Player(Client()).start()
    player.decide()
    player.decide(*best(1))
    changed = {**SECTION["recommendations"][0], "grade": "B"}
    publish_kind("section", {**SECTION, "recommendations": [changed]})
    assert "Its grade has changed on" in text(player.client.get(player.url("feedback", 2)))


def test_an_old_attempt_replays_byte_for_byte_after_its_guidance_has_changed(published):
    player = Player(Client()).start()
    player.decide()
    player.decide(*best(1))
    before = playing.load(player.attempt)
    changed = {**SECTION["recommendations"][0], "claim": "Do not offer it."}
    publish_kind("section", {**SECTION, "recommendations": [changed]})
    after = playing.load(player.attempt)
    assert (after.published, after.state, after.events) == (before.published, before.state, before.events)
    assert live("case", "made") == before.published


def test_feedback_is_shown_while_a_section_has_a_figure(published):
    words = dict.fromkeys(("alt", "caption", "licence", "source"), "Words")
    image = {"sha256": "0" * 64, "format": "png", "width": 1, "height": 1}
    publish_kind("section", {**SECTION, "figures": [{"key": "made-figure", **words, **image}]})
    player = Player(Client()).start()
    player.decide()
    assert player.client.get(player.decide(*best(1))["Location"]).status_code == 200


STANDING = "Not yet reviewed by a named clinician. Text of 1 Nov 2026."


def test_a_recommendation_says_who_has_reviewed_it_and_of_when_it_is(published, rita):
    player = Player(Client()).start().play()
    assert STANDING in text(player.client.get(player.url("debrief")))
    reaffirmed(Document.objects.get(kind="section"), rita, at=timezone.now())
    Epoch.objects.move()
    page = text(player.client.get(player.url("debrief")))
    assert STANDING not in page
    assert "by Dr Rita" in page[page.index("Made recommendation") :]


def test_what_a_recommendation_says_no_more_is_not_called_reviewed_by_anybody(published):
    player = Player(Client()).start().play()
    changed = {**SECTION["recommendations"][0], "claim": "Do not offer it."}
    publish_kind("section", {**SECTION, "recommendations": [changed]})
    page = text(player.client.get(player.url("debrief")))
    assert "Guidance has changed since you answered" in page
    assert STANDING not in page
