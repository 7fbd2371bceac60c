"""A source is retracted: every live page that cites it says so at once, and nothing that was approved is rewritten."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from content.editorial.lint.documents import document_faults
from content.editorial.lint.gates import blocking
from content.editorial.models import AuditEvent, Document, Epoch, ImpactItem, News, Publication
from content.editorial.public import kind_of, live, live_world
from content.editorial.services.auditing import first_broken
from content.models import IntegrityNotice, Reference
from content.services.integrity import Noted, mark_integrity
from content.services.load_library import load_library
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.stories import SOURCE
from tests.content.test_article_statements import ADDRESS, UNCACHED_AT_MOST

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 3)
NOTICE = "https://retractions.example.org/gem21"
RETRACTED = Noted("retracted", NOTICE, ON)
SENTENCE = "was retracted on 3 Nov 2026. Do not rely on what rests on it."


def mark(key, noted, by):
    return mark_integrity(reference=Reference.objects.get(key=key), noted=noted, by=by, at=timezone.now())


def cited_in(slug):
    """The first reference a live section cites in its text."""
    targets = live("section", slug).manifest["citations"]
    return next(target for target in targets if target.startswith("@")).removeprefix("@")


@pytest.fixture
def key(library):
    return cited_in("first-line-systemic-therapy")


def test_a_page_kept_for_everybody_says_so_at_once(library, client, key, eddie, django_assert_num_queries):
    assert SENTENCE not in client.get(ADDRESS).content.decode()
    mark(key, RETRACTED, eddie)
    page = client.get(ADDRESS).content.decode()
    assert SENTENCE in page
    assert f'href="{NOTICE}"' in page
    assert re.search(r'aria-label="Reference \d+: Retracted">\d+ <span class="flag">retracted<', page)
    with django_assert_num_queries(1):
        assert client.get(ADDRESS).content.decode() == page


def test_the_overlay_keeps_an_uncached_article_within_its_statements(
    library, client, key, eddie, django_assert_max_num_queries
):
    client.get(ADDRESS)
    mark(key, RETRACTED, eddie)
    with django_assert_max_num_queries(UNCACHED_AT_MOST):
        assert SENTENCE in client.get(ADDRESS).content.decode()


def test_the_reviewers_page_says_where_and_when_a_notice_was_published(library, client, key, eddie, rita):
    mark(key, RETRACTED, eddie)
    client.force_login(rita)
    document = live("section", "first-line-systemic-therapy").document_id
    html = client.get(f"/admin/reaffirm/{document}/").content.decode()
    line = re.search(rf'id="ref-{key}".*?</li>', html, re.DOTALL)[0]
    assert "■ Retracted, 3 Nov 2026:</strong>" in line
    assert f'<a class="address" href="{NOTICE}">{NOTICE}</a>' in line


@pytest.mark.parametrize("kind", ["sections/first-line-systemic-therapy", "glossary", "trials"])
def test_every_page_that_cites_it_says_so(library, client, eddie, kind):
    name, _slash, slug = kind.partition("/")
    published = live(name.rstrip("s") if slug else name, slug or name)
    target = next(target for target in published.manifest["citations"] if target.startswith("@"))
    mark(target.removeprefix("@"), RETRACTED, eddie)
    assert SENTENCE in client.get(f"/{kind}/").content.decode()


def test_feedback_and_debrief_say_so_though_the_case_was_published_before(lena, eddie):
    publish_story()
    client = Client()
    client.force_login(lena)
    player = Player(client).start()
    player.decide()
    player.decide("a")
    feedback = player.url("feedback", player.attempt.events.last().position)
    assert SENTENCE not in client.get(feedback).content.decode()
    mark(SOURCE.removeprefix("@"), RETRACTED, eddie)
    assert SENTENCE in client.get(feedback).content.decode()
    player.decide("d")
    assert SENTENCE in client.get(player.url("debrief")).content.decode()


def test_a_concern_is_said_above_the_text_and_a_correction_beside_the_source(library, client, key, eddie):
    mark(key, Noted("concern", "Ann Oncol. 2026;37(2):9", ON), eddie)
    page = client.get(ADDRESS).content.decode()
    assert "Read what rests on it with caution." in page
    assert 'class="notice warn"' in page
    mark(key, Noted("corrected", "Ann Oncol. 2026;37(2):9", ON), eddie)
    page = client.get(ADDRESS).content.decode()
    assert "Corrected, 3 Nov 2026:</strong> Ann Oncol. 2026;37(2):9" in page
    assert 'class="notice warn"' not in page


def test_a_notice_taken_back_leaves_the_page_as_it_was(library, client, key, eddie):
    before = client.get(ADDRESS).content
    mark(key, RETRACTED, eddie)
    mark(key, Noted("ok"), eddie)
    assert client.get(ADDRESS).content == before
    assert list(IntegrityNotice.objects.values_list("integrity", "noted_by")) == [
        ("ok", eddie.pk),
        ("retracted", eddie.pk),
    ]


def test_no_publication_is_touched(library, key, eddie):
    before = list(Publication.objects.order_by("pk").values_list("pk", "manifest", "sha256"))
    mark(key, RETRACTED, eddie)
    assert list(Publication.objects.order_by("pk").values_list("pk", "manifest", "sha256")) == before


def test_what_cites_it_can_neither_be_submitted_nor_approved(library, key, eddie):
    section = kind_of("section")
    payload = live("section", "first-line-systemic-therapy").payload
    assert blocking(document_faults(section, payload, live_world()), gate="submit") == []
    mark(key, RETRACTED, eddie)
    found = blocking(document_faults(section, payload, live_world()), gate="submit")
    assert {fault.code for fault in found} == {"C003"}
    assert all(fault.line for fault in found)


def test_what_rests_on_it_is_listed_and_waits_to_be_looked_at_and_its_owners_are_told_at_once(
    library, key, eddie, chloe
):
    Document.objects.filter(slug="first-line-systemic-therapy").update(owner=chloe)
    reached = {reach.document.slug for reach in mark(key, RETRACTED, eddie)}
    assert "first-line-systemic-therapy" in reached
    items = ImpactItem.objects.unsettled().filter(change_class="retracted")
    assert {item.dependent.slug for item in items} == reached
    (told,) = News.objects.all()
    assert (told.user, told.document.slug, told.urgent) == (chloe, "first-line-systemic-therapy", True)
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor) == ("mark_integrity", eddie)
    assert first_broken() == ""


def test_a_retraction_that_was_taken_back_settles_what_rests_on_no_other(library, key, eddie):
    mark(key, RETRACTED, eddie)
    alone = ImpactItem.objects.unsettled().count()
    other = Reference.objects.exclude(key=key).get(key="JUP23")
    mark(other.key, RETRACTED, eddie)
    both = ImpactItem.objects.unsettled().count()
    assert both > alone
    mark(key, Noted("ok"), eddie)
    left = ImpactItem.objects.unsettled()
    assert 0 < left.count() < both
    assert f"@{key}" not in set(left.values_list("target", flat=True))
    assert "@JUP23" in set(left.values_list("target", flat=True))
    mark(other.key, Noted("corrected", NOTICE, ON), eddie)
    assert not ImpactItem.objects.unsettled().exists()


def test_a_concern_opens_nothing(library, key, eddie):
    assert mark(key, Noted("concern", NOTICE, ON), eddie) == ()
    assert not ImpactItem.objects.exists()


def test_the_same_notice_twice_moves_nothing(library, key, eddie):
    assert mark(key, RETRACTED, eddie)
    epoch = Epoch.objects.now()
    assert mark(key, RETRACTED, eddie) is None
    assert Epoch.objects.now() == epoch
    assert (IntegrityNotice.objects.count(), AuditEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("noted", "field"),
    [
        (Noted("retracted", "", ON), "source"),
        (Noted("concern", NOTICE, None), "on"),
        (Noted("gone", NOTICE, ON), "integrity"),
        (Noted("corrected", NOTICE, timezone.localdate() + timedelta(days=2)), "on"),
    ],
)
def test_a_notice_without_source_or_day_is_refused_and_leaves_no_trace(library, key, eddie, noted, field):
    epoch = Epoch.objects.now()
    with pytest.raises(ValidationError) as refused:
        mark(key, noted, eddie)
    assert set(refused.value.message_dict) == {field}
    assert (Epoch.objects.now(), IntegrityNotice.objects.count(), AuditEvent.objects.count()) == (epoch, 0, 0)


def test_the_database_refuses_a_notice_without_a_source(library, key):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.filter(key=key).update(integrity="retracted")


def test_loading_the_library_again_leaves_the_notice_and_publishes_nothing(library, key, eddie):
    mark(key, RETRACTED, eddie)
    report = load_library(at=timezone.now())
    assert {loaded.outcome for loaded in report.texts} == {"unchanged"}
    assert {fault.severity for fault in report.warnings if fault.code == "C003"} == {"warning"}
    assert Reference.objects.get(key=key).integrity == "retracted"
