"""Directors and coordinators set, change, cancel and extend; what would be unfair is refused; others find nothing."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Attempt
from cases.programs.models import AssignedAttempt, Assignment, Extension, Post
from cases.programs.services.answering import start_part
from cases.programs.services.assigning import Terms, edit_assignment
from cases.programs.services.founding import appoint
from cases.programs.services.refusing import Refused
from content.editorial.public import Document, live
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.cases.test_statements import cost
from tests.programs.founding import THEN, founded
from tests.programs.scored import people
from tests.programs.setting import DAY, set_to, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena, time_zone="Europe/Berlin")


@pytest.fixture
def director(client, dora):
    client.force_login(dora)
    return client


def typed(**more):
    made = live("case", "made").document_id
    plain = {
        "title": "Week one",
        "purpose": "ordinary",
        "cases": [made],
        "opens_at": "2026-03-02T09:00",
        "due_at": "2026-03-09T09:00",
        "mode": "assessed",
        "certainty_asked": "on",
    }
    return plain | more


def sent(client, cohort, **more):
    return client.post(reverse("programs:new_assignment", args=[cohort.program_id, cohort.pk]), typed(**more))


def url(name, assignment):
    return reverse(f"programs:{name}", args=[assignment.cohort.program_id, assignment.pk])


def begun(assignment, lena):
    start_part(item=assignment.items.first(), learner=lena, key=uuid4(), at=timezone.now())


def test_what_is_typed_is_in_the_zone_of_the_program_which_the_form_names(director, cohort):
    path = reverse("programs:new_assignment", args=[cohort.program_id, cohort.pk])
    assert "Europe/Berlin" in director.get(path).content.decode()
    assert sent(director, cohort).status_code == 303
    assert Assignment.objects.get().opens_at.isoformat() == "2026-03-02T08:00:00+00:00"


@pytest.mark.parametrize("moment", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_a_time_the_clocks_leave_out_or_have_twice_is_refused_in_words(director, cohort, moment):
    answer = sent(director, cohort, due_at=moment)
    assert answer.status_code == 422
    assert "may be ambiguous or it may not exist" in answer.content.decode()
    assert moment in answer.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"due_at": "2026-03-01T09:00"}, "not after the opening"),
        ({"closes_at": "2026-03-05T09:00"}, "closes before it is due"),
        ({"cases": []}, "at least one case"),
        ({"mode": "practice", "minutes": "5"}, "no time limit"),
        ({"threshold": "101"}, "100"),
        ({"cases": ["999999"]}, "999999"),
        ({"opens_at": "soon"}, "Write a day and a time"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_keeps_what_was_typed(director, cohort, more, said):
    answer = sent(director, cohort, title="Kept words", **more)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "Kept words" in page) == (422, True, True)
    assert not Assignment.objects.exists()


def test_a_coordinator_sets_and_reads_who_has_done_it_without_results(client, cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    client.force_login(otto)
    assert sent(client, cohort).status_code == 303
    page = client.get(url("assignment", Assignment.objects.get())).content.decode()
    assert "Lena" in page
    assert not any(word in page.lower() for word in ("score", "unsafe", "credit"))


def test_fifty_members_stand_on_a_page_and_done_is_counted_of_all_of_them(director, cohort, dora, lena):
    set_ = set_to(cohort, dora)
    begun(set_, lena)
    Attempt.objects.update(state="completed", ended_at=timezone.now())
    people(cohort, 120)
    first = director.get(url("assignment", set_)).content.decode()
    last = director.get(url("assignment", set_), {"page": 3}).content.decode()
    assert ("Learner 049" in first, "Learner 050" in first, "Lena" in first) == (True, False, False)
    assert ("Learner 099" in last, "Learner 119" in last, "Lena" in last) == (False, True, True)
    assert "1 of 121 members" in first
    assert "1 of 121 members" in last
    assert ("?page=2" in first, "Earlier learners" in first) == (True, False)
    assert ("?page=2" in last, "Further learners" in last) == (True, False)


def test_once_begun_mode_terms_earlier_dates_and_begun_parts_stay(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    begun(set_, lena)
    section = live("section", "made-section").document_id
    unfair = (
        wanted(terms=Terms("practice", certainty_asked=True, minutes=None)),
        wanted(terms=Terms("assessed", certainty_asked=False, minutes=None)),
        wanted(section),
        wanted(due=2),
        wanted(closes=9),
    )
    for one in unfair:
        kept = replace(one, opens_at=set_.opens_at)
        with pytest.raises(Refused, match=r"[Ss]omebody has begun"):
            edit_assignment(assignment=set_, wanted=kept, actor=dora, at=timezone.now())
    assert AssignedAttempt.objects.count() == 1


def test_once_begun_title_later_dates_and_further_parts_may_change(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    begun(set_, lena)
    parts = (live("section", "made-section").document_id, live("case", "made").document_id)
    later = replace(wanted(*parts, title="New", due=9), opens_at=set_.opens_at)
    edit_assignment(assignment=set_, wanted=later, actor=dora, at=timezone.now())
    set_.refresh_from_db()
    assert (set_.title, set_.items.count(), AssignedAttempt.objects.count()) == ("New", 2, 1)


def test_before_anybody_has_begun_everything_may_change(director, cohort, dora):
    set_ = set_to(cohort, dora)
    assert "Week one" in director.get(url("edit_assignment", set_)).content.decode()
    assert director.post(url("edit_assignment", set_), typed(mode="practice")).status_code == 303
    set_.refresh_from_db()
    assert set_.mode == "practice"


def test_cancelling_twice_says_so(director, cohort, dora):
    set_ = set_to(cohort, dora)
    assert director.post(url("cancel_assignment", set_)).status_code == 303
    again = director.post(url("cancel_assignment", set_))
    assert (again.status_code, "cancelled already" in again.content.decode()) == (422, True)


def test_an_extension_is_for_a_member_later_and_with_a_reason(director, cohort, dora, lena, otto):
    set_ = set_to(cohort, dora)
    later = f"{set_.due_at + timedelta(days=3):%Y-%m-%dT%H:%M}"
    earlier = f"{set_.due_at - DAY:%Y-%m-%dT%H:%M}"
    for person, due, reason in ((otto, later, "ill"), (lena, earlier, "ill"), (lena, later, "")):
        told = {"learner": person.pk, "due_at": due, "reason": reason}
        assert director.post(url("extensions", set_), told).status_code == 422
    told = {"learner": lena.pk, "due_at": later, "reason": "ill"}
    assert director.post(url("extensions", set_), told).status_code == 303
    assert Extension.objects.get().learner == lena


NAMES = ("assignment", "edit_assignment", "cancel_assignment", "extensions")
OF_COHORT = ("assignments", "new_assignment")


@pytest.mark.parametrize("own", [False, True])
def test_a_director_of_another_program_finds_nothing(client, cohort, dora, otto, own):
    """Neither under the program's own address nor under that of the director's program."""
    set_, twin = set_to(cohort, dora), founded(otto, name="Program B")
    program_id = twin.program_id if own else cohort.program_id
    client.force_login(otto)
    for name, key in [(one, set_.pk) for one in NAMES] + [(one, cohort.pk) for one in OF_COHORT]:
        path = reverse(f"programs:{name}", args=[program_id, key])
        assert client.post(path, typed()).status_code in {404, 405}
        assert client.get(path).status_code in {404, 405}
    set_.refresh_from_db()
    assert (set_.cancelled_at, Assignment.objects.count()) == (None, 1)


def test_two_clicks_set_one_assignment_and_other_dates_another(director, cohort):
    assert [sent(director, cohort).status_code for _ in range(2)] == [303, 422]
    assert sent(director, cohort, due_at="2026-03-10T09:00").status_code == 303
    assert Assignment.objects.count() == 2


def test_the_form_names_what_was_withdrawn_as_it_was_published_and_costs_the_same_for_more_of_it(
    director, cohort, dora
):
    for number in range(3):
        publish_story(story(slug=f"made-{number}"))
    documents = [live("case", f"made-{number}").document_id for number in range(3)]
    one, three = (set_to(cohort, dora, documents=tuple(some)) for some in (documents[:1], documents))
    Document.objects.filter(pk=documents[0]).update(title="Nobody approved this", retired_at=timezone.now())
    director.get(url("edit_assignment", three))
    assert cost(lambda: director.get(url("edit_assignment", one))) == cost(
        lambda: director.get(url("edit_assignment", three))
    )
    html = text(director.get(url("edit_assignment", three)))
    assert "Nobody approved this" not in html
    assert html.count(f'value="{documents[0]}"') == 1
