"""The admin's front page says what waits, for whom, until when, and where it leads."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.editorial.models import Document
from content.editorial.public import request_changes
from content.models import Reference, Section
from content.selectors.front import front_queues
from tests.content.editorial.acts import seen, stated, taken
from tests.content.test_impact import changed, published, sent

pytestmark = pytest.mark.django_db

NOW = timezone.now() + timedelta(hours=1)


def rows(person):
    today = timezone.localdate()
    return {queue.slug: [row.title for row in queue.rows] for queue in front_queues(person, today=today)}


def mine(person):
    (row,) = front_queues(person, today=timezone.localdate())[0].rows
    return row


def front(person):
    client = Client()
    client.force_login(person)
    return client.get("/admin/").content.decode()


@pytest.fixture
def section(library) -> Section:
    return Section.objects.get(slug="first-line-systemic-therapy")


def test_nothing_was_reviewed_yet_and_the_page_says_so(library, rita):
    assert len(rows(rita)["unreviewed"]) == Document.objects.live().count() > 20
    page = front(rita)
    assert "Not yet reviewed by anyone" in page
    assert "Nothing waits for you. Claim a text, or open one to edit it." in page


def test_a_submitted_text_waits_for_a_reviewer_then_for_the_one_who_claimed_it(section, eddie, rita, ravi):
    round = sent(changed(section, eddie, title="Another title"), eddie)
    assert rows(rita)["unclaimed"] == [section.title] == rows(eddie)["mine"]
    assert f'href="/admin/review/{round.pk}/"' in front(rita)
    taken(round, rita, at=NOW)
    assert rows(rita)["unclaimed"] == []
    assert rows(rita)["mine"] == [section.title] == rows(ravi)["in-review"]
    assert rows(ravi)["mine"] == []


def test_a_text_sent_back_is_mine_again_and_who_reviewed_it_until_when_is_over(section, eddie, rita):
    round = taken(sent(changed(section, eddie, title="Another title"), eddie), rita, at=NOW)
    assert mine(eddie).due_on == round.due_on
    judgement = seen(round, comment="Mend the title.")
    request_changes(round=round, user=rita, judgement=judgement, at=NOW)
    row = mine(eddie)
    assert (row.due_on, row.late, row.detail) == (None, False, "Changes requested")


def test_what_i_edited_and_did_not_submit_is_mine(section, eddie, chloe):
    changed(section, eddie, title="Another title")
    assert rows(eddie)["mine"] == [section.title]
    assert rows(chloe)["mine"] == []


def test_what_is_late_is_named_with_its_day(section, rita):
    Document.objects.filter(pk=section.pk).update(review_every_days=0)
    library_was_loaded = timezone.localdate()
    assert rows(rita)["overdue"] == []
    Document.objects.filter(pk=section.pk).update(review_every_days=1)
    tomorrow = library_was_loaded.replace(year=library_was_loaded.year + 1)
    late = next(q for q in front_queues(rita, today=tomorrow) if q.slug == "overdue").rows
    assert section.title in [row.title for row in late]
    assert all(row.late for row in late)


def test_dependents_of_a_changed_claim_are_under_impact_and_with_their_owner(
    section, eddie, rita, ravi, chloe
):
    section.open_notes.update(resolved_at=NOW, resolved_by=rita)
    for person in (rita, ravi):
        stated(person)
    Document.objects.filter(kind="case").update(owner=chloe)
    published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    cases = set(rows(rita)["impact"])  # and sections that cite the claim
    assert cases > set(rows(chloe)["mine"]) != set()
    assert section.title not in rows(rita)["unreviewed"]


def test_approvals_of_demo_people_count_for_nothing(section, eddie, rita, ravi):
    section.open_notes.update(resolved_at=NOW, resolved_by=rita)
    for person in (rita, ravi):
        person.is_simulated = True
        person.save()
        stated(person)
    published(sent(changed(section, eddie, claim="Do not offer it."), eddie), rita, ravi)
    assert section.title in rows(rita)["unreviewed"]


def test_a_reference_with_a_notice_is_to_be_checked(library, rita):
    reference = Reference.objects.exclude(status__startswith="M").first()
    assert reference.key not in rows(rita)["references"]
    Reference.objects.filter(pk=reference.pk).update(
        integrity="retracted", integrity_source="The journal", integrity_on=NOW.date()
    )
    assert reference.key in rows(rita)["references"]


def test_statements_do_not_grow_with_what_waits(section, eddie, rita):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            rows(eddie)
        return len(asked)

    before = statements()
    sent(changed(section, eddie, title="Another title"), eddie)
    for other in Section.objects.exclude(pk=section.pk)[:4]:
        Section.objects.filter(pk=other.pk).update(summary="Other words.")
        other.edits.create(user=eddie, at=NOW)
    assert statements() == before


def test_the_page_is_named_for_what_is_done_there_and_has_no_list_that_stays_empty(library, rita):
    page = front(rita)
    assert "<h1>Editing and review</h1>" in page
    assert "Site administration" not in page
    assert "Recent actions" not in page


def test_learners_find_no_queues(library, sam, lena):
    assert "What waits" in front(sam)
    client = Client()
    client.force_login(lena)
    assert "What waits" not in re.sub(r"\s+", " ", client.get("/admin/", follow=True).content.decode())


def test_a_reviewer_is_led_from_what_nobody_reviewed_to_where_it_can_be_stood_for(library, eddie, rita):
    assert "/admin/reaffirm/" in front(rita)
    assert "/admin/reaffirm/" not in front(eddie)
