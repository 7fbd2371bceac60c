"""Practice or assessed: who may choose, what starts beside what, and which assessed attempt counts."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cases.engine.state import Mode
from cases.models import Attempt, AttemptState, Owner
from cases.selectors.assessed import assessed_of
from cases.services.starting import AssessedUnderWay, Conditions, start_attempt
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def client(lena):
    client = Client()
    client.force_login(lena)
    return client


@pytest.fixture
def assessed(made, client):
    return Player(client).start(mode="assessed")


def cover(client) -> str:
    return text(client.get("/cases/made/"))


def play(player, *, last="a"):
    player.decide()
    for n in range(1, 4):
        player.decide(*best(n), certainty="2")
    player.decide(last, certainty="2")
    return player


def start(published, learner, mode=Mode.PRACTICE, at=AT):
    owner = Owner(user_id=learner.pk)
    return start_attempt(published=published, owner=owner, key=uuid4(), at=at, conditions=Conditions(mode))


def end(attempt, state=AttemptState.ABANDONED):
    Attempt.objects.filter(pk=attempt.pk).update(state=state, ended_at=attempt.started_at)


def test_the_mode_is_in_the_terms_and_on_the_row(assessed):
    assert assessed.attempt.events.get(position=0).started().mode == "assessed"
    assert assessed.attempt.mode == "assessed"
    assert "<span>Assessed</span>" in text(assessed.look())


def test_without_a_word_about_it_an_attempt_is_practice(learner):
    assert learner.attempt.events.get(position=0).started().mode == learner.attempt.mode == "practice"
    assert "<span>Practice</span>" in text(learner.look())


def test_both_modes_are_offered_without_scripts_to_somebody_signed_in_only(made, client):
    assert cover(client).count('name="mode"') == 2
    guest = cover(Client())
    assert 'name="mode"' not in guest
    assert "sign in" in guest


def test_a_guest_cannot_start_an_assessed_attempt(made):
    client = Client()
    answer = client.post("/cases/made/start/", {"key": uuid4(), "mode": "assessed"})
    assert answer.status_code == 409
    assert "Nothing was started." in text(answer)
    assert Attempt.objects.count() == 0


def test_the_database_knows_no_assessed_guest(made):
    with pytest.raises(IntegrityError):
        Attempt.objects.create(
            publication_id=made.id,
            document_id=made.document_id,
            guest_token="x",
            mode="assessed",
            started_at=AT,
        )


@pytest.mark.parametrize("mode", ["exam", "ASSESSED", "\x00", "a" * 5000])
def test_a_mode_nobody_offered_starts_nothing(made, client, mode):
    answer = client.post("/cases/made/start/", {"key": uuid4(), "mode": mode})
    assert answer.status_code == 422
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("mode", ["practice", "assessed"])
def test_nothing_starts_beside_an_assessed_attempt_under_way(assessed, mode):
    """Its feedback would give the answers away."""
    answer = assessed.client.post("/cases/made/start/", {"key": uuid4(), "mode": mode})
    assert answer.status_code == 409
    assert "Finish it, or give it up" in text(answer)
    assert f'href="{assessed.url()}"' in text(answer)
    assert Attempt.objects.count() == 1


def test_another_case_may_start_beside_it(assessed):
    publish_story(story(slug="other"))
    assert Player(assessed.client).start("other").attempt.mode == "practice"


def test_a_second_post_of_the_same_form_gives_the_same_assessed_attempt(made, client):
    key = uuid4()
    first, again = (
        client.post("/cases/made/start/", {"key": key, "mode": "assessed"})["Location"] for _ in range(2)
    )
    assert first == again
    assert Attempt.objects.count() == 1


def test_certainty_is_asked_and_needed_when_assessed(assessed):
    assessed.decide()
    assert "Optional" not in text(assessed.look())
    answer = assessed.decide("a", "e")
    assert answer.status_code == 422
    assert "Say how certain you are: 1, 2 or 3." in text(answer)
    assert assessed.decide("a", "e", certainty="1").status_code == 303


def test_the_first_assessed_attempt_counts_and_its_debrief_says_so(made, assessed, lena):
    html = text(play(assessed).client.get(assessed.url("debrief")))
    assert "This is your first assessed attempt at this case, and it counts." in html
    assert "You had practised" not in html
    counting = assessed_of(made.document_id, lena.pk).counting
    assert (counting.attempt_id, counting.score, counting.end) == (assessed.attempt_id, 100, "finished")


def test_a_second_assessed_start_after_an_abandoned_one_never_replaces_it(made, assessed, lena):
    assessed.decide()
    assessed.decide("a", "e", certainty="3")
    assert assessed.give_up().status_code == 303
    second = play(Player(assessed.client).start(mode="assessed"))
    counting = assessed_of(made.document_id, lena.pk).counting
    assert (counting.attempt_id, counting.score, counting.end) == (assessed.attempt_id, 25, "given up")
    html = text(second.client.get(second.url("debrief")))
    assert "this one does not replace it" in html
    assert assessed.url("debrief") in html
    assert "was given up with 25 of 100" in cover(second.client)


def test_a_clock_that_was_set_back_does_not_make_a_later_attempt_the_first(made, lena):
    first = start(made, lena, Mode.ASSESSED)
    end(first)
    later = start(made, lena, Mode.ASSESSED, at=AT - timedelta(days=1))
    assert later.started_at > first.started_at
    assert assessed_of(made.document_id, lena.pk).counting.attempt_id == first.pk


def test_practice_before_it_is_told_before_and_after(learner, lena):
    learner.play()
    assert "an assessed attempt will say so" in cover(learner.client)
    assessed = play(Player(learner.client).start(mode="assessed"))
    told = "You had practised this case before."
    assert told in text(assessed.client.get(assessed.url("debrief")))
    assert told in cover(assessed.client)


def test_practice_after_it_is_not_held_against_it(made, assessed, lena):
    play(assessed)
    Player(assessed.client).start().play()
    assert not assessed_of(made.document_id, lena.pk).counting.practised


def test_practice_kept_from_a_guest_of_the_same_time_is_told_too(made, lena):
    first = start(made, lena, Mode.ASSESSED)
    guest = start_attempt(published=made, owner=Owner(token="g"), key=uuid4(), at=AT + timedelta(minutes=1))
    assert not assessed_of(made.document_id, lena.pk).counting.practised
    Attempt.objects.filter(pk=guest.pk).update(learner=lena, guest_token="")
    assert assessed_of(made.document_id, lena.pk).counting.practised
    assert assessed_of(made.document_id, lena.pk).counting.attempt_id == first.pk


def test_a_new_publication_of_the_case_is_still_the_same_case(made, lena):
    start(made, lena, Mode.ASSESSED)
    again = publish_story(story() | {"summary": "A case made again for a test."})
    assert again.id != made.id
    with pytest.raises(AssessedUnderWay):
        start(again, lena)


def test_attempts_of_others_are_nobody_elses(made, lena, otto):
    start(made, lena, Mode.ASSESSED)
    assert assessed_of(made.document_id, otto.pk).counting is None
    assert start(made, otto).mode == "practice"


def test_the_database_holds_one_assessed_attempt_under_way_per_learner_and_case(made, assessed, lena, otto):
    """Whatever service or console writes; what is over, practice and other people are not held up."""
    row = {"publication_id": made.id, "document_id": made.document_id, "started_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**row, learner=lena, mode="assessed")
    Attempt.objects.create(**row, learner=lena, mode="practice")
    Attempt.objects.create(**row, learner=otto, mode="assessed")
    Attempt.objects.create(**row, learner=lena, mode="assessed", state="abandoned", ended_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(state="abandoned").update(state="in-progress", ended_at=None)


def test_an_attempt_knows_the_case_of_its_publication(made, assessed):
    assert assessed.attempt.document_id == assessed.attempt.publication.document_id == made.document_id


def test_an_assessed_result_is_what_practice_would_give(made, assessed, lena):
    play(assessed, last="d")
    practice = Player(assessed.client).start()
    play(practice, last="d")
    results = [player.attempt.results.get() for player in (assessed, practice)]
    assert results[0].score == results[1].score == 45
    assert results[0].breakdown == results[1].breakdown
