"""An attempt says who reviewed the version it is played on, not the one that is live by now."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from content.editorial.models import Document
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.content.editorial.people import approved, retired

pytestmark = pytest.mark.django_db


def said(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(page)))


@pytest.fixture
def player(client):
    publish_story()
    return Player(client).start()


def test_the_strip_of_an_attempt_is_that_of_its_own_publication(player, client, rita):
    assert "Not yet reviewed by a named clinician." in said(player.look())
    approved(Document.objects.get(kind="case"), rita, at=timezone.now() + timedelta(seconds=1))
    played = said(player.look())
    assert "Loaded with the software. Not yet reviewed by a named clinician." in played
    assert "This is revision 1. A newer version has been live since" in played
    assert "Dr Rita" not in played
    assert "Dr Rita" in said(client.get("/cases/made/"))


def test_an_attempt_at_a_case_that_was_retired_goes_on_and_says_so(player, client, chloe):
    retired(Document.objects.get(kind="case"), chloe, at=timezone.now(), reason="Outdated staging.")
    page = player.look()
    assert (page.status_code, "⊘" in said(page), "Retired" in said(page)) == (200, True, True)
    cover = client.get("/cases/made/")
    assert (cover.status_code, "Outdated staging." in said(cover)) == (410, True)
    assert client.post("/cases/made/start/").status_code == 404
