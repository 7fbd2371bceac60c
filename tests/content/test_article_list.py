"""Readers find every article: one is led to, several are listed with their questions and strips."""

import pytest

from content.editorial.models import Document, Epoch, Publication, Rendering, Revision, Verdict
from npcsite.lib import canonical

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(library):
    """Another live article with the text of the first."""
    first = Document.objects.select_related("live__revision", "live__rendering").get(kind="article")
    live, document = (
        first.live,
        Document.objects.create(kind="article", slug="second", title="Second article"),
    )
    payload = live.revision.payload
    manifest = canonical.encode(
        canonical.decode(live.manifest) | {"slug": "second", "title": "Second article"}
    )
    revision = Revision.objects.create(
        document=document, number=1, payload=payload, content_hash=canonical.digest(payload),
        change_class="substantive", created_at=live.published_at,
    )  # fmt: skip
    Verdict.objects.create(
        revision=revision,
        verdict="loaded",
        actor="library loader",
        seen_hash=revision.content_hash,
        at=live.published_at,
    )
    publication = Publication.objects.create(
        document=document, revision=revision, manifest=manifest,
        sha256=canonical.digest(manifest), published_at=live.published_at,
    )  # fmt: skip
    Rendering.objects.create(
        publication=publication, renderer_version=live.rendering.renderer_version,
        parts=live.rendering.parts, rendered_at=live.published_at,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(head=revision, live=publication)
    Epoch.objects.move()
    return document


def test_the_only_article_is_led_to(library, client):
    assert client.get("/articles/").headers["Location"] == "/articles/metastatic-npc/"


def test_several_are_listed_with_question_and_strip(second, client):
    html = client.get("/articles/").content.decode()
    for slug in ("metastatic-npc", "second"):
        assert f'href="/articles/{slug}/"' in html
        assert client.get(f"/articles/{slug}/").status_code == 200
    assert "Second article" in html
    assert html.count("Reviewed:") == 2


def test_a_kept_list_costs_two_statements_and_an_unkept_one_ten_at_most(
    second, library, client, django_assert_num_queries, django_assert_max_num_queries
):
    client.get("/articles/")
    with django_assert_num_queries(2):
        kept = client.get("/articles/")
    assert kept.headers["ETag"]
    library.move_epoch()
    with django_assert_max_num_queries(10):
        assert client.get("/articles/").status_code == 200
