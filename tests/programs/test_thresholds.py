"""What a part came to against the stated threshold, told once it is over, in words and a number, to whom it may be."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Attempt
from cases.programs.models import AssignedAttempt, Membership, Post, Viewing
from cases.programs.selectors.reached import Came, Reached
from cases.programs.services.assigning import Terms
from cases.programs.services.belonging import join
from cases.programs.services.founding import appoint
from cases.programs.services.reminding import remind
from tests.accounts.codes import sign_in
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded
from tests.programs.scored import result_of, scored
from tests.programs.setting import DAY, set_to

pytestmark = pytest.mark.django_db

VERDICT = "reached"


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


def answered(set_, learner, score, *, state="completed", **more):
    """An attempt that is over, linked to the one part."""
    attempt = scored(learner, score, **more)
    deadline = attempt.ended_at if state == "expired" else None
    Attempt.objects.filter(pk=attempt.pk).update(state=state, deadline_at=deadline)
    AssignedAttempt.objects.create(item=set_.items.get(), attempt=attempt)
    return attempt


def mine(learner) -> str:
    client = Client()
    client.force_login(learner)
    return text(client.get("/my-assignments/"))


def directed(set_, person) -> str:
    client = Client()
    sign_in(client, person)
    return text(client.get(reverse("programs:assignment", args=[set_.cohort.program_id, set_.pk])))


@pytest.mark.parametrize(
    ("score", "told"),
    [("82", "82 reached"), ("70", "70 reached"), ("69.6", "69.6, not reached"), ("62.4", "62, not reached")],
)
def test_a_done_part_tells_its_learner_and_a_director_what_it_reached(cohort, dora, lena, score, told):
    set_ = set_to(cohort, dora, threshold=70)
    answered(set_, lena, score)
    for page in (mine(lena), directed(set_, dora)):
        assert "70 of 100 asked for each case" in page
        assert "70 asked" in page
        assert told in page
        assert page.count(VERDICT) == 1


@pytest.mark.parametrize(
    ("score", "shown", "met"),
    [("69.999", "69.999", False), ("69.500", "69.5", False), ("69.499", "69", False), ("70.000", "70", True),
     ("99.999", "100", True), ("0.000", "0", False)],
)  # fmt: skip
def test_a_rounded_score_never_contradicts_what_is_said_of_it(score, shown, met):
    told = Reached(70, Came(Decimal(score), unsafe=False))
    assert (told.shown, told.is_met) == (shown, met)


def test_no_threshold_no_word_of_one(cohort, dora, lena):
    set_ = set_to(cohort, dora)
    answered(set_, lena, "82")
    for page in (mine(lena), directed(set_, dora)):
        assert VERDICT not in page
        assert "asked for each case" not in page


def test_a_threshold_of_nought_is_stated_too(cohort, dora, lena):
    set_ = set_to(cohort, dora, threshold=0)
    answered(set_, lena, "0", state="abandoned")
    assert "0 of 100 asked" in mine(lena)
    assert "0 reached" in mine(lena)


@pytest.mark.parametrize("state", ["abandoned", "expired"])
def test_what_was_given_up_or_ran_out_of_time_counts_with_what_it_reached(cohort, dora, lena, state):
    set_ = set_to(cohort, dora, threshold=40)
    answered(set_, lena, "41", state=state)
    assert "41 reached" in mine(lena)
    assert "41 reached" in directed(set_, dora)


def test_an_unsafe_attempt_says_so_beside_what_it_reached(cohort, dora, lena):
    set_ = set_to(cohort, dora, threshold=40)
    answered(set_, lena, "45", unsafe=True)
    for page in (mine(lena), directed(set_, dora)):
        assert "45 reached" in page
        assert "unsafe" in page


def test_an_attempt_under_way_tells_nothing(cohort, dora, lena):
    set_ = set_to(cohort, dora, threshold=40)
    client = Client()
    client.force_login(lena)
    client.post(f"/my-assignments/{set_.items.get().pk}/start/", {"key": uuid4()})
    for page in (mine(lena), directed(set_, dora)):
        assert "under way" in page
        assert VERDICT not in page


def test_while_an_assessed_attempt_at_the_case_is_under_way_its_learner_is_told_nothing(cohort, dora, lena):
    practised = set_to(
        cohort, dora, threshold=40, terms=Terms("practice", certainty_asked=True, minutes=None)
    )
    answered(practised, lena, "55", mode="practice")
    assert "55 reached" in mine(lena)
    client = Client()
    client.force_login(lena)
    Player(client).start(mode="assessed")
    assert VERDICT not in mine(lena)


def test_a_coordinator_reads_the_terms_and_no_result(cohort, dora, otto, lena):
    set_ = set_to(cohort, dora, threshold=40)
    answered(set_, lena, "55")
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    page = directed(set_, otto)
    assert "40 of 100 asked for each case" in page
    assert VERDICT not in page
    assert "55" not in page


def test_what_ended_outside_the_membership_is_not_told_to_the_director(cohort, dora, lena):
    set_ = set_to(cohort, dora, threshold=40)
    answered(set_, lena, "55", ago=3)
    now = timezone.now()
    Membership.objects.filter(learner=lena).update(ended_at=now - 4 * DAY)
    join(cohort=cohort, learner=lena, at=now - DAY)
    assert VERDICT not in directed(set_, dora)


def test_the_result_is_the_attempts_own_and_a_regrade_none(cohort, dora, lena):
    set_ = set_to(cohort, dora, threshold=40)
    attempt = answered(set_, lena, "55")
    changed = story()
    changed["summary"] = "Corrected."
    regrade = result_of(attempt, "30")
    regrade.publication_id = publish_story(changed).id
    regrade.save(force_insert=True)
    assert "55 reached" in mine(lena)
    assert "55 reached" in directed(set_, dora)


def test_the_next_thing_at_home_and_the_reminder_state_the_threshold(cohort, dora, lena):
    set_to(cohort, dora, threshold=70)
    client = Client()
    client.force_login(lena)
    assert "70 of 100 asked" in text(client.get("/"))
    remind(at=timezone.now() + timedelta(minutes=1))
    assert "70 of 100 is asked for each case." in mail.outbox[0].body


def test_neither_says_anything_of_a_threshold_that_is_not_stated(cohort, dora, lena):
    set_to(cohort, dora)
    client = Client()
    client.force_login(lena)
    assert "asked" not in text(client.get("/"))[text(client.get("/")).index('id="assigned-title"') :][:900]
    remind(at=timezone.now() + timedelta(minutes=1))
    assert "asked" not in mail.outbox[0].body


def test_a_director_who_reads_results_there_is_told_to_whose_they_are_and_a_coordinator_reads_none(
    cohort, dora, otto, lena
):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    join(cohort=cohort, learner=UserFactory(), at=timezone.now())
    plain, set_ = set_to(cohort, dora), set_to(cohort, dora, threshold=70)
    for one in (plain, set_):
        answered(one, lena, 82)
    directed(plain, dora)
    directed(set_, otto)
    assert not Viewing.objects.exists(), "nothing that tells a result was shown"
    assert "on a list each learner with a result here reads" in directed(set_, dora)
    assert list(Viewing.objects.values_list("learner", "viewer", "what")) == [
        (lena.pk, dora.pk, "assignment")
    ]
    client = Client()
    client.force_login(lena)
    assert "with what yours came to" in text(client.get(reverse("programs:looks")))
