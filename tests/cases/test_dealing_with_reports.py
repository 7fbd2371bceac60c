"""What editors do with reports: each act once, by editors alone, with one audit line and no words in it."""

import pytest
from django.utils import timezone

from cases.models import ProblemReport
from cases.services.reporting import (
    HandledMeanwhile,
    MendsNothing,
    NotAnEditor,
    answer_report,
    close_report,
    close_report_as_mended,
)
from content.editorial.models import AuditEvent
from tests.cases.publishing import publish_story
from tests.cases.reporting import mine, now_by
from tests.cases.stories import story

pytestmark = pytest.mark.django_db


def test_a_report_is_mended_by_a_later_publication_of_the_same_case_alone(learner, reported, eddie):
    other = publish_story(story(slug="other"))
    mended = story()
    mended["summary"] = "A mended case."
    later = publish_later(mended)
    for wrong in (reported.publication, publication(other.id)):
        with pytest.raises(MendsNothing):
            close_report_as_mended(report=reported, fixed_in=wrong, by=now_by(eddie))
    close_report_as_mended(report=reported, fixed_in=later, by=now_by(eddie))
    html = mine(learner.client)
    assert "Mended." in html
    assert "Attempts begun before it show the older words" in html
    assert AuditEvent.objects.latest("number").verb == "mend-report"


def publication(pk):
    return ProblemReport._meta.get_field("publication").related_model.objects.get(pk=pk)


def publish_later(scenario):
    """A publication of the made case after the one that was reported."""
    published = publish_story(scenario, at=timezone.now())
    return publication(published.id)


@pytest.mark.parametrize("who", ["lena", "rita", "dora", "sam"])
def test_only_editors_deal_with_reports(reported, request, who):
    person = request.getfixturevalue(who)
    for deal in (
        lambda by: answer_report(report=reported, words="x", by=by),
        lambda by: close_report(report=reported, reason="x", by=by),
        lambda by: close_report_as_mended(report=reported, fixed_in=reported.publication, by=by),
    ):
        with pytest.raises((NotAnEditor, MendsNothing)):
            deal(now_by(person))
    reported.refresh_from_db()
    assert reported.state == "open"
    assert not AuditEvent.objects.filter(subject__contains="problemreport").exists()


def test_of_two_editors_the_first_one_counts_and_the_refused_act_leaves_no_trace(reported, eddie, chloe):
    page = ProblemReport.objects.select_related("publication").get()
    answer_report(report=reported, words="first", by=now_by(eddie))
    acts = AuditEvent.objects.count()
    with pytest.raises(HandledMeanwhile):
        answer_report(report=page, words="second", by=now_by(chloe))
    with pytest.raises(HandledMeanwhile):
        close_report(report=page, reason="second", by=now_by(chloe))
    stored = ProblemReport.objects.get()
    assert (stored.answer, stored.reason, stored.handled_by) == ("first", "", eddie)
    assert AuditEvent.objects.count() == acts
    with pytest.raises(HandledMeanwhile):
        answer_report(report=stored, words="again", by=now_by(eddie))


def test_the_audit_line_of_an_act_holds_ids_and_no_words(reported, eddie):
    answer_report(report=reported, words="secret words", by=now_by(eddie))
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.subject, event.actor) == (
        "answer-report",
        f"cases.problemreport:{reported.pk}",
        eddie,
    )
    assert "secret" not in event.data
