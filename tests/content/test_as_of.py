"""`?as_of=`: a page exactly as it stood, told in words when it cannot be shown, and kept by what it shows."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from content import page_cache
from content.editorial.models import Document
from content.editorial.public import kind_of, live_world, publish_loaded
from content.page_cache import forget_pages
from content.selectors.as_of import FIRST, Unreadable, instant_of
from tests.content.editorial.people import approved, published_again, retired, revived

pytestmark = pytest.mark.django_db

DAY = {day: datetime(2024, 11, day, 8, tzinfo=UTC) for day in range(1, 28)}
ARTICLE, SECTION = "/articles/metastatic-npc/", "/sections/first-line-systemic-therapy/"
TODAY = {
    "article": ARTICLE,
    "section": SECTION,
    "notice": "/notices/disclaimer/",
    "glossary": "/glossary/",
    "trials": "/trials/",
}


LOADED_AT = DAY[1]


@pytest.fixture
def loaded(library):
    """The library, loaded on 1 November."""


def the(kind, slug):
    return Document.objects.get(kind=kind, slug=slug)


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def shown(page):
    """Everything between the banner and the ways into the past: the text, its numbers and its references."""
    html = re.sub(r'<aside class="then".*?</aside>', "", page.content.decode(), flags=re.DOTALL)
    html = re.sub(r'<input type="hidden" name="as_of"[^>]*>', "", html)
    html = re.sub(r"\?as_of=[^\"]*", "", html)
    return re.sub(r"\s+", " ", html[html.index("<header") :])


@pytest.mark.parametrize("address", TODAY.values(), ids=TODAY)
def test_a_page_is_read_exactly_as_it_stood_before_everything_changed(loaded, client, rita, address):
    before = shown(client.get(address))
    for document in Document.objects.exclude(kind="case"):
        words = {"title": f"New {document.title}"}
        if document.kind in ("section", "notice"):
            words |= {"body": "New words [@GEM21]."}
        if document.kind == "article":
            words |= {"sections": [the("section", "ebv-dna").slug]}
        approved(document, rita, at=DAY[5], **words)
    assert shown(client.get(address)) != before
    assert shown(client.get(f"{address}?as_of=2024-11-04")) == before


def test_strip_disclaimer_references_and_order_are_those_of_the_day(loaded, client, rita, ravi):
    approved(the("notice", "disclaimer"), rita, at=DAY[3], body="The disclaimer of the third.")
    approved(the("section", "first-line-systemic-therapy"), rita, ravi, at=DAY[5], body="Only this [@GEM21].")
    article = the("article", "metastatic-npc")
    approved(article, rita, at=DAY[7], sections=["ebv-dna", "first-line-systemic-therapy"])
    on = {day: text(client.get(f"{ARTICLE}?as_of=2024-11-{day:02}")) for day in (2, 4, 6, 8)}
    assert ["The disclaimer of the third." in on[day] for day in (2, 4, 6, 8)] == [False, True, True, True]
    assert ["Only this" in on[day] for day in (2, 4, 6, 8)] == [False, False, True, True]
    assert "Loaded with the software. Not yet reviewed by a named clinician." in on[2]
    assert "Approved 5 Nov 2024 by Dr Rita (medical oncologist) and Dr Ravi" in on[6]
    page = client.get(f"{ARTICLE}?as_of=2024-11-08").content.decode()
    assert page.index('<section id="ebv-dna"') < page.index('<section id="first-line-systemic-therapy"')


def test_a_banner_says_from_when_to_when_and_leads_to_today(loaded, client, rita):
    approved(the("section", "first-line-systemic-therapy"), rita, at=DAY[5], body="New.")
    old, new = client.get(f"{SECTION}?as_of=2024-11-03"), client.get(f"{SECTION}?as_of=2024-11-09")
    assert "It read exactly like this from 1 Nov 2024, 08:00:00 UTC until 5 Nov 2024, 08:00:00 UTC." in text(
        old
    )
    assert "It has read exactly like this since 5 Nov 2024, 08:00:00 UTC, and still does." in text(new)
    assert f'<a href="{SECTION}">Read today' in old.content.decode()
    assert old.headers["X-Robots-Tag"] == "noindex"
    today = client.get(SECTION)
    assert "earlier state" not in text(today)
    assert "X-Robots-Tag" not in today.headers


def test_links_between_pages_of_an_earlier_state_stay_in_it(loaded, client):
    page = client.get(f"{ARTICLE}?as_of=2024-11-03").content.decode()
    assert 'href="/sections/ebv-dna/?as_of=2024-11-01T08:00:00.000000Z"' in page
    assert 'name="as_of" value="2024-11-01T08:00:00.000000Z"' in page


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-11-03", datetime(2024, 11, 3, 23, 59, 59, 999999, UTC)),
        ("2024-11-03T14:30", datetime(2024, 11, 3, 14, 30, tzinfo=UTC)),
        ("2024-11-03 14:30", datetime(2024, 11, 3, 14, 30, tzinfo=UTC)),
        ("2024-11-03T14:30:05Z", datetime(2024, 11, 3, 14, 30, 5, tzinfo=UTC)),
        ("2024-11-03T14:30+08:00", datetime(2024, 11, 3, 6, 30, tzinfo=UTC)),
        ("2024-11-03T14:30 08:00", datetime(2024, 11, 3, 6, 30, tzinfo=UTC)),
        ("2024-11-03T14:30-05:00", datetime(2024, 11, 3, 19, 30, tzinfo=UTC)),
        ("2024-11-20", datetime(2024, 11, 20, 12, tzinfo=UTC)),
        ("0001-01-01", FIRST),
        ("0001-01-01T00:00+14:00", FIRST),
    ],
)
def test_a_date_is_the_end_of_its_day_and_an_instant_is_itself(written, instant):
    assert instant_of(written, now=datetime(2024, 11, 20, 12, tzinfo=UTC)) == instant


def test_days_are_those_of_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Asia/Hong_Kong"
    now = datetime(2024, 11, 20, 12, tzinfo=UTC)
    assert instant_of("2024-11-03", now=now) == datetime(2024, 11, 3, 15, 59, 59, 999999, UTC)
    assert instant_of("2024-11-03T14:30", now=now) == datetime(2024, 11, 3, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "yesterday", "2024", "2024-13-01", "2024-02-30", "2024-11-03T25:00", "2024-11-03T14:30+99:00", "03.11.2024",
        "2024-11-03T14:30:00[UTC]", "2024-11-03\x00", "２０２６-11-03", "9999-12-31", "2024-11-21",
        "2024-11-20T12:00:01Z", "2024-W45", "<script>",
    ],
)  # fmt: skip
def test_what_is_no_moment_or_still_to_come_is_refused(written):
    with pytest.raises(Unreadable):
        instant_of(written, now=datetime(2024, 11, 20, 12, tzinfo=UTC))


@pytest.mark.parametrize("address", TODAY.values(), ids=TODAY)
@pytest.mark.parametrize("written", ["yesterday", "2999-01-01"])
def test_a_refusal_says_which_forms_are_understood(loaded, client, address, written):
    page = client.get(address, {"as_of": written})
    assert page.status_code == 400
    assert written in text(page)
    assert "?as_of=2026-11-03T14:30" in text(page)
    assert f'href="{address}"' in page.content.decode()


def test_before_the_first_publication_it_is_said_when_that_was(loaded, client, rita):
    page = client.get(f"{ARTICLE}?as_of=2024-10-31")
    assert (page.status_code, "Nothing at all was published" in text(page)) == (404, True)
    assert client.get("/sections/no-such-section/?as_of=2024-11-03").status_code == 404


def test_a_text_that_came_later_says_when_it_came(loaded, client):
    notice = next(iter(kind_of("notice").read_library()))
    later = replace(notice, slug="later", payload={**notice.payload, "slug": "later"})
    publish_loaded(item=later, world=live_world(), at=DAY[9])
    page = client.get("/notices/later/?as_of=2024-11-03")
    assert page.status_code == 404
    assert "first published on 9 Nov 2024, 08:00 UTC" in text(page)
    assert client.get("/notices/later/?as_of=2024-11-09").status_code == 200


def test_a_blank_moment_is_today(loaded, client):
    assert client.get(f"{ARTICLE}?as_of=").content == client.get(ARTICLE).content


def test_every_moment_of_one_stretch_is_one_kept_page(loaded, client, django_assert_num_queries):
    client.get(f"{SECTION}?as_of=2024-11-03")
    for second in range(40):
        client.get(f"{SECTION}?as_of=2024-11-02T08:00:{second:02}Z")
    assert len(page_cache._earlier.held) == 1
    with django_assert_num_queries(3):
        client.get(f"{SECTION}?as_of=2024-11-02")


def test_the_past_pushes_out_no_page_of_today(loaded, client, rita, monkeypatch):
    monkeypatch.setattr(page_cache._earlier, "most", 2)
    client.get(ARTICLE)
    for day in range(3, 8):
        approved(the("section", "ebv-dna"), rita, at=DAY[day], body=f"Day {day}.")
        client.get(f"{SECTION}?as_of=2024-11-{day:02}")
    assert len(page_cache._earlier.held) == 2
    assert len(page_cache._today.held) == 1


def test_a_retirement_counts_from_its_instant_to_the_next_publication(loaded, client, rita, chloe):
    section = the("section", "ebv-dna")
    retired(section, chloe, at=DAY[4], reason="Said twice.")
    revived(section, at=DAY[6])
    published_again(section, rita, at=DAY[8])
    status = [client.get(f"/sections/ebv-dna/?as_of=2024-11-{day:02}").status_code for day in (3, 5, 7, 9)]
    assert status == [200, 410, 410, 200]
    in_article = [
        'id="ebv-dna"' in client.get(f"{ARTICLE}?as_of=2024-11-{day:02}").content.decode()
        for day in (3, 5, 7, 9)
    ]
    assert in_article == [True, False, False, True]


def test_an_earlier_state_costs_little(loaded, client, rita, django_assert_max_num_queries):
    approved(the("section", "ebv-dna"), rita, at=DAY[5], body="New.")
    client.get(f"{ARTICLE}?as_of=2024-11-03")
    forget_pages()
    with django_assert_max_num_queries(12):
        assert client.get(f"{ARTICLE}?as_of=2024-11-03").status_code == 200


def test_a_signed_in_reader_gets_the_earlier_state_too(loaded, client, lena):
    client.force_login(lena)
    page = client.get(f"{ARTICLE}?as_of=2024-11-03")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-cache")
