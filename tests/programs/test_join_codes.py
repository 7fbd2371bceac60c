"""A join code: made, shown and revoked by both posts; typed by a learner, who reads who sees what before agreeing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import JoinCode, Membership, Post
from cases.programs.services.codes import LENGTH, LETTERS, join_by_code, make_code, revoke_code
from cases.programs.services.founding import appoint, archive_cohort
from cases.programs.services.refusing import Refused
from content.editorial.models import AuditEvent
from content.editorial.services.auditing import first_broken
from tests.cases.players import text
from tests.factories import UserFactory
from tests.programs.founding import THEN, founded

pytestmark = pytest.mark.django_db

JOIN = "/join/"
ONE_SENTENCE = "This code opens no cohort: it is mistyped, or it has ended."


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cohort(dora):
    return founded(dora)


@pytest.fixture
def code(cohort, dora):
    return make_code(cohort=cohort, days=7, actor=dora, at=timezone.now())


def of(name, cohort):
    return reverse(f"programs:{name}", args=[cohort.program_id, cohort.pk])


def test_a_code_is_made_shown_replaced_and_revoked(cohort, dora):
    director = browser(dora)
    assert "There is none." in text(director.get(of("ways_in", cohort)))
    assert director.post(of("new_code", cohort), {"days": 30}).status_code == 303
    first = JoinCode.objects.get()
    assert (len(first.code), set(first.code) <= set(LETTERS)) == (LENGTH, True)
    assert f"{first.code[:5]}-{first.code[5:]}" in text(director.get(of("ways_in", cohort)))
    director.post(of("new_code", cohort), {"days": 1})
    shown = text(director.get(of("ways_in", cohort)))
    assert first.code[:5] not in shown
    assert director.post(of("end_code", cohort)).status_code == 303
    assert not JoinCode.objects.open_at(timezone.now()).exists()
    director.post(of("end_code", cohort))
    assert AuditEvent.objects.filter(verb="revoked-code").count() == 1
    assert first_broken() == ""


@pytest.mark.parametrize("days", ["", "2", "36500", "x"])
def test_a_code_is_valid_for_one_of_the_times_offered(cohort, dora, days):
    assert browser(dora).post(of("new_code", cohort), {"days": days}).status_code == 422
    assert not JoinCode.objects.exists()


def test_an_archived_cohort_gets_no_code(cohort, dora):
    archive_cohort(cohort=cohort, actor=dora, at=timezone.now())
    assert browser(dora).post(of("new_code", cohort), {"days": 7}).status_code == 422
    assert not JoinCode.objects.exists()


def test_a_coordinator_makes_and_revokes_codes_and_another_director_finds_none(cohort, ravi, rita):
    appoint(program=cohort.program, person=ravi, post=Post.COORDINATOR, actor=None, at=THEN)
    founded(rita, name="Program B")
    assert browser(ravi).post(of("new_code", cohort), {"days": 7}).status_code == 303
    for name in ("new_code", "end_code"):
        assert browser(rita).post(of(name, cohort), {"days": 7}).status_code == 404
    assert browser(rita).get(of("ways_in", cohort)).status_code == 404
    assert browser(ravi).post(of("end_code", cohort)).status_code == 303


def test_a_learner_reads_who_sees_what_and_joins_only_by_agreeing(code, cohort, lena):
    learner = browser(lena)
    typed = f" {code.code[:5].lower()} – {code.code[5:]} "
    shown = text(learner.post(JOIN, {"code": typed}))
    for said in ("Program A", "2026", "Dora", "They see no results", "how certain you were", "You can leave"):
        assert said in shown
    assert not Membership.objects.exists()
    before = timezone.now()
    answer = learner.post(JOIN, {"code": code.code, "agree": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("programs:my_programs"))
    membership = Membership.objects.get()
    assert (membership.learner, membership.cohort) == (lena, cohort)
    assert before <= membership.agreed_at == membership.started_at <= timezone.now()
    assert "You are in 2026 now." in text(learner.get(answer["Location"]))


def test_agreeing_twice_is_joining_once(code, lena):
    learner = browser(lena)
    for _ in range(2):
        assert learner.post(JOIN, {"code": code.code, "agree": "yes"}).status_code == 303
    assert Membership.objects.count() == 1
    assert "You are in this cohort already" in text(learner.post(JOIN, {"code": code.code}))


def ended(code, dora, how):
    at = timezone.now()
    if how == "expired":
        JoinCode.objects.update(created_at=at - timedelta(days=2), expires_at=at)
    if how == "revoked":
        revoke_code(cohort=code.cohort, actor=dora, at=at)
    if how == "replaced":
        make_code(cohort=code.cohort, days=7, actor=dora, at=at)
    if how == "archived":
        archive_cohort(cohort=code.cohort, actor=dora, at=at)


@pytest.mark.parametrize("how", ["expired", "revoked", "replaced", "archived", "wrong"])
@pytest.mark.parametrize("agree", [{}, {"agree": "yes"}])
def test_a_code_that_opens_nothing_gets_one_sentence_whatever_the_reason(code, dora, lena, how, agree):
    ended(code, dora, how)
    typed = "AAAAAAAAAA" if how == "wrong" else code.code
    answer = browser(lena).post(JOIN, {"code": typed} | agree)
    shown = text(answer)
    assert (answer.status_code, shown.count(ONE_SENTENCE)) == (422, 2), "above the form and at its field"
    assert "Program A" not in shown
    assert not Membership.objects.exists()


def test_a_code_that_ends_between_reading_and_agreeing_lets_nobody_in(code, dora, lena):
    read = JoinCode.objects.select_related("cohort__program").get()
    revoke_code(cohort=code.cohort, actor=dora, at=timezone.now())
    with pytest.raises(Refused):
        join_by_code(code=read, learner=lena, at=timezone.now())
    assert not Membership.objects.exists()
    assert not AuditEvent.objects.filter(verb="joined").exists()


def test_guessing_is_slowed_down_and_right_codes_do_not_count(code, lena, otto, settings):
    settings.ACCOUNT_RATE_LIMITS = {"join": "3/h/user,100/h/ip"}
    learner = browser(lena)
    for _ in range(5):
        assert learner.post(JOIN, {"code": code.code}).status_code == 200
        assert learner.post(JOIN, {"code": ""}).status_code == 422
    assert [learner.post(JOIN, {"code": f"WRONG{n}"}).status_code for n in range(4)] == [422, 422, 422, 429]
    assert learner.post(JOIN, {"code": code.code, "agree": "yes"}).status_code == 429
    assert browser(otto).post(JOIN, {"code": code.code, "agree": "yes"}).status_code == 303


def test_many_accounts_at_one_place_are_slowed_down_together(code, lena, otto, settings):
    settings.ACCOUNT_RATE_LIMITS = {"join": "100/h/user,2/h/ip"}
    for _ in range(2):
        assert browser(lena).post(JOIN, {"code": "WRONG"}).status_code == 422
    assert browser(otto).post(JOIN, {"code": "WRONG"}).status_code == 429


def test_guests_sign_in_first(code):
    assert Client().post(JOIN, {"code": code.code})["Location"].startswith("/accounts/login/")


def test_simulated_and_real_people_do_not_mix(code, cohort, lena, dora):
    simulated = UserFactory(is_simulated=True)
    demo = founded(dora, name="Demo")
    type(demo.program).objects.filter(pk=demo.program_id).update(is_demo=True)
    its_code = make_code(cohort=demo, days=7, actor=dora, at=timezone.now())
    for person, tried in ((simulated, code), (lena, its_code)):
        answer = browser(person).post(JOIN, {"code": tried.code, "agree": "yes"})
        assert (answer.status_code, "simulated" in text(answer)) == (422, True)
    assert not Membership.objects.exists()
