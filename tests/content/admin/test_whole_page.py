"""The whole page of a working copy is the readers' own page of it, for staff alone, and claims no review."""

import re

import pytest
from django.test import Client

from content.editorial.models import Document
from content.models import Article, Section
from tests.content.admin.filled import opened, sent, url
from tests.content.editorial.acts import everything
from tests.site.test_matrix import rows

pytestmark = pytest.mark.django_db

PUBLIC = {
    "section": "/sections/{}/",
    "article": "/articles/{}/",
    "notice": "/notices/{}/",
    "glossary": "/glossary/",
    "trials": "/trials/",
}


def whole(document):
    return f"/admin/whole/{document.pk}/"


def main_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


@pytest.fixture
def desk(library, client, eddie):
    client.force_login(eddie)
    return client


def test_of_a_text_that_says_what_readers_see_it_is_their_page_to_the_byte(desk):
    documents = Document.objects.live().filter(kind__in=PUBLIC)
    assert {document.kind for document in documents} == set(PUBLIC)
    for document in documents:
        for query in ("", "?for=resident"):
            shown = main_of(desk, whole(document) + query)
            assert shown == main_of(desk, PUBLIC[document.kind].format(document.slug) + query), document


def test_saved_words_stand_on_it_and_nowhere_readers_look(desk):
    section = Section.objects.get(slug="first-line-systemic-therapy")
    body = f"{section.body}\n\nWords nobody has approved [@GEM21]."
    assert sent(desk, url(section), opened(desk, url(section)), body=body).status_code == 302
    assert f'href="{whole(section)}"' in desk.get(url(section)).content.decode()
    html = desk.get(whole(section)).content.decode()
    assert re.search(r"Words nobody has approved<sup", html)
    strip = html[html.index('<div class="strip">') : html.index("</header>")]
    assert "Readers see nothing of this before it is approved." in strip
    assert not re.search("Loaded|Approved|Reviewed", strip)
    for address in (PUBLIC["section"].format(section.slug), "/articles/metastatic-npc/"):
        assert "Words nobody has approved" not in Client().get(address).content.decode()


def test_a_text_that_was_never_published_has_one_too(desk, eddie):
    made = Article.objects.create(
        kind="article",
        slug="new",
        title="A new article",
        question="What is new?",
        lead="Little.",
        owner=eddie,
    )
    html = desk.get(whole(made)).content.decode()
    assert "A new article</h1>" in html
    assert "Its sections stand here as readers see them now." in html


def test_looking_writes_nothing_and_is_kept_nowhere(desk):
    section = Section.objects.first()
    before = rows(), everything()
    answer = desk.get(whole(section))
    assert (rows(), everything()) == before
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("eddie", 200),
        ("chloe", 200),
        ("rita", 200),
        ("sam", 200),
        ("lena", 404),
        ("dora", 404),
        ("otto", 404),
    ],
)
def test_it_is_there_for_who_may_read_working_copies_and_for_nobody_else(library, request, name, status):
    client = Client()
    section, case = Section.objects.first(), Document.objects.filter(kind="case").first()
    assert client.get(whole(section)).status_code == 404
    client.force_login(request.getfixturevalue(name))
    assert client.get(whole(section)).status_code == status
    assert client.get(whole(case)).status_code == 404, "a case has a preview of its own"
    assert client.post(whole(section)).status_code == 405
