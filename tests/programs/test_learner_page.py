"""A director opens one learner down to the single decision; every look leaves a line, and nobody else gets in."""

from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt, Owner, Result
from cases.programs.models import Membership, Post, Viewing
from cases.programs.selectors.learner import learner_page
from cases.programs.services.belonging import leave
from cases.programs.services.founding import appoint
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import live
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best
from tests.programs.founding import THEN, founded

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(dora, lena):
    publish_story()
    return founded(dora, lena).program


def played(person, *, wrong=False, mode="practice") -> Player:
    client = Client()
    client.force_login(person)
    player = Player(client).start(mode=mode)
    player.decide()
    for n in range(1, 5):
        player.decide(*(("c",) if wrong and n == 2 else best(n)), certainty="3")
    return player


def page(person, program, learner, **more):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:learner", args=[program.pk, learner.pk]), **more)


def test_a_director_reads_in_how_many_attempts_certainty_was_not_asked(dora, lena, program):
    played(lena)
    assert "Certainty was not asked" not in text(page(dora, program, lena))
    client = Client()
    client.force_login(lena)
    attempt = start_attempt(
        published=live("case", "made"),
        owner=Owner(lena.pk),
        key=uuid4(),
        at=timezone.now(),
        conditions=Conditions(Mode.PRACTICE, certainty_asked=False),
    )
    Player(client, attempt.pk).play()
    said = "Certainty was not asked in 1 of 2 finished attempts; no figure here counts them."
    assert said in text(page(dora, program, lena))


def trail(person, program, learner, attempt):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:trail", args=[program.pk, learner.pk, attempt.pk]))


def test_the_figures_equal_those_counted_from_the_stored_results(dora, lena, program):
    played(lena, mode="assessed", wrong=True)
    played(lena, mode="assessed")
    played(lena)
    shown = learner_page(program, lena, timezone.now())
    results = {result.attempt_id: result for result in Result.objects.all()}
    first = Attempt.objects.filter(mode="assessed").earliest("started_at")
    credits = [
        Fraction(key["credit"])
        for result in results.values()
        if result.attempt.mode == "assessed"
        for key in result.parts()["key_decisions"]
        if key["reached"] and not key["left_out"]
    ]
    assert shown.figures.first_count == 1
    assert shown.figures.first_mean == round(results[first.pk].score)
    assert shown.figures.decision_count == len(credits)
    assert float(shown.figures.credit_mean) == round(float(sum(credits) / len(credits)), 2)
    assert shown.figures.finished_count == 3
    assert shown.figures.unsafe_count == sum(result.unsafe for result in results.values())
    assert [row.counts for row in shown.attempts] == [False, False, True]


def test_an_assessed_attempt_says_that_its_case_was_practised_before_and_no_other_does(dora, lena, program):
    played(lena, mode="assessed")
    assert "practised before" not in text(page(dora, program, lena))
    played(lena)
    assert "practised before" not in text(page(dora, program, lena)), "practice came after it"
    played(lena, mode="assessed")
    assert text(page(dora, program, lena)).count("practised before") == 1
    shown = learner_page(program, lena, timezone.now())
    assert [one.practised for one in shown.attempts] == [True, False, False]


def test_every_decision_is_there_with_its_time_its_certainty_and_its_worth(dora, lena, program):
    attempt = played(lena, wrong=True).attempt
    html = text(trail(dora, program, lena, attempt))
    assert html.count("certainty 3 of 3") == 4
    assert html.count('<section class="decision"') == 4
    assert "Chosen" in html
    assert "Asia/Singapore" in html
    assert "You chose" not in html


def test_an_attempt_under_way_is_told_by_its_state_alone(dora, lena, program):
    client = Client()
    client.force_login(lena)
    player = Player(client).start(mode="assessed")
    player.decide()
    assert trail(dora, program, lena, player.attempt).status_code == 404
    assert "assessed, in progress" in text(page(dora, program, lena))


