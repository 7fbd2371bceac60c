"""The editors' inbox in the admin: who reads it, what it shows of a report, and what each act does there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import ProblemReport
from tests.cases.building import signed_in
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.reporting import report
from tests.cases.stories import story, word

pytestmark = pytest.mark.django_db

WORDS = "The interval is wrong"
LIST = "/admin/cases/problemreport/"


@pytest.fixture
def reported(learner) -> ProblemReport:
    """On the menu, which was answered with the second and the harmful option."""
    learner.decide()
    learner.decide("b", "d")
    report(learner, WORDS)
    return ProblemReport.objects.get()


def page_of(found: ProblemReport) -> str:
    return reverse("admin:cases_problemreport_change", args=[found.pk])


def act(client: Client, found: ProblemReport, name: str, **said: object):
    address = reverse("admin:cases_problemreport_act", args=[found.pk, name])
    return client.post(address, {"seen": found.state, **said})


def test_the_page_shows_the_step_as_it_stood_with_the_answer_and_no_name(editor, reported, lena, learner):
    html = text(editor.get(page_of(reported)))
    assert WORDS in html
    assert word("q-1", "question") in html
    assert [word("q-1", one, "label") in html for one in "abcde"] == [True] * 5
    assert [f'value="{one}" checked' in html for one in "abcde"] == [False, True, False, True, False]
    assert word("q-2", "title") not in html, "what came later was not before the learner"
    assert reported.state_hash[:12] in html
    assert "the log no longer gives this state" not in html
    for name in (str(lena), lena.email):
        assert name not in html
        assert name not in text(editor.get(LIST))


def test_a_report_on_a_step_that_is_not_answered_yet_says_so(editor, learner):
    report(learner, WORDS, 1)
    html = text(editor.get(page_of(ProblemReport.objects.get())))
    assert word("arrival", "body") in html
    assert "Nothing was answered here yet." in html


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("eddie", 200, 302),
        ("chloe", 200, 302),
        ("rita", 200, 403),
        ("sam", 200, 403),
        ("lena", 302, 302),
        ("dora", 302, 302),
    ],
)
def test_editors_deal_with_reports_other_staff_reads_them_and_nobody_else(
    reported, request, who, read, write
):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(LIST).status_code == read
    page = client.get(page_of(reported))
    assert page.status_code == read
    assert ("Close without a change" in text(page)) == (who in {"eddie", "chloe"})
    assert act(client, reported, "answer", words="x").status_code == write
    reported.refresh_from_db()
    assert (reported.state == "answered") == (who in {"eddie", "chloe"})


def test_nobody_adds_changes_or_deletes_a_report_past_its_acts(editor, reported):
    before = ProblemReport.objects.values().get()
    for address, answers in (
        (f"{LIST}add/", 403),
        (f"{LIST}{reported.pk}/delete/", 403),
        (page_of(reported), 405),
    ):
        assert editor.post(address, {"words": "x"}).status_code == answers
    assert ProblemReport.objects.values().get() == before


def test_the_list_is_filtered_by_state_kind_and_case(editor, reported, learner):
    report(learner, "b is as good", kind="otherwise")
    act(editor, reported, "close", words="Nothing to change.")
    for query, shown in (
        ("state__exact=open", "b is as good"),
        ("kind__exact=wrong", WORDS),
        ("q=interval", WORDS),
    ):
        html = text(editor.get(f"{LIST}?{query}"))
        assert {one for one in (WORDS, "b is as good") if one in html} == {shown}, query
    document = reported.publication.document_id
    assert WORDS in text(editor.get(f"{LIST}?publication__document__id__exact={document}"))


def test_open_reports_wait_on_the_front_page_until_they_are_answered(editor, reported):
    front = text(editor.get("/admin/"))
    queue = front[front.index('id="queue-reports"') :]
    assert '<span class="count">1</span>' in queue
    assert page_of(reported) in queue
    assert WORDS in queue
    act(editor, reported, "answer", words="It is the label's.")
    front = text(editor.get("/admin/"))
    assert "No report waits for an answer." in front


def test_each_act_is_done_once_and_is_not_offered_again(editor, reported):
    assert act(editor, reported, "answer", words="It is the label's.").status_code == 302
    reported.refresh_from_db()
    html = text(editor.get(page_of(reported)))
    assert "It is the label&#x27;s." in html
    assert "Answer to whoever reported it" not in html
    assert act(editor, reported, "close", words="Nothing to change.").status_code == 302
    html = text(editor.get(page_of(reported)))
    assert "Nothing to change." in html
    assert "<form" not in html


def test_a_page_that_is_older_than_a_colleagues_act_is_told_and_keeps_what_was_typed(editor, reported, chloe):
    act(signed_in(chloe), reported, "answer", words="from Chloe")
    for name in ("answer", "close"):
        answer = act(editor, reported, name, words="from Eddie")
        assert answer.status_code == 409
        for words in ("Somebody else dealt with this report meanwhile", "from Chloe", "from Eddie"):
            assert words in text(answer)
    assert ProblemReport.objects.get().answer == "from Chloe"


def test_only_later_publications_of_the_case_are_offered_as_mending(editor, reported):
    assert "No later version of this case is published yet" in text(editor.get(page_of(reported)))
    other = publish_story(story(slug="other"), at=timezone.now())
    for wrong in (other.id, reported.publication_id, 10**18, "x"):
        assert act(editor, reported, "mend", fixed_in=wrong).status_code == 422
    mended = publish_story(story() | {"summary": "A mended case."}, at=timezone.now())
    page = text(editor.get(page_of(reported)))
    assert f'<option value="{mended.id}">' in page
    assert act(editor, reported, "mend", fixed_in=mended.id).status_code == 302
    stored = ProblemReport.objects.get()
    assert (stored.state, stored.fixed_in_id) == ("closed", mended.id)


@pytest.mark.parametrize("words", ["", "  ", "x" * 2001, "a\x00"])
def test_an_answer_without_words_or_too_long_is_refused_at_its_field(editor, reported, words):
    assert act(editor, reported, "answer", words=words).status_code == 422
    assert ProblemReport.objects.get().state == "open"


def test_what_is_not_there_is_not_found(editor, reported):
    for address in (f"{LIST}{10**30}/change/", f"{LIST}999/change/", f"{LIST}x/change/"):
        assert editor.get(address).status_code == 404
    assert act(editor, reported, "praise", words="x").status_code == 404


def test_words_of_learners_and_editors_are_escaped_everywhere(editor, learner):
    learner.decide()
    report(learner, "<script>alert(1)</script>")
    found = ProblemReport.objects.get()
    pages = [text(editor.get(address)) for address in (page_of(found), LIST, "/admin/")]
    act(editor, found, "answer", words="<img src=x onerror=alert(1)>")
    pages += [text(editor.get(page_of(found))), text(learner.client.get("/reports/"))]
    for html in pages:
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_the_inbox_costs_the_same_however_many_reports_there_are(editor, reported, learner):
    def costs() -> list[int]:
        found = []
        for address in (LIST, page_of(reported), "/admin/"):
            editor.get(address)
            with CaptureQueriesContext(connection) as seen:
                editor.get(address)
            found.append(len(seen))
        return found

    one = costs()
    for _ in range(5):
        report(learner, "x")
    report(Player(learner.client).start(), "x", 1)
    assert costs() == one
