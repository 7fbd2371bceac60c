"""The strip states what is known about a text's review and never claims one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Document
from content.editorial.public import Note, live, strip, strips
from tests.content.editorial.toys import AT, item, judged, publish, the

pytestmark = pytest.mark.django_db

LOADED = "Loaded with the software. Not yet reviewed by a named clinician."


def test_a_loaded_text_says_that_nobody_reviewed_it():
    publish(item(notes=(Note("body", "One."), Note("body", "Two."))))
    found = strip(the().pk)
    assert (found.state, found.shape, found.word, found.sentence) == ("loaded", "◇", "Loaded", LOADED)
    assert (found.updated_on, found.reviewed_on, found.open_notes) == (date(2026, 11, 1), None, 2)


def test_a_settled_note_is_counted_no_more(rita):
    publish(item(notes=(Note("body", "One."), Note("body", "Two."))))
    the().open_notes.filter(text="One.").update(resolved_at=AT, resolved_by=rita)
    assert strip(the().pk).open_notes == 1


def test_an_approval_of_the_live_text_is_named_with_its_day(rita):
    publish(item())
    judged(the(), rita, at=AT + timedelta(days=2))
    found = strip(live("toy", "a"))
    assert (found.state, found.shape, found.reviewed_on) == ("approved", "●", date(2026, 11, 3))
    assert "Dr Rita Reviewer" in found.sentence
    assert "(revision 1)" in found.sentence


def test_a_text_a_person_reviewed_is_not_replaced_by_a_newer_one_of_the_library(rita):
    publish(item())
    judged(the(), rita)
    assert publish(item(body="New."), at=AT + timedelta(days=3)) == "kept"
    assert (the().head.number, strip(the().pk).state) == (1, "approved")


def test_a_request_for_changes_is_no_approval(rita):
    publish(item())
    judged(the(), rita, verdict="request_changes")
    assert strip(the().pk).state == "loaded"


def test_days_are_those_of_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Asia/Hong_Kong"
    publish(item(), at=datetime(2026, 11, 1, 20, tzinfo=UTC))
    assert strip(the().pk).updated_on == date(2026, 11, 2)


def test_the_strips_of_many_texts_cost_two_statements():
    for slug in "abcdef":
        publish(item(slug))
    ids = list(Document.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        assert {found.sentence for found in strips(ids).values()} == {LOADED}
    assert len(asked) == 2


def test_what_is_not_live_has_no_strip():
    document = Document.objects.create(kind="toy", slug="a", title="Begun")
    assert strips([document.pk]) == {}
    with pytest.raises(Document.DoesNotExist):
        strip(document.pk)