def test_each_look_leaves_a_line_that_the_learner_reads(dora, lena, program, client):
    attempt = played(lena).attempt
    page(dora, program, lena)
    trail(dora, program, lena, attempt)
    assert set(Viewing.objects.values_list("viewer", "learner", "act", "what")) == {
        (dora.pk, lena.pk, "opened", "record"),
        (dora.pk, lena.pk, "opened", "attempt"),
    }
    client.force_login(lena)
    html = text(client.get(reverse("programs:looks")))
    assert html.count("Dora") == 2
    assert "Times are in the time zone UTC." in html
    assert "Program A" in html


def test_who_may_not_look_gets_404_and_leaves_no_line(dora, lena, otto, sam, program):
    attempt = played(lena).attempt
    appoint(program=program, person=otto, post=Post.COORDINATOR, actor=dora, at=THEN)
    for person in (lena, otto, sam):
        assert page(person, program, lena).status_code == 404
        assert trail(person, program, lena, attempt).status_code == 404
    assert not Viewing.objects.exists()


def test_nothing_of_before_or_after_the_membership_is_told(dora, lena, program):
    before = played(lena).attempt
    joined_at = timezone.now()
    Membership.objects.update(started_at=joined_at, agreed_at=joined_at)
    within = played(lena, mode="assessed").attempt
    leave(membership=Membership.objects.get(), actor=None, at=timezone.now())
    after = played(lena).attempt
    assert [row.attempt_id for row in learner_page(program, lena, timezone.now()).attempts] == [within.pk]
    assert trail(dora, program, lena, within).status_code == 200
    assert trail(dora, program, lena, before).status_code == 404
    assert trail(dora, program, lena, after).status_code == 404


def test_a_learner_without_work_has_a_page_that_says_what_it_needs(dora, lena, program):
    html = text(page(dora, program, lena))
    assert "Nothing played yet" in html


def test_the_page_costs_the_same_however_much_was_played(
    dora, lena, program, django_assert_num_queries, client
):
    played(lena)
    learner_page(program, lena, timezone.now())
    with django_assert_num_queries(5):
        learner_page(program, lena, timezone.now())
    played(lena, wrong=True)
    played(lena, mode="assessed")
    with django_assert_num_queries(5):
        learner_page(program, lena, timezone.now())


def of_case(person, program, learner, slug="made"):
    client = Client()
    client.force_login(person)
    return client.get(reverse("programs:learner_case", args=[program.pk, learner.pk, slug]))


def test_the_attempts_at_one_case_stand_together_and_lead_to_their_decisions(dora, lena, program):
    first, practice = played(lena, mode="assessed").attempt, played(lena).attempt
    html = text(of_case(dora, program, lena))
    for attempt in (first, practice):
        assert reverse("programs:trail", args=[program.pk, lena.pk, attempt.pk]) in html
    assert html.count("counts</strong>") == 1
    assert list(Viewing.objects.values_list("learner", "what")) == [(lena.pk, "case")]


def test_a_case_that_the_program_knows_nothing_of_has_no_page(dora, lena, otto, program):
    assert of_case(dora, program, lena).status_code == 404
    played(lena)
    joined_at = timezone.now()
    Membership.objects.update(started_at=joined_at, agreed_at=joined_at)
    assert of_case(dora, program, lena).status_code == 404
    assert of_case(otto, program, lena).status_code == 404


@pytest.mark.parametrize("name", ["learner", "trail", "learner_case", "evidence", "cohort", "attention"])
def test_to_ask_for_the_head_of_a_page_shows_nothing_and_is_told_to_nobody(dora, lena, program, name):
    attempt = played(lena).attempt
    of = {
        "trail": [lena.pk, attempt.pk],
        "learner_case": [lena.pk, "made"],
        "cohort": [program.cohorts.get().pk],
        "attention": [program.cohorts.get().pk],
    }
    client = Client()
    client.force_login(dora)
    address = reverse(f"programs:{name}", args=[program.pk, *of.get(name, [lena.pk])])
    assert client.head(address).status_code == 200
    assert not Viewing.objects.exists()
    client.get(address)
    assert Viewing.objects.exists() is (name != "attention"), "nothing of hers is on that list"
