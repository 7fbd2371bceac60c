"""The certificate: for a learner's completed attempt alone, and honest about what was played and who reviewed it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Attempt
from content.editorial.models import Document, Publication
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.cases.test_statements import cost
from tests.content.editorial.people import approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(made, lena):
    client = Client()
    client.force_login(lena)
    return client


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer)))


def certificate(player):
    return player.client.get(player.url("certificate"))


def test_it_names_who_completed_what_when_how_and_with_which_score(client, lena):
    page = said(certificate(Player(client).start().play()))
    published = Publication.objects.get(document__kind="case")
    ended = timezone.localdate(Attempt.objects.get().ended_at)
    for piece in (
        lena.name,
        "Made made",
        f"{ended.day} {ended:%b %Y}",
        "Practice: feedback came after each decision.",
        "100 of 100",
        "There is no pass mark",
        "4 of 4 reached",
        "Revision 1, published",
        published.sha256[:12],
        "Loaded with the software. Not yet reviewed by a named clinician.",
        "Education, not advice; not a professional credential.",
    ):
        assert piece in page


def test_it_keeps_to_the_publication_played_and_to_what_was_known_of_it_then(client, rita):
    player = Player(client).start().play()
    before = certificate(player)
    approved(Document.objects.get(kind="case"), rita, at=timezone.now() + timedelta(seconds=1))
    publish_story(story() | {"title": "Another title"})
    assert said(certificate(player)) == said(before)
    assert "Dr Rita" not in said(before)


def test_an_unsafe_result_says_so(client):
    player = Player(client).start()
    player.decide()
    player.decide("d")
    page = said(certificate(player))
    assert "Unsafe a choice did critical harm to the simulated patient" in page
    assert "1 of 4 reached" in page


def test_an_assessed_attempt_says_whether_it_counts_and_was_practised(client):
    Player(client).start().play()
    first = assessed(Player(client).start(mode="assessed"))
    page = said(certificate(first))
    assert "This was the first assessed attempt, which counts. The case had been practised before." in page
    again = assessed(Player(client).start(mode="assessed"))
    assert "An earlier assessed attempt counts" in said(certificate(again))


def assessed(player):
    player.decide()
    for picks in (["a", "e"], ["a"], ["a"], ["a"]):
        player.decide(*picks, certainty="2")
    return player


def test_there_is_none_before_the_end_after_giving_up_for_a_guest_or_for_anybody_else(client, otto):
    under_way, given_up = Player(client).start(), Player(client).start()
    given_up.give_up()
    guest = Player(Client()).start().play()
    done = Player(client).start().play()
    assert [certificate(one).status_code for one in (under_way, given_up, guest, done)] == [
        404,
        404,
        404,
        200,
    ]
    other = Client()
    other.force_login(otto)
    assert other.get(done.url("certificate")).status_code == 404
    assert Client().get(done.url("certificate")).status_code == 404


def test_the_debrief_and_my_page_lead_to_it_only_where_it_is(client):
    done, given_up = Player(client).start().play(), Player(client).start()
    assert done.url("certificate") in text(client.get("/me/"))
    given_up.give_up()
    assert done.url("certificate") in text(client.get(done.url("debrief")))
    assert "certificate/" not in text(client.get(given_up.url("debrief")))
    assert given_up.url("certificate") not in text(client.get("/me/"))
    guest = Player(Client()).start().play()
    assert "certificate/" not in text(guest.client.get(guest.url("debrief")))


def test_without_a_name_it_says_where_to_give_one(client, lena):
    lena.name = ""
    lena.save()
    page = text(certificate(Player(client).start().play()))
    assert "No name given" in page
    assert 'href="/accounts/profile/"' in page


def test_it_stays_within_ten_statements_and_writes_nothing(client):
    player = assessed(Player(client).start(mode="assessed"))
    statements, writes = cost(lambda: certificate(player))
    assert (statements <= 10, writes) == (True, 0)
