"""An attempt is seen by whoever owns it; for everybody else it does not exist."""

import uuid

import pytest
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, Owner
from cases.models.owner import SESSION_KEY
from cases.selectors.home import home_for
from cases.services.guests import keep_guest_attempts
from tests.cases.players import Player, text
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def doors(player: Player) -> list[tuple[str, str]]:
    names = (("get", "attempt"), ("post", "decide"), ("post", "abandon"), ("get", "debrief"))
    return [(method, player.url(name)) for method, name in names] + [("get", player.url("feedback", 1))]


def answers(client: Client, player: Player) -> set[int]:
    return {getattr(client, method)(url).status_code for method, url in doors(player)}


def test_an_attempt_of_somebody_else_is_not_found(learner, otto):
    other = Client()
    other.force_login(otto)
    assert answers(other, learner) == {404}
    assert answers(Client(), learner) == {404}
    assert learner.look().status_code == 200


def test_an_attempt_of_another_guest_is_not_found(guest, made):
    other = Player(Client()).start()
    assert answers(other.client, guest) == {404}
    assert answers(Client(), guest) == {404}


def test_an_attempt_that_does_not_exist_is_not_found(guest):
    guest.attempt_id = uuid.uuid4()
    assert answers(guest.client, guest) == {404}


def test_a_position_that_was_not_decided_is_not_found(guest):
    for position in (0, 1, 7, 10**30):
        assert guest.client.get(guest.url("feedback", position)).status_code == 404


def test_a_guest_goes_on_in_the_middle_of_a_case_after_signing_in(guest, lena):
    guest.client.force_login(lena)
    assert guest.look().status_code == 200
    assert guest.decide().status_code == 303


def test_keeping_makes_the_guests_attempts_the_learners_own(guest, lena):
    guest.client.force_login(lena)
    after = Owner(lena.pk, guest.client.session[SESSION_KEY])
    offered = home_for(after, timezone.now()).to_keep
    assert [one.attempt_id for one in offered] == [guest.attempt_id]
    answer = guest.client.post("/attempts/keep/")
    assert answer.status_code == 303
    assert (guest.attempt.learner, guest.attempt.guest_token) == (lena, "")
    assert home_for(after, timezone.now()).to_keep == ()
    assert SESSION_KEY not in guest.client.session
    elsewhere = Client()
    elsewhere.force_login(lena)
    assert elsewhere.get(guest.url()).status_code == 200


def test_keeping_leaves_events_as_they_were(guest, lena):
    guest.decide()
    before = list(guest.attempt.events.values())
    guest.client.force_login(lena)
    guest.client.post("/attempts/keep/")
    assert list(guest.attempt.events.values()) == before


def test_the_same_attempt_cannot_be_taken_twice(guest, lena, otto):
    token = guest.attempt.guest_token
    assert keep_guest_attempts(token=token, learner_id=lena.pk) == 1
    assert keep_guest_attempts(token=token, learner_id=otto.pk) == 0
    assert guest.attempt.learner == lena


def test_keeping_with_no_token_takes_nothing(learner, guest, otto):
    other = Client()
    other.force_login(otto)
    other.post("/attempts/keep/")
    assert not Attempt.objects.filter(learner=otto).exists()
    assert keep_guest_attempts(token="", learner_id=otto.pk) == 0


def test_keeping_needs_somebody_signed_in(guest):
    answer = guest.client.post("/attempts/keep/")
    assert (answer.status_code, answer["Location"]) == (303, "/accounts/login/")
    assert guest.attempt.guest_token


def test_after_signing_out_nothing_is_left_for_the_next_at_the_keyboard(guest, lena):
    guest.client.force_login(lena)
    guest.client.post("/attempts/keep/")
    guest.client.logout()
    assert guest.look().status_code == 404


def test_signing_in_by_the_form_keeps_the_guests_token(guest, lena, client):
    before = guest.client.session[SESSION_KEY]
    page = {"login": lena.email, "password": "a long enough secret"}
    guest.client.post("/accounts/login/", page)
    assert SIGNED_IN in guest.client.session
    assert guest.client.session[SESSION_KEY] == before
    assert guest.look().status_code == 200


def test_what_a_signed_in_learner_starts_is_hers_and_no_guests(learner, lena):
    assert (learner.attempt.learner, learner.attempt.guest_token) == (lena, "")
    assert SESSION_KEY not in learner.client.session


def test_whoever_was_signed_out_in_mid_answer_signs_in_and_stands_where_they_were(learner, lena):
    learner.decide()
    form, events = learner.form(), list(learner.attempt.events.values())
    learner.client.logout()
    answer = learner.send(form, ["a", "e"])
    assert answer.status_code == 404
    assert f'href="/accounts/login/?next={learner.url()}"' in text(answer)
    assert list(learner.attempt.events.values()) == events
    page = {"login": lena.email, "password": PASSWORD, "next": learner.url()}
    assert learner.client.post("/accounts/login/", page)["Location"] == learner.url()
    assert learner.form()["position"] == form["position"]
    assert learner.send(form, ["a", "e"]).status_code == 303, (
        "the form that was on the page still counts, once"
    )
    assert learner.send(form, ["a", "e"]).status_code == 303
    assert learner.attempt.events.count() == len(events) + 1


def test_a_page_that_is_not_found_offers_the_sign_in_for_any_attempt_and_to_guests_only(learner, otto):
    nobody = "/attempts/00000000-0000-4000-8000-000000000000/"
    for address in (nobody, learner.url()):
        assert f"?next={address}" in text(Client().get(address))
    other = Client()
    other.force_login(otto)
    assert "?next=" not in text(other.get(learner.url()))
    assert "?next=" not in text(Client().get("/nowhere/"))


def test_home_continues_where_the_learner_was(learner, lena, django_assert_num_queries):
    learner.decide()
    learner.decide("a", "e")
    (one,) = home_for(Owner(lena.pk), timezone.now()).under_way
    assert (one.attempt_id, one.where.number, one.where.answered) == (learner.attempt_id, 2, 1)
    with django_assert_num_queries(2):
        home_for(Owner(lena.pk), timezone.now())


def test_home_asks_nothing_for_a_visitor_who_owns_nothing(made, django_assert_num_queries):
    with django_assert_num_queries(0):
        home_for(Owner(), timezone.now())


def test_looking_makes_no_session(made):
    client = Client()
    for url in ("/cases/", "/cases/made/"):
        client.get(url)
    assert "sessionid" not in client.cookies


def test_erasing_the_person_leaves_the_attempt_without_an_owner(learner, lena):
    lena.delete()
    assert learner.attempt.learner is None
    assert learner.look().status_code in (302, 404)


def test_the_pages_of_an_attempt_are_kept_by_no_cache(guest):
    answer = guest.look()
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert text(answer)
