"""An attempt at version 1 keeps its own text, options, score and disclaimer after three later publications."""

import re
from copy import deepcopy
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, Result
from cases.selectors import playing
from content.editorial.models import Publication
from tests.cases.players import Player, text
from tests.cases.publishing import publish_kind, publish_story
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db

FIRST = {"slug": "disclaimer", "title": "Disclaimer", "summary": "", "body": "The first disclaimer."}


def changed(number):
    """Other words everywhere, option b gone from q-3, and what was best at q-2 now does critical harm."""
    told = deepcopy(story())
    told["title"] = f"Version {number}"
    for step in told["steps"]:
        step["title"] = f"{step['title']} version-{number}"
        for option in step.get("options", ()):
            option["label"] += f" version-{number}"
            option["rationale"] = f"version-{number} {option['rationale']}"
    by_slug = {step["slug"]: step for step in told["steps"]}
    by_slug["q-3"]["options"] = [one for one in by_slug["q-3"]["options"] if one["slug"] != "b"]
    best, second = by_slug["q-2"]["options"][:2]
    best |= {"class": "none", "harm": "critical"}
    second |= {"class": "best"}
    told["reference"][1]["options"] = ["b"]
    return told


def publish_three_later(at):
    for number in (2, 3, 4):
        later = at + timedelta(minutes=number)
        publish_kind("notice", FIRST | {"body": f"Disclaimer number {number}."}, at=later)
        publish_story(changed(number), at=later)


@pytest.fixture
def client(made, lena):
    publish_kind("notice", FIRST)
    client = Client()
    client.force_login(lena)
    return client


def pages(player):
    """The pages of a finished attempt without their strip and tokens, which tell of today."""
    seen = [text(player.client.get(player.url("debrief")))]
    seen += [text(player.client.get(player.url("feedback", position))) for position in range(2, 6)]
    return [re.sub(r'value="[^"]+"', "", html[html.index("<main") :]) for html in seen]


def test_a_finished_attempt_reads_and_scores_as_before(client):
    player = Player(client).start().play()
    before, score = pages(player), Result.objects.values_list("score", flat=True).get()
    publish_three_later(timezone.now())
    assert Publication.objects.filter(document__kind="case").count() == 4
    assert pages(player) == before
    assert Result.objects.values_list("score", flat=True).get() == score == 100
    assert "version-" not in "".join(before)


def test_an_attempt_under_way_goes_on_with_its_own_options_and_score(client):
    player = Player(client).start()
    player.decide()
    player.decide("a", "e")
    publish_three_later(timezone.now())
    player.decide("a")
    html = text(player.look())
    assert word("q-3", "b", "label") in html, "an option that later versions have no more"
    assert "version-" not in html
    player.decide("b")
    player.decide("a")
    debrief = text(player.client.get(player.url("debrief")))
    assert "version-" not in debrief
    result = Attempt.objects.get(pk=player.attempt_id).results.get()
    assert (result.unsafe, result.harm) == (False, 0)
    loaded = playing.load(Attempt.objects.with_rendering().get(pk=player.attempt_id))
    assert (loaded.published.title, loaded.published.payload["title"]) == ("Made made", "Made made")


def test_a_new_attempt_gets_the_newest(client):
    publish_three_later(timezone.now())
    player = Player(client).start()
    player.decide()
    assert "version-4" in text(player.look())


def test_the_debrief_leads_to_the_disclaimer_as_it_stood_when_the_attempt_began(client):
    player = Player(client).start().play()
    publish_three_later(timezone.now() - timedelta(minutes=10))
    Attempt.objects.filter(pk=player.attempt_id).update(started_at=timezone.now() - timedelta(minutes=9))
    link = re.search(
        r'href="(/notices/disclaimer/\?as_of=[^"]+)"', text(player.client.get(player.url("debrief")))
    )
    then = text(client.get(unescape(link[1])))
    assert "The first disclaimer." in then
    assert "Disclaimer number" not in then
    assert "Disclaimer number 4." in text(client.get("/notices/disclaimer/"))
