"""A learner sees what is set to them and does it: one next action, the terms of the assignment, sections read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt
from cases.programs.models import AssignedAttempt, Assignment, Membership, SectionRead
from cases.programs.selectors.assigned import my_assignments
from cases.programs.services.answering import start_part
from cases.programs.services.assigning import Grant, Terms, cancel_assignment, extend
from cases.programs.services.belonging import leave
from cases.programs.services.refusing import Refused
from content.editorial.public import live
from npcsite.accounts.models import User
from tests.cases.players import Player
from tests.cases.publishing import publish_story
from tests.cases.scripted import answered
from tests.programs.founding import founded
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db

MINE = "/my-assignments/"


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


@pytest.fixture
def learner(client, lena):
    client.force_login(lena)
    return client


def began(client, assignment):
    return client.post(f"{MINE}{assignment.items.get().pk}/start/", {"key": uuid4()})


def states(lena):
    return [str(row.standing) for row in my_assignments(lena.pk, timezone.now())]


def test_a_learner_reads_state_due_date_with_its_zone_and_one_next_action(learner, cohort, dora):
    set_to(cohort, dora)
    page = learner.get(MINE).content.decode()
    assert all(words in page for words in ("Week one", "Open", "Asia/Singapore", "not begun"))
    assert page.count("<button>Start</button>") == 1


def test_a_start_is_under_the_terms_of_the_assignment_and_linked_to_its_part(learner, cohort, dora):
    set_ = set_to(cohort, dora, terms=Terms("assessed", certainty_asked=False, minutes=7))
    answer = began(learner, set_)
    linked = AssignedAttempt.objects.get(item__assignment=set_)
    assert (answer.status_code, linked.attempt.mode) == (303, "assessed")
    assert linked.attempt.deadline_at - linked.attempt.started_at == timedelta(minutes=7)
    assert '"certainty_asked":false' in linked.attempt.events.get(position=0).data.replace(" ", "")


def test_a_second_start_continues_the_first(learner, cohort, dora):
    set_ = set_to(cohort, dora)
    first, second = began(learner, set_), began(learner, set_)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Attempt.objects.count() == 1
    assert "<button>Continue</button>" in learner.get(MINE).content.decode()


def test_an_assessed_attempt_given_up_is_done_and_not_begun_again(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora)
    _started(learner, set_)
    Attempt.objects.update(state="abandoned", ended_at=timezone.now())
    assert states(lena) == ["done"]
    assert began(learner, set_).status_code == 422


def _started(client, set_):
    began(client, set_)
    return Attempt.objects.get()


def test_practice_given_up_is_begun_again(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora, terms=Terms("practice", certainty_asked=True, minutes=None))
    _started(learner, set_)
    Attempt.objects.update(state="abandoned", ended_at=timezone.now())
    assert states(lena) == ["open"]
    assert began(learner, set_).status_code == 303
    assert Attempt.objects.count() == 2


def test_an_assessed_attempt_begun_in_its_window_answers_the_part(learner, cohort, dora):
    set_ = set_to(cohort, dora)
    player = Player(learner).start(mode="assessed")
    assert began(learner, set_).status_code == 303
    assert AssignedAttempt.objects.get().attempt_id == player.attempt_id


def test_an_assessed_attempt_done_in_its_window_answers_the_part_and_the_learner_is_told(
    learner, cohort, dora, lena
):
    set_ = set_to(cohort, dora)
    done = answered(lena, live("case", "made"))
    answer = began(learner, set_)
    assert (answer.status_code, answer.url) == (303, done.get_absolute_url())
    assert "that attempt counts for it" in learner.get(answer.url, follow=True).content.decode()
    assert (states(lena), Attempt.objects.count()) == (["done"], 1)


def test_practice_and_what_was_done_before_the_opening_or_for_another_assignment_answer_nothing(
    learner, cohort, dora, lena
):
    made = live("case", "made")
    answered(lena, made, at=timezone.now() - 9 * DAY)
    first, second = set_to(cohort, dora), set_to(cohort, dora, title="Week two")
    answered(lena, made, mode=Mode.PRACTICE)
    began(learner, first)
    assert AssignedAttempt.objects.get().attempt.state == "in-progress"
    Attempt.objects.in_progress().update(state="abandoned", ended_at=timezone.now())
    began(learner, second)
    assert [one.attempt.state for one in AssignedAttempt.objects.order_by("item")] == [
        "abandoned",
        "in-progress",
    ]


def test_more_time_than_the_assignment_gives_answers_nothing(learner, cohort, dora, lena):
    limited = set_to(cohort, dora, terms=Terms("assessed", certainty_asked=True, minutes=7))
    answered(lena, live("case", "made"))
    began(learner, limited)
    assert AssignedAttempt.objects.get().attempt.deadline_at is not None
    Attempt.objects.in_progress().update(state="abandoned", ended_at=timezone.now())
    Player(learner).start(mode="assessed")
    again = set_to(cohort, dora, title="More", terms=Terms("assessed", certainty_asked=True, minutes=7))
    with pytest.raises(Refused, match="without this time limit"):
        start_part(item=again.items.get(), learner=lena, key=uuid4(), at=timezone.now())


def test_an_attempt_within_the_time_of_the_assignment_and_the_learners_own_answers_it(
    learner, cohort, dora, lena
):
    User.objects.filter(pk=lena.pk).update(extra_time=25)
    attempt = Player(learner).start(mode="assessed").attempt
    for minutes, told in ((8, 303), (7, 422)):
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=attempt.started_at + timedelta(minutes=10))
        terms = Terms("assessed", certainty_asked=True, minutes=minutes)
        set_ = set_to(cohort, dora, title=f"{minutes} minutes", terms=terms)
        Assignment.objects.update(opens_at=attempt.started_at - DAY)
        assert began(learner, set_).status_code == told


def test_an_assessed_attempt_from_before_its_opening_answers_nothing(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora)
    Player(learner).start(mode="assessed")
    Attempt.objects.update(started_at=set_.opens_at - DAY)
    with pytest.raises(Refused, match="under way from before"):
        start_part(item=set_.items.get(), learner=lena, key=uuid4(), at=timezone.now())
    assert not AssignedAttempt.objects.exists()


@pytest.mark.parametrize("dates", [{"opens": 1}, {"opens": -9, "due": -5, "closes": -2}])
def test_outside_its_window_nothing_starts_and_the_page_says_so(learner, cohort, dora, dates):
    answer = began(learner, set_to(cohort, dora, **dates))
    assert answer.status_code == 422
    assert "takes no work now" in answer.content.decode()
    assert not Attempt.objects.exists()


def test_an_extension_reopens_it_for_its_learner(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora, opens=-9, due=-5, closes=-2)
    grant = Grant(lena, timezone.now() + DAY, "was ill")
    extend(assignment=set_, grant=grant, actor=dora, at=timezone.now())
    assert states(lena) == ["due-soon"]
    assert began(learner, set_).status_code == 303


def test_cancelling_stops_starts_and_keeps_the_attempt(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora)
    began(learner, set_)
    cancel_assignment(assignment=set_, actor=dora, at=timezone.now())
    assert (states(lena), AssignedAttempt.objects.count()) == (["cancelled"], 1)
    assert began(learner, set_).status_code == 404


def test_after_leaving_nothing_is_set_any_more(learner, cohort, dora, lena):
    set_ = set_to(cohort, dora)
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    assert (began(learner, set_).status_code, states(lena)) == (404, [])


def test_what_is_set_to_others_does_not_exist(client, cohort, dora, otto):
    client.force_login(otto)
    assert began(client, set_to(cohort, dora)).status_code == 404


def test_a_broken_page_starts_nothing_and_says_what_to_do(learner, cohort, dora):
    item = set_to(cohort, dora).items.get()
    answer = learner.post(f"{MINE}{item.pk}/start/", {"key": "x"})
    assert (answer.status_code, Attempt.objects.count()) == (422, 0)


def test_a_section_is_read_once_and_holds_what_was_live(learner, cohort, dora, lena):
    section = live("section", "made-section")
    set_ = set_to(cohort, dora, documents=(section.document_id,))
    for _ in range(2):
        assert learner.post(f"{MINE}{set_.items.get().pk}/read/").status_code == 303
    assert SectionRead.objects.get().publication_id == section.id
    assert states(lena) == ["done"]


def test_the_page_takes_six_statements_however_much_is_set(cohort, dora, lena, django_assert_max_num_queries):
    for _ in range(4):
        set_to(cohort, dora)
    with django_assert_max_num_queries(6):
        assert len(my_assignments(lena.pk, timezone.now())) == 4
