"""What the public reads: publications and what is known of their review; no working copy, draft or comment."""

import logging
import re
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Document
from content.page_cache import forget_pages
from content.services.load_library import load_library
from tests.content.editorial.people import approved, opened, retired, revised
from tests.site.test_matrix import TABLE, attempt, url, visitor  # noqa: F401 - attempt is a fixture

pytestmark = pytest.mark.django_db

# The spine's public half, and the overlays: what became known of a source since, and what a changed claim holds back.
PUBLIC = {
    "editorial_impactitem",
    "editorial_document",
    "editorial_publication",
    "editorial_rendering",
    "editorial_revision",
    "editorial_reviewround",
    "editorial_verdict",
    "editorial_retirement",
    "editorial_epoch",
    "editorial_opennote",
    "content_reference",
}
GOVERNED = {
    model._meta.db_table
    for label in ("editorial", "content")
    for model in apps.get_app_config(label).get_models()
} | {"cases_case"}
# The title of a working copy, and a reference's words, which are frozen with the text that cites it.
UNPUBLISHED = re.compile(r'"editorial_document"\."title"|"content_reference"\."csl"')
NAMED = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
DAY = {day: datetime(2024, 11, day, 8, tzinfo=UTC) for day in range(1, 28)}
PAST = ("?as_of=2024-11-02", "?as_of=2024-11-20", "?for=resident")
READING = [name for name in TABLE if not name.startswith("account")]


@pytest.fixture
def lived_in(db, rita, ravi, chloe):
    """Everything that can be known of a text is known of one: approved, drafted again, retired."""
    load_library(at=DAY[1])
    section, gone = Document.objects.filter(kind="section", live__published_at=DAY[1]).order_by("slug")[:2]
    approved(section, rita, ravi, at=DAY[5], note="Why.")
    opened(revised(section, at=DAY[6], body="Draft."), at=DAY[6], claimed_by=ravi)
    retired(gone, chloe, at=DAY[7])
    forget_pages()
    return section, gone


def asked_by(person, attempt, texts):  # noqa: F811
    """Every statement that the pages for this person ask the database."""
    section, gone = texts
    more = [
        f"/sections/{slug}/{way}" for slug in (section.slug, gone.slug) for way in ("", "changes/", *PAST)
    ]
    more += [f"/sections/{section.slug}/changes/1/2/", f"/publications/{section.live.sha256}.json"]
    more += [
        f"{url(name, attempt)}{past}"
        for name in READING
        for past in ("", *PAST)
        if "content:" in name or not past
    ]
    with CaptureQueriesContext(connection) as asked:
        for address in more:
            visitor(person).get(address)
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("role", ["guest", "owner"])
def test_no_page_reads_what_is_not_public_nor_an_unpublished_word(lived_in, attempt, lena, role, caplog):  # noqa: F811
    caplog.set_level(logging.CRITICAL, "django.request")
    statements = asked_by(None if role == "guest" else lena, attempt, lived_in)
    read = {table for statement in statements for table in NAMED.findall(statement)}
    assert read & GOVERNED <= PUBLIC
    # Only shared copies, which are a guest's, ask for the epoch.
    assert read >= PUBLIC - {"editorial_epoch"}, "the pages were not really read"
    assert not [statement for statement in statements if UNPUBLISHED.search(statement)]
    assert not [
        statement
        for statement in statements
        if '"editorial_revision"' in statement and '"editorial_publication"' not in statement
    ], "revisions that may be unpublished"


def test_playing_a_case_reads_no_working_copy(lived_in, attempt):  # noqa: F811
    with CaptureQueriesContext(connection) as asked:
        attempt.send(attempt.form(), ["a"])
    read = {table for query in asked for table in NAMED.findall(query["sql"])}
    assert not {table for table in read if table.startswith("content_")} - PUBLIC
    assert "cases_case" not in read
