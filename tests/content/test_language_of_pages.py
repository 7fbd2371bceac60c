"""The element that holds a text names the language of the text; what is the site's own stays in the site's."""

import re
from pathlib import Path

import pytest
from django.test import Client

from cases.engine import codec
from content.editorial.public import LibraryItem, Offer, kind_of, publish_loaded, world_of
from tests.cases.players import Player
from tests.cases.publishing import AT, SECTION, publish_story
from tests.cases.stories import story

pytestmark = pytest.mark.django_db

ARTICLE = {
    "slug": "made", "title": "Made article", "question": "What was made?", "lead": "A lead.",
    "sections": ["made-section"], "notices": ["disclaimer"],
}  # fmt: skip
NOTICE = {"slug": "disclaimer", "title": "Disclaimer", "summary": "In short.", "body": "At length."}


def publish(kind, payload, language):
    payload = payload | {"language": language}
    offers = {
        what: Offer(known, kind, payload["slug"]) for what, known in kind_of(kind).offers(payload).items()
    }
    item = LibraryItem(kind, payload["slug"], payload["title"], language, payload, (), Path("made.yaml"))
    publish_loaded(item=item, world=world_of(offers), at=AT)


@pytest.fixture
def texts(db):
    """A case, and an article in Chinese with a section in French and a notice in German."""
    publish_story()
    publish("case", codec.dump(codec.parse(story(slug="other"))), "nl")
    publish("section", SECTION, "fr")
    publish("notice", NOTICE, "de")
    publish("article", ARTICLE, "zh-Hans")


def page(address):
    return Client().get(address).content.decode()


def test_each_text_of_an_article_names_its_own_language(texts):
    html = page("/articles/made/")
    assert '<html lang="en">' in html
    assert '<h1 lang="zh-Hans">Made article</h1>' in html
    assert '<p class="q" lang="zh-Hans">What was made?</p>' in html
    assert re.search(r'<div lang="zh-Hans"><p>A lead\.</p>\s*</div>', html)
    assert '<section id="made-section" lang="fr"' in html
    assert '<p class="review" lang="en">' in html
    assert '<summary lang="en">In plain words</summary>' in html
    assert '<section id="disclaimer" lang="de"' in html


def test_the_page_of_a_section_and_of_a_notice_do_so_too(texts):
    html = page("/sections/made-section/")
    assert '<h1 lang="fr">Made section</h1>' in html
    assert '<p class="q" lang="zh-Hans">' in html
    assert re.search(r'<div lang="fr">.*Offer what was made', html, re.DOTALL)
    assert '<h1 lang="de">Disclaimer</h1>' in page("/notices/disclaimer/")


def test_so_do_the_pages_of_a_case(texts):
    assert '<h1 lang="nl">' in page("/cases/other/")
    player = Player(Client()).start("other")
    assert '<div class="case" lang="nl">' in player.look().content.decode()
    player.play()
    debrief = Client().get  # another browser sees nothing of it
    assert debrief(player.url("debrief")).status_code == 404
    assert '<article class="debrief" lang="nl">' in player.client.get(player.url("debrief")).content.decode()
